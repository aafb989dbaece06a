import { and, asc, count, eq, gt, inArray, isNull, max, or, type SQL, sql } from 'drizzle-orm';
import type { Membership } from '../../landscape/model.ts';
import type { Read } from '../db/database.ts';
import { oneTimeTokens } from '../db/tables/connector.tables.ts';
import { applications, runtimes, systemAuths } from '../db/tables/director.tables.ts';
import { connections, memberships, scenarios, unenforcedRemovals } from '../db/tables/landscape.tables.ts';

/** Restricts what is loaded to these ids; null for the whole tenant. */
export type Only = { applicationIds: string[]; runtimeIds: string[]; scenarioIds: string[] } | null;

export async function scenarioRows(read: Read, tenantId: string, only: Only) {
  const where = only ? inArray(scenarios.id, only.scenarioIds) : undefined;
  return read
    .select({ id: scenarios.id, name: scenarios.name, createdAt: scenarios.createdAt })
    .from(scenarios)
    .where(and(eq(scenarios.tenantId, tenantId), where))
    .orderBy(asc(scenarios.name));
}

export async function applicationRows(read: Read, tenantId: string, only: Only) {
  const where = only ? inArray(applications.id, only.applicationIds) : undefined;
  return read
    .select({
      id: applications.id,
      name: applications.name,
      providerName: applications.providerName,
      description: applications.description,
      updatedAt: applications.updatedAt,
    })
    .from(applications)
    .where(and(eq(applications.tenantId, tenantId), where))
    .orderBy(asc(applications.name));
}

export async function runtimeRows(read: Read, tenantId: string, only: Only) {
  const where = only ? inArray(runtimes.id, only.runtimeIds) : undefined;
  return read
    .select()
    .from(runtimes)
    .where(and(eq(runtimes.tenantId, tenantId), where))
    .orderBy(asc(runtimes.name));
}

/** By object id, sorted by scenario. The database joins the ids: a row for each membership costs more than the rest. */
export async function membershipsByObject(
  read: Read,
  tenantId: string,
  only: Only,
): Promise<Map<string, Membership[]>> {
  const where = only ? inArray(memberships.objectId, [...only.applicationIds, ...only.runtimeIds]) : undefined;
  const rows = await read
    .select({
      scenario: scenarios.name,
      origin: memberships.origin,
      objectIds: sql<string>`string_agg(${memberships.objectId}, ' ')`,
    })
    .from(memberships)
    .innerJoin(scenarios, eq(scenarios.id, memberships.scenarioId))
    .where(and(eq(memberships.tenantId, tenantId), where))
    .groupBy(scenarios.name, memberships.origin);
  rows.sort((a, b) => (a.scenario < b.scenario ? -1 : a.scenario > b.scenario ? 1 : 0));
  const byObject = new Map<string, Membership[]>();
  for (const { scenario, origin, objectIds } of rows) {
    for (const objectId of objectIds.split(' ')) {
      const own = byObject.get(objectId) ?? [];
      byObject.set(objectId, own);
      let membership = own.at(-1);
      if (membership?.scenario !== scenario) {
        membership = { scenario, manual: false, rule: false };
        own.push(membership);
      }
      if (origin === 'MANUAL') membership.manual = true;
      if (origin === 'RULE') membership.rule = true;
    }
  }
  return byObject;
}

/** Connections of the objects given, whichever side they are on. */
export async function connectionRows(read: Read, tenantId: string, only: Only) {
  const where = only
    ? or(inArray(connections.applicationId, only.applicationIds), inArray(connections.runtimeId, only.runtimeIds))
    : undefined;
  return read
    .select({
      applicationID: connections.applicationId,
      runtimeID: connections.runtimeId,
      since: connections.since,
      startedBy: connections.startedBy,
      lastFetchAt: runtimes.lastFetchAt,
    })
    .from(connections)
    .innerJoin(runtimes, eq(runtimes.id, connections.runtimeId))
    .where(and(eq(connections.tenantId, tenantId), where))
    .orderBy(asc(connections.since), asc(connections.id));
}

/** By Runtime: when its last unused one-time token expires. */
export async function tokenExpiries(
  read: Read,
  tenantId: string,
  only: Only,
  now: number,
): Promise<Map<string, number>> {
  const where = only ? inArray(systemAuths.ownerId, only.runtimeIds) : undefined;
  const rows = await read
    .select({ runtimeId: systemAuths.ownerId, expiresAt: max(oneTimeTokens.expiresAt) })
    .from(oneTimeTokens)
    .innerJoin(systemAuths, eq(systemAuths.id, oneTimeTokens.clientId))
    .where(
      and(
        eq(oneTimeTokens.tenantId, tenantId),
        eq(oneTimeTokens.kind, 'RUNTIME'),
        isNull(oneTimeTokens.usedAt),
        gt(oneTimeTokens.expiresAt, now),
        where,
      ),
    )
    .groupBy(systemAuths.ownerId);
  return new Map(rows.map(({ runtimeId, expiresAt }) => [runtimeId, Number(expiresAt)]));
}

/** By Runtime: connections that ended and that it has not fetched the end of. */
export async function unenforcedCounts(read: Read, tenantId: string, only: Only): Promise<Map<string, number>> {
  const where = only ? inArray(unenforcedRemovals.runtimeId, only.runtimeIds) : undefined;
  const rows = await read
    .select({ runtimeId: unenforcedRemovals.runtimeId, count: count() })
    .from(unenforcedRemovals)
    .where(and(eq(unenforcedRemovals.tenantId, tenantId), where))
    .groupBy(unenforcedRemovals.runtimeId);
  return new Map(rows.map((row) => [row.runtimeId, Number(row.count)]));
}

const byIds = (column: Parameters<typeof inArray>[0], ids: readonly string[]): SQL => inArray(column, [...ids]);

/** For `RequestContext.load`; the ids come from rows of the caller's tenant. */
export async function applicationsById(read: Read, ids: readonly string[]) {
  const rows = await read.select().from(applications).where(byIds(applications.id, ids));
  return new Map(rows.map((row) => [row.id, row]));
}

export async function runtimesById(read: Read, ids: readonly string[]) {
  const rows = await read.select().from(runtimes).where(byIds(runtimes.id, ids));
  return new Map(rows.map((row) => [row.id, row]));
}
