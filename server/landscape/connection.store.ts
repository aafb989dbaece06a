import { and, asc, count, eq, exists, inArray, ne, not, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { PairState } from '../../landscape/model.ts';
import type { Read } from '../db/database.ts';
import { applications, labels, runtimes } from '../db/tables/director.tables.ts';
import { connections, memberships, scenarios } from '../db/tables/landscape.tables.ts';
import type { TenantRow } from './facts.store.ts';

const ofApplication = alias(memberships, 'of_application');
const ofRuntime = alias(memberships, 'of_runtime');
const own = alias(connections, 'own');
const other = alias(connections, 'other');

export interface PairFilter {
  tenant: TenantRow;
  applicationId: string | null;
  runtimeId: string | null;
  /** Null for all. */
  states: readonly PairState[] | null;
}

/** Null if no pair can be in any of the states asked for. */
function inStates(read: Read, { tenant, states }: PairFilter): { condition: SQL | undefined } | null {
  if (states === null) return { condition: undefined };
  const held = (table: typeof own | typeof other, runtime: SQL) =>
    exists(
      read
        .select({ id: table.id })
        .from(table)
        .where(and(eq(table.applicationId, ofApplication.objectId), runtime)),
    );
  const connected = held(own, eq(own.runtimeId, ofRuntime.objectId));
  const heldByOther = held(other, ne(other.runtimeId, ofRuntime.objectId));
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
  const states = inStates(read, filter);
  if (!states) return { rows: [], totalCount: 0 };
  // Raw only to name the columns: two of them would share one name in the derived table.
  const pairs = read
    .selectDistinct({
      applicationId: sql<string>`${ofApplication.objectId}`.as('application_id'),
      runtimeId: sql<string>`${ofRuntime.objectId}`.as('runtime_id'),
      applicationName: sql<string>`${applications.name}`.as('application_name'),
      runtimeName: sql<string>`${runtimes.name}`.as('runtime_name'),
    })
    .from(ofApplication)
    .innerJoin(ofRuntime, eq(ofRuntime.scenarioId, ofApplication.scenarioId))
    .innerJoin(applications, eq(applications.id, ofApplication.objectId))
    .innerJoin(runtimes, eq(runtimes.id, ofRuntime.objectId))
    .where(
      and(
        eq(ofApplication.tenantId, tenant.id),
        eq(ofRuntime.tenantId, tenant.id),
        applicationId === null ? undefined : eq(ofApplication.objectId, applicationId),
        runtimeId === null ? undefined : eq(ofRuntime.objectId, runtimeId),
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
  const within = await read
    .selectDistinct({ id: ofApplication.scenarioId, connection: connections.id })
    .from(connections)
    .innerJoin(ofApplication, eq(ofApplication.objectId, connections.applicationId))
    .innerJoin(
      ofRuntime,
      and(eq(ofRuntime.objectId, connections.runtimeId), eq(ofRuntime.scenarioId, ofApplication.scenarioId)),
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
