import { and, asc, desc, eq, gt, lt, lte } from 'drizzle-orm';
import type { LandscapeDelta, Origin } from '../../landscape/delta.ts';
import { type LandscapeState, pairKey } from '../../landscape/past.ts';
import type { Read } from '../db/database.ts';
import { applications, runtimes } from '../db/tables/director.tables.ts';
import { connections, memberships, scenarios } from '../db/tables/landscape.tables.ts';
import { activity, landscapeDeltas, tenants } from '../db/tables/tenant.tables.ts';
import { credentialsOf } from './credentials.store.ts';
import { shownApplication, shownConnection, shownRuntime } from './shown.ts';

/** An entry by number and moment; number 0 stands for the time before the first one. */
export interface Entry {
  sequence: number;
  at: number;
}

/** The last entry at or before the moment. */
export async function lastEntryUntil(read: Read, tenantId: string, at: number): Promise<Entry> {
  const [row] = await read
    .select({ sequence: activity.sequence, at: activity.at })
    .from(activity)
    .where(and(eq(activity.tenantId, tenantId), lte(activity.at, at)))
    .orderBy(desc(activity.at), desc(activity.sequence))
    .limit(1);
  return row ?? { sequence: 0, at: 0 };
}

/** The entry of this number; undefined if there is none. Before the first is when the tenant was made. */
export async function entryOf(read: Read, tenantId: string, sequence: number): Promise<Entry | undefined> {
  if (sequence === 0) {
    const [tenant] = await read.select({ at: tenants.createdAt }).from(tenants).where(eq(tenants.id, tenantId));
    return tenant && { sequence, at: tenant.at };
  }
  const [row] = await read
    .select({ sequence: activity.sequence, at: activity.at })
    .from(activity)
    .where(and(eq(activity.tenantId, tenantId), eq(activity.sequence, sequence)));
  return row;
}

/**
 * The version as of an entry; null if nothing is known of that time, because the landscape had changed before its changes
 * began to be recorded.
 */
export async function versionAsOf(read: Read, tenantId: string, sequence: number): Promise<number | null> {
  const own = eq(landscapeDeltas.tenantId, tenantId);
  const [last] = await read
    .select({ version: landscapeDeltas.version })
    .from(landscapeDeltas)
    .where(and(own, lte(landscapeDeltas.sequence, sequence)))
    .orderBy(desc(landscapeDeltas.sequence))
    .limit(1);
  if (last) return last.version;
  const [first] = await read
    .select({ version: landscapeDeltas.versionBefore })
    .from(landscapeDeltas)
    .where(own)
    .orderBy(asc(landscapeDeltas.sequence))
    .limit(1);
  const [present] = await read
    .select({ version: tenants.landscapeVersion })
    .from(tenants)
    .where(eq(tenants.id, tenantId));
  const { version } = first ?? present ?? { version: 0 };
  return version > 0 ? null : version;
}

/** Number of the last entry up to this one that changed the landscape; null if none did. */
export async function lastChange(read: Read, tenantId: string, sequence: number): Promise<number | null> {
  const [row] = await read
    .select({ sequence: landscapeDeltas.sequence })
    .from(landscapeDeltas)
    .where(and(eq(landscapeDeltas.tenantId, tenantId), lte(landscapeDeltas.sequence, sequence)))
    .orderBy(desc(landscapeDeltas.sequence))
    .limit(1);
  return row?.sequence ?? null;
}

/** Number of the first entry after this one that changed the landscape; null if none did. */
export async function nextChange(read: Read, tenantId: string, sequence: number): Promise<number | null> {
  const [row] = await read
    .select({ sequence: landscapeDeltas.sequence })
    .from(landscapeDeltas)
    .where(and(eq(landscapeDeltas.tenantId, tenantId), gt(landscapeDeltas.sequence, sequence)))
    .orderBy(asc(landscapeDeltas.sequence))
    .limit(1);
  return row?.sequence ?? null;
}

const perPage = 1000;

/**
 * What entries after this one did, the latest first, in pages. What is committed once the first page was read is not
 * among them.
 */
export async function* deltasAfter(read: Read, tenantId: string, sequence: number): AsyncGenerator<LandscapeDelta[]> {
  for (let before = Number.MAX_SAFE_INTEGER; ; ) {
    const rows = await read
      .select({ sequence: landscapeDeltas.sequence, delta: landscapeDeltas.delta })
      .from(landscapeDeltas)
      .where(
        and(
          eq(landscapeDeltas.tenantId, tenantId),
          gt(landscapeDeltas.sequence, sequence),
          lt(landscapeDeltas.sequence, before),
        ),
      )
      .orderBy(desc(landscapeDeltas.sequence))
      .limit(perPage);
    yield rows.map(({ delta }) => delta);
    const last = rows.at(-1);
    if (!last || rows.length < perPage) return;
    before = last.sequence;
  }
}

/**
 * The present, table by table. What is committed meanwhile may be in it or not: undoing its delta, read later, makes no
 * difference to that.
 */
export async function presentState(read: Read, tenantId: string): Promise<LandscapeState> {
  const applicationRows = await read
    .select({
      id: applications.id,
      name: applications.name,
      providerName: applications.providerName,
      description: applications.description,
      updatedAt: applications.updatedAt,
    })
    .from(applications)
    .where(eq(applications.tenantId, tenantId));
  const runtimeRows = await read
    .select({
      id: runtimes.id,
      name: runtimes.name,
      description: runtimes.description,
      updatedAt: runtimes.updatedAt,
      statusCondition: runtimes.statusCondition,
      reportedState: runtimes.reportedState,
    })
    .from(runtimes)
    .where(eq(runtimes.tenantId, tenantId));
  const scenarioRows = await read.select().from(scenarios).where(eq(scenarios.tenantId, tenantId));
  const connectionRows = await read.select().from(connections).where(eq(connections.tenantId, tenantId));
  const [tenant] = await read
    .select({ connectionPolicy: tenants.connectionPolicy })
    .from(tenants)
    .where(eq(tenants.id, tenantId));
  const runtimeIds = runtimeRows.map(({ id }) => id);
  return {
    applications: new Map(applicationRows.map((row) => [row.id, shownApplication(row)])),
    runtimes: new Map(runtimeRows.map((row) => [row.id, shownRuntime(row)])),
    scenarios: new Map(scenarioRows.map(({ id, name, createdAt }) => [id, { name, createdAt }])),
    memberships: await presentMemberships(read, tenantId),
    connections: new Map(connectionRows.map((row) => [pairKey(row), shownConnection(row)])),
    credentials: await credentialsOf(read, runtimeIds),
    connectionPolicy: tenant?.connectionPolicy ?? 'EXCLUSIVE',
  };
}

async function presentMemberships(read: Read, tenantId: string): Promise<LandscapeState['memberships']> {
  const rows = await read
    .select({ objectId: memberships.objectId, scenarioId: memberships.scenarioId, origin: memberships.origin })
    .from(memberships)
    .where(eq(memberships.tenantId, tenantId));
  const byObject: LandscapeState['memberships'] = new Map();
  for (const { objectId, scenarioId, origin } of rows) {
    const own = byObject.get(objectId) ?? new Map<string, Set<Origin>>();
    byObject.set(objectId, own);
    const origins = own.get(scenarioId) ?? new Set<Origin>();
    own.set(scenarioId, origins.add(origin));
  }
  return byObject;
}
