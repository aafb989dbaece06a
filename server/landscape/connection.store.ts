import { and, asc, count, eq, exists, inArray, ne, not, or, type SQL, sql } from 'drizzle-orm';
import type { PairState } from '../../landscape/model.ts';
import type { Read } from '../db/database.ts';
import { applications, labels, runtimes } from '../db/tables/director.tables.ts';
import { connections, memberships, scenarios } from '../db/tables/landscape.tables.ts';
import type { TenantRow } from './facts.store.ts';

/**
 * The memberships of Runtimes as a derived table: the builder, typed as SQLite, cannot name a table twice in a statement
 * that PostgreSQL is to run.
 */
export function runtimeMemberships(read: Read, tenantId: string, runtimeId: string | null = null) {
  const only = runtimeId === null ? undefined : eq(memberships.objectId, runtimeId);
  return read
    .select({ scenarioId: memberships.scenarioId, objectId: memberships.objectId })
    .from(memberships)
    .where(and(eq(memberships.tenantId, tenantId), eq(memberships.objectKind, 'RUNTIME'), only))
    .as('of_runtime');
}

export interface PairFilter {
  tenant: TenantRow;
  applicationId: string | null;
  runtimeId: string | null;
  /** Null for all. */
  states: readonly PairState[] | null;
}

type RuntimeMemberships = ReturnType<typeof runtimeMemberships>;

/** Null if no pair can be in any of the states asked for. */
function inStates(
  read: Read,
  { tenant, states }: PairFilter,
  ofRuntime: RuntimeMemberships,
): { condition: SQL | undefined } | null {
  if (states === null) return { condition: undefined };
  const held = (runtime: SQL) =>
    exists(
      read
        .select({ id: connections.id })
        .from(connections)
        .where(and(eq(connections.applicationId, memberships.objectId), runtime)),
    );
  const connected = held(eq(connections.runtimeId, ofRuntime.objectId));
  const heldByOther = held(ne(connections.runtimeId, ofRuntime.objectId));
  const blocks = tenant.connectionPolicy === 'EXCLUSIVE';
  const conditions: Record<PairState, SQL | undefined> = {
    FORBIDDEN: undefined,
    CONNECTED: connected,
    BLOCKED: blocks ? and(not(connected), heldByOther) : undefined,
    AVAILABLE: blocks ? and(not(connected), not(heldByOther)) : not(connected),
  };
  const wanted = states.map((state) => conditions[state]).filter((condition) => condition !== undefined);
  return wanted.length === 0 ? null : { condition: or(...wanted) };
}

export interface PairRow {
  applicationId: string;
  runtimeId: string;
}

/** Pairs that share a scenario: one page ordered by the names of Application, then Runtime, and how many match. */
export async function listPairs(
  read: Read,
  filter: PairFilter,
  page: { offset: number; limit: number },
): Promise<{ rows: PairRow[]; totalCount: number }> {
  const { tenant, applicationId, runtimeId } = filter;
  const ofRuntime = runtimeMemberships(read, tenant.id, runtimeId);
  const states = inStates(read, filter, ofRuntime);
  if (!states) return { rows: [], totalCount: 0 };
  // Raw only to name the columns: two of them would share one name in the derived table.
  const pairs = read
    .selectDistinct({
      applicationId: sql<string>`${memberships.objectId}`.as('application_id'),
      runtimeId: sql<string>`${ofRuntime.objectId}`.as('runtime_id'),
      applicationName: sql<string>`${applications.name}`.as('application_name'),
      runtimeName: sql<string>`${runtimes.name}`.as('runtime_name'),
    })
    .from(memberships)
    .innerJoin(ofRuntime, eq(ofRuntime.scenarioId, memberships.scenarioId))
    .innerJoin(applications, eq(applications.id, memberships.objectId))
    .innerJoin(runtimes, eq(runtimes.id, ofRuntime.objectId))
    .where(
      and(
        eq(memberships.tenantId, tenant.id),
        applicationId === null ? undefined : eq(memberships.objectId, applicationId),
        states.condition,
      ),
    );
  const ordered = pairs.as('pairs');
  const rows = await read
    .select({ applicationId: ordered.applicationId, runtimeId: ordered.runtimeId })
    .from(ordered)
    .orderBy(asc(ordered.applicationName), asc(ordered.runtimeName))
    .limit(page.limit)
    .offset(page.offset);
  const [total] = await read.select({ count: count() }).from(ordered);
  return { rows, totalCount: Number(total?.count ?? 0) };
}

/** By Application: its connections, the oldest first. */
export async function connectionsOf(read: Read, applicationIds: readonly string[]) {
  const rows = await read
    .select({
      applicationId: connections.applicationId,
      runtimeId: connections.runtimeId,
      since: connections.since,
    })
    .from(connections)
    .where(inArray(connections.applicationId, [...applicationIds]))
    .orderBy(asc(connections.since), asc(connections.id));
  return Map.groupBy(rows, ({ applicationId }) => applicationId);
}

/** By Application: the events URL announced by the Runtime it has been connected to longest. */
export async function eventsUrls(read: Read, applicationIds: readonly string[]): Promise<ReadonlyMap<string, unknown>> {
  const rows = await read
    .select({ applicationId: connections.applicationId, value: labels.value })
    .from(connections)
    .innerJoin(labels, and(eq(labels.objectId, connections.runtimeId), eq(labels.key, 'runtime_eventServiceUrl')))
    .where(inArray(connections.applicationId, [...applicationIds]))
    .orderBy(asc(connections.since), asc(connections.id));
  const urls = new Map<string, unknown>();
  for (const { applicationId, value } of rows) if (!urls.has(applicationId)) urls.set(applicationId, value);
  return urls;
}

/** Names of the scenarios of one tenant with how many members and connections are in each. */
export async function scenarioCounts(read: Read, tenantId: string) {
  const members = await read
    .selectDistinct({ id: memberships.scenarioId, kind: memberships.objectKind, objectId: memberships.objectId })
    .from(memberships)
    .where(eq(memberships.tenantId, tenantId));
  const ofRuntime = runtimeMemberships(read, tenantId);
  const within = await read
    .selectDistinct({ id: memberships.scenarioId, connection: connections.id })
    .from(connections)
    .innerJoin(memberships, eq(memberships.objectId, connections.applicationId))
    .innerJoin(
      ofRuntime,
      and(eq(ofRuntime.objectId, connections.runtimeId), eq(ofRuntime.scenarioId, memberships.scenarioId)),
    )
    .where(eq(connections.tenantId, tenantId));
  const counts = new Map<string, { applicationCount: number; runtimeCount: number; connectionCount: number }>();
  const of = (id: string) => {
    const present = counts.get(id) ?? { applicationCount: 0, runtimeCount: 0, connectionCount: 0 };
    counts.set(id, present);
    return present;
  };
  for (const { id, kind } of members) of(id)[kind === 'APPLICATION' ? 'applicationCount' : 'runtimeCount'] += 1;
  for (const { id } of within) of(id).connectionCount += 1;
  return counts;
}

/** The scenario of that name, or all. */
export async function findScenarios(read: Read, tenantId: string, name?: string) {
  return read
    .select({ id: scenarios.id, name: scenarios.name, createdAt: scenarios.createdAt })
    .from(scenarios)
    .where(and(eq(scenarios.tenantId, tenantId), name === undefined ? undefined : eq(scenarios.name, name)))
    .orderBy(asc(scenarios.name));
}
