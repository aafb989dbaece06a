import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Read } from '../db/database.ts';
import { labels } from '../db/tables/director.tables.ts';
import { connections, memberships, scenarios } from '../db/tables/landscape.tables.ts';

/**
 * The memberships of Runtimes as a derived table: the builder, typed as SQLite, cannot name a table twice in a statement
 * that PostgreSQL is to run.
 */
function runtimeMemberships(read: Read, tenantId: string) {
  return read
    .select({ scenarioId: memberships.scenarioId, objectId: memberships.objectId })
    .from(memberships)
    .where(and(eq(memberships.tenantId, tenantId), eq(memberships.objectKind, 'RUNTIME')))
    .as('of_runtime');
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

/** Names a pair for `connectedPairs`. */
export const pairKey = (applicationId: string, runtimeId: string): string => `${applicationId} ${runtimeId}`;

/** Which of these pairs are connected. */
export async function connectedPairs(read: Read, pairs: readonly string[]): Promise<ReadonlyMap<string, true>> {
  const applicationIds = [...new Set(pairs.map((pair) => pair.split(' ')[0] ?? ''))];
  const held = await connectionsOf(read, applicationIds);
  const keys = [...held.values()].flat().map(({ applicationId, runtimeId }) => pairKey(applicationId, runtimeId));
  return new Map(keys.map((key) => [key, true]));
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
