import {
  and,
  asc,
  count,
  countDistinct,
  eq,
  exists,
  gt,
  gte,
  inArray,
  isNull,
  lt,
  min,
  ne,
  not,
  or,
} from 'drizzle-orm';
import type { Read } from '../db/database.ts';
import { oneTimeTokens } from '../db/tables/connector.tables.ts';
import { applications, type ObjectKind, runtimes, systemAuths } from '../db/tables/director.tables.ts';
import { connections, memberships, scenarios, unenforcedRemovals } from '../db/tables/landscape.tables.ts';
import { activity } from '../db/tables/tenant.tables.ts';

/** Live connections by Runtime. */
export async function connectionsByRuntime(read: Read, tenantId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await read
    .select({ id: connections.runtimeId, count: count() })
    .from(connections)
    .where(eq(connections.tenantId, tenantId))
    .groupBy(connections.runtimeId);
  return new Map(rows.map((row) => [row.id, Number(row.count)]));
}

interface Unseen {
  runtimeId: string;
  count: number;
  since: number;
}

const numbers = (rows: readonly { runtimeId: string; count: number; since: number | null }[]): Unseen[] =>
  rows.map((row) => ({ runtimeId: row.runtimeId, count: Number(row.count), since: Number(row.since) }));

/** Connections that administrators began and Runtimes have not fetched, and ended ones whose end they have not. */
export async function unseenChanges(read: Read, tenantId: string): Promise<{ begun: Unseen[]; ended: Unseen[] }> {
  const begun = await read
    .select({ runtimeId: connections.runtimeId, count: count(), since: min(connections.since) })
    .from(connections)
    .innerJoin(runtimes, eq(runtimes.id, connections.runtimeId))
    .where(
      and(
        eq(connections.tenantId, tenantId),
        eq(connections.startedBy, 'ADMINISTRATOR'),
        or(isNull(runtimes.lastFetchAt), lt(runtimes.lastFetchAt, connections.since)),
      ),
    )
    .groupBy(connections.runtimeId);
  const ended = await read
    .select({
      runtimeId: unenforcedRemovals.runtimeId,
      count: count(),
      since: min(unenforcedRemovals.endedAt),
    })
    .from(unenforcedRemovals)
    .where(eq(unenforcedRemovals.tenantId, tenantId))
    .groupBy(unenforcedRemovals.runtimeId);
  return { begun: numbers(begun), ended: numbers(ended) };
}

/** One-time tokens that are good and unused, the first to expire first; of each identity the last one. */
export async function unusedTokens(read: Read, tenantId: string, now: number) {
  const rows = await read
    .select({
      ownerId: systemAuths.ownerId,
      kind: systemAuths.ownerKind,
      application: applications.name,
      runtime: runtimes.name,
      createdAt: oneTimeTokens.createdAt,
      expiresAt: oneTimeTokens.expiresAt,
    })
    .from(oneTimeTokens)
    .innerJoin(systemAuths, eq(systemAuths.id, oneTimeTokens.clientId))
    .leftJoin(applications, eq(applications.id, systemAuths.ownerId))
    .leftJoin(runtimes, eq(runtimes.id, systemAuths.ownerId))
    .where(
      and(
        eq(oneTimeTokens.tenantId, tenantId),
        ne(oneTimeTokens.kind, 'CSR'),
        isNull(oneTimeTokens.usedAt),
        gt(oneTimeTokens.expiresAt, now),
      ),
    )
    .orderBy(asc(oneTimeTokens.expiresAt), asc(oneTimeTokens.hash));
  const byOwner = new Map(rows.map((row) => [row.ownerId, row]));
  return [...byOwner.values()].map(({ ownerId: id, kind, application, runtime, createdAt, expiresAt }) => ({
    object: { id, kind, name: application ?? runtime ?? id },
    createdAt,
    expiresAt,
  }));
}

/** Applications that have been in the default scenario alone since before `until`, and that no Runtime has. */
export async function onlyInDefault(read: Read, tenantId: string, until: number) {
  const connected = read
    .select({ id: connections.id })
    .from(connections)
    .where(eq(connections.applicationId, memberships.objectId));
  const where = and(
    eq(memberships.tenantId, tenantId),
    eq(memberships.origin, 'DEFAULT'),
    lt(memberships.createdAt, until),
    not(exists(connected)),
  );
  const [total] = await read.select({ count: count() }).from(memberships).where(where);
  const [first] = await read
    .select({ id: applications.id, name: applications.name, since: memberships.createdAt })
    .from(memberships)
    .innerJoin(applications, eq(applications.id, memberships.objectId))
    .where(where)
    .orderBy(asc(memberships.createdAt), asc(applications.id))
    .limit(1);
  return { first: first ?? null, count: Number(total?.count ?? 0) };
}

/** Scenarios with how many members of each kind they have. */
export async function countedScenarios(read: Read, tenantId: string) {
  const all = await read
    .select({ id: scenarios.id, name: scenarios.name })
    .from(scenarios)
    .where(eq(scenarios.tenantId, tenantId))
    .orderBy(asc(scenarios.name));
  const rows = await read
    .select({ id: memberships.scenarioId, kind: memberships.objectKind, count: countDistinct(memberships.objectId) })
    .from(memberships)
    .where(eq(memberships.tenantId, tenantId))
    .groupBy(memberships.scenarioId, memberships.objectKind);
  const counts = new Map(rows.map((row) => [`${row.id} ${row.kind}`, Number(row.count)]));
  const of = (id: string, kind: ObjectKind) => counts.get(`${id} ${kind}`) ?? 0;
  return all.map((scenario) => ({
    ...scenario,
    applicationCount: of(scenario.id, 'APPLICATION'),
    runtimeCount: of(scenario.id, 'RUNTIME'),
  }));
}

const mostIds = 5000;

/** Which scenarios these objects are in, each named once. */
export async function scenariosOfObjects(read: Read, tenantId: string, ids: readonly string[]) {
  const rows: { objectId: string; scenarioId: string }[] = [];
  for (let from = 0; from < ids.length; from += mostIds) {
    const some = await read
      .selectDistinct({ objectId: memberships.objectId, scenarioId: memberships.scenarioId })
      .from(memberships)
      .where(and(eq(memberships.tenantId, tenantId), inArray(memberships.objectId, ids.slice(from, from + mostIds))));
    rows.push(...some);
  }
  return rows;
}

/** Which of these scenarios each Application is in. */
export function applicationsIn(read: Read, scenarioIds: readonly string[]) {
  return read
    .selectDistinct({ objectId: memberships.objectId, scenarioId: memberships.scenarioId })
    .from(memberships)
    .where(and(inArray(memberships.scenarioId, [...scenarioIds]), eq(memberships.objectKind, 'APPLICATION')));
}

export async function entriesSince(read: Read, tenantId: string, from: number): Promise<number> {
  const [row] = await read
    .select({ count: count() })
    .from(activity)
    .where(and(eq(activity.tenantId, tenantId), gte(activity.at, from)));
  return Number(row?.count ?? 0);
}
