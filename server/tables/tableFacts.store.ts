import { and, asc, count, countDistinct, desc, eq, exists, max, sql } from 'drizzle-orm';
import type { Read } from '../db/database.ts';
import { labels } from '../db/tables/director.tables.ts';
import { runtimeReports } from '../db/tables/health.tables.ts';
import { memberships, scenarioAssignments, scenarios } from '../db/tables/landscape.tables.ts';
import { packageContents, packages } from '../db/tables/package.tables.ts';
import { activity, activityObjects, landscapeDeltas } from '../db/tables/tenant.tables.ts';
import type { Contents } from './rows.ts';

/** By object id, keys in order. One row for each value: thousands of objects have the same few. */
export async function labelsByObject(read: Read, tenantId: string): Promise<Map<string, Record<string, unknown>>> {
  const rows = await read
    .select({
      key: labels.key,
      value: labels.value,
      objectIds: sql<string>`string_agg(${labels.objectId}, ' ')`,
    })
    .from(labels)
    .where(eq(labels.tenantId, tenantId))
    .groupBy(labels.key, labels.value)
    .orderBy(asc(labels.key));
  const byObject = new Map<string, Record<string, unknown>>();
  for (const { key, value, objectIds } of rows) {
    for (const objectId of objectIds.split(' ')) {
      const own = byObject.get(objectId);
      if (own) own[key] = value;
      else byObject.set(objectId, { [key]: value });
    }
  }
  return byObject;
}

/** By Application: what it offers. Raw expressions, because the builder knows no conditional aggregate. */
export async function contentsByApplication(read: Read, tenantId: string): Promise<Map<string, Contents>> {
  const ofKind = (kind: string) => sql<number>`sum(case when ${packageContents.kind} = ${kind} then 1 else 0 end)`;
  const rows = await read
    .select({
      applicationId: packages.applicationId,
      packageCount: countDistinct(packages.id),
      apiCount: ofKind('API'),
      eventCount: ofKind('EVENT'),
    })
    .from(packages)
    .leftJoin(packageContents, eq(packageContents.packageId, packages.id))
    .where(eq(packages.tenantId, tenantId))
    .groupBy(packages.applicationId);
  return new Map(
    rows.map(({ applicationId, packageCount, apiCount, eventCount }) => [
      applicationId,
      { packageCount: Number(packageCount), apiCount: Number(apiCount), eventCount: Number(eventCount) },
    ]),
  );
}

/** By Runtime: the version its agent reports as its own. */
export async function agentVersions(read: Read, tenantId: string): Promise<Map<string, string>> {
  const rows = await read
    .select({ runtimeId: runtimeReports.runtimeId, versions: runtimeReports.versions })
    .from(runtimeReports)
    .where(eq(runtimeReports.tenantId, tenantId));
  return new Map(
    rows.flatMap(({ runtimeId, versions }) =>
      versions.filter(({ name }) => name === 'agent').map(({ version }) => [runtimeId, version] as const),
    ),
  );
}

/** By scenario id. */
export async function ruleCounts(read: Read, tenantId: string): Promise<Map<string, number>> {
  const rows = await read
    .select({ scenarioId: scenarioAssignments.scenarioId, count: count() })
    .from(scenarioAssignments)
    .where(eq(scenarioAssignments.tenantId, tenantId))
    .groupBy(scenarioAssignments.scenarioId);
  return new Map(rows.map((row) => [row.scenarioId, Number(row.count)]));
}

/**
 * By scenario id: the moment of the last entry that changed it, its rules or who is in it. A look into an index for each,
 * however long the log is. Entries made before they named such scenarios are known by who joined.
 */
export async function lastChanged(read: Read, tenantId: string): Promise<Map<string, number>> {
  const isChange = read
    .select({ sequence: landscapeDeltas.sequence })
    .from(landscapeDeltas)
    .where(and(eq(landscapeDeltas.tenantId, tenantId), eq(landscapeDeltas.sequence, activityObjects.sequence)));
  const lastEntry = read
    .select({ sequence: activityObjects.sequence })
    .from(activityObjects)
    .where(and(eq(activityObjects.tenantId, tenantId), eq(activityObjects.objectId, scenarios.id), exists(isChange)))
    .orderBy(desc(activityObjects.sequence))
    .limit(1);
  const at = read
    .select({ at: activity.at })
    .from(activity)
    .where(and(eq(activity.tenantId, tenantId), eq(activity.sequence, lastEntry)));
  const entries = await read
    .select({ id: scenarios.id, at: sql<number | null>`(${at})` })
    .from(scenarios)
    .where(eq(scenarios.tenantId, tenantId));
  const joined = await read
    .select({ id: memberships.scenarioId, at: max(memberships.createdAt) })
    .from(memberships)
    .where(eq(memberships.tenantId, tenantId))
    .groupBy(memberships.scenarioId);
  const last = new Map(joined.map((row) => [row.id, Number(row.at)]));
  for (const row of entries) {
    if (row.at !== null) last.set(row.id, Math.max(Number(row.at), last.get(row.id) ?? 0));
  }
  return last;
}
