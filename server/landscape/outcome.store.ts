import { and, eq, inArray, isNotNull, or } from 'drizzle-orm';
import type { Outcome } from '../../landscape/impact.ts';
import type { Facts, ImpactPair, Membership } from '../../landscape/model.ts';
import type { Tx } from '../db/database.ts';
import { preparedInsert } from '../db/prepared.ts';
import { runtimes } from '../db/tables/director.tables.ts';
import { connections, type MembershipOrigin, memberships, unenforcedRemovals } from '../db/tables/landscape.tables.ts';
import { journal } from '../events/delta.ts';
import type { Clock } from '../shared/clock.ts';
import { CompassError } from '../shared/errors.ts';
import type { NewId } from '../shared/ids.ts';
import type { Settings } from '../shared/settings.ts';
import { shownConnection, shownMembership } from './shown.ts';

/** What a change of the landscape needs of its surroundings; `RequestContext` fits. */
export interface Env {
  clock: Clock;
  newId: NewId;
  settings: Pick<Settings, 'defaultScenario'>;
}

/** Rows or ids per statement. */
const chunk = 400;

function chunks<T>(list: readonly T[]): T[][] {
  const parts: T[][] = [];
  for (let from = 0; from < list.length; from += chunk) parts.push(list.slice(from, from + chunk));
  return parts;
}

function grouped<T, K>(list: Iterable<T>, key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of list) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

/** One per row of the table: `scenario` and the origins that hold. */
function* origins(list: Iterable<Membership>): Generator<{ scenario: string; origin: MembershipOrigin }> {
  for (const { scenario, manual, rule } of list) {
    if (manual) yield { scenario, origin: 'MANUAL' };
    if (rule) yield { scenario, origin: 'RULE' };
    if (!manual && !rule) yield { scenario, origin: 'DEFAULT' };
  }
}

const insertMembership = preparedInsert(memberships);
/** Rows for which building a statement would take longer than running one for each. */
const mostOneByOne = 4;

/** Writes the memberships an outcome ends with, row by row difference. */
export async function writeMemberships(
  tx: Tx,
  env: Env,
  tenantId: string,
  scenarioIds: ReadonlyMap<string, string>,
  changed: Outcome['memberships'],
): Promise<void> {
  const createdAt = env.clock();
  const notes = journal(tx, tenantId);
  const inserts: (typeof memberships.$inferInsert)[] = [];
  const deletes: { objectId: string; scenarioId: string; origin: MembershipOrigin }[] = [];
  for (const { member, after } of changed) {
    const before = [...member.memberships].map(([scenario, held]) => ({ scenario, ...held }));
    const rows = (list: Iterable<Membership>) => {
      const known = [...origins(list)].flatMap(({ scenario, origin }) => {
        const scenarioId = scenarioIds.get(scenario);
        return scenarioId === undefined ? [] : [{ objectId: member.id, scenarioId, origin }];
      });
      return new Map(known.map((row) => [`${row.scenarioId} ${row.origin}`, row]));
    };
    const was = rows(before);
    const is = rows(after);
    for (const [key, row] of was) if (!is.has(key)) deletes.push(row);
    for (const [key, row] of is) {
      if (!was.has(key)) inserts.push({ ...row, tenantId, objectKind: member.kind, createdAt });
    }
  }
  for (const [, same] of grouped(deletes, ({ scenarioId, origin }) => `${scenarioId} ${origin}`)) {
    for (const part of chunks(same)) {
      const [first] = part;
      if (!first) continue;
      const left = await tx
        .delete(memberships)
        .where(
          and(
            eq(memberships.tenantId, tenantId),
            eq(memberships.scenarioId, first.scenarioId),
            eq(memberships.origin, first.origin),
            inArray(
              memberships.objectId,
              part.map(({ objectId }) => objectId),
            ),
          ),
        )
        .returning();
      notes.left(left.map(shownMembership));
    }
  }
  if (inserts.length <= mostOneByOne) for (const row of inserts) await insertMembership(tx, row);
  else for (const part of chunks(inserts)) await tx.insert(memberships).values(part);
  notes.joined(inserts.map(shownMembership));
}

type EndedPair = Pick<ImpactPair, 'applicationID' | 'runtimeID'>;

/**
 * Ends connections. What the Runtime may have fetched stays on its cluster until it fetches again, and is remembered as
 * not enforced until then.
 * @param name of the Application at this moment, by id.
 */
export async function endConnections(
  tx: Tx,
  env: Env,
  tenantId: string,
  ended: readonly EndedPair[],
  name: (applicationId: string) => string,
): Promise<void> {
  const endedAt = env.clock();
  for (const [runtimeId, ofRuntime] of grouped(ended, ({ runtimeID }) => runtimeID)) {
    for (const part of chunks(ofRuntime)) {
      const gone = and(
        eq(connections.tenantId, tenantId),
        eq(connections.runtimeId, runtimeId),
        inArray(
          connections.applicationId,
          part.map(({ applicationID }) => applicationID),
        ),
      );
      const known = await tx
        .select({ applicationId: connections.applicationId })
        .from(connections)
        .innerJoin(runtimes, eq(runtimes.id, connections.runtimeId))
        .where(and(gone, or(eq(connections.startedBy, 'RUNTIME'), isNotNull(runtimes.lastFetchAt))));
      const over = await tx.delete(connections).where(gone).returning();
      journal(tx, tenantId).ended(over.map(shownConnection));
      if (known.length === 0) continue;
      await tx.delete(unenforcedRemovals).where(
        and(
          eq(unenforcedRemovals.tenantId, tenantId),
          eq(unenforcedRemovals.runtimeId, runtimeId),
          inArray(
            unenforcedRemovals.applicationId,
            known.map(({ applicationId }) => applicationId),
          ),
        ),
      );
      await tx.insert(unenforcedRemovals).values(
        known.map(({ applicationId }) => {
          const applicationName = name(applicationId);
          return { tenantId, runtimeId, applicationId, applicationName, endedAt };
        }),
      );
    }
  }
}

/**
 * Begins connections by conditional insert: the unique index on `slot` decides between two Runtimes.
 * @returns the pairs that were connected; one that lost the race is missing.
 */
export async function beginConnections<P extends EndedPair>(
  tx: Tx,
  env: Env,
  tenant: { id: string; connectionPolicy: Facts['connectionPolicy'] },
  begun: readonly P[],
  startedBy: 'RUNTIME' | 'ADMINISTRATOR',
): Promise<P[]> {
  const since = env.clock();
  const won = new Set<string>();
  const key = (applicationId: string, runtimeId: string) => `${applicationId}/${runtimeId}`;
  for (const part of chunks(begun)) {
    const rows = part.map(({ applicationID, runtimeID }) => ({
      id: env.newId(),
      tenantId: tenant.id,
      applicationId: applicationID,
      runtimeId: runtimeID,
      slot: tenant.connectionPolicy === 'EXCLUSIVE' ? applicationID : key(applicationID, runtimeID),
      since,
      startedBy,
    }));
    const inserted = await tx
      .insert(connections)
      .values(rows)
      .onConflictDoNothing({ target: [connections.tenantId, connections.slot] })
      .returning();
    journal(tx, tenant.id).begun(inserted.map(shownConnection));
    for (const row of inserted) won.add(key(row.applicationId, row.runtimeId));
  }
  const winners = begun.filter(({ applicationID, runtimeID }) => won.has(key(applicationID, runtimeID)));
  for (const [runtimeId, ofRuntime] of grouped(winners, ({ runtimeID }) => runtimeID)) {
    for (const part of chunks(ofRuntime)) {
      await tx.delete(unenforcedRemovals).where(
        and(
          eq(unenforcedRemovals.tenantId, tenant.id),
          eq(unenforcedRemovals.runtimeId, runtimeId),
          inArray(
            unenforcedRemovals.applicationId,
            part.map(({ applicationID }) => applicationID),
          ),
        ),
      );
    }
  }
  return winners;
}

/** @throws ConcurrentUpdate if a slot was taken meanwhile; the caller's transaction is to fail with it. */
export async function writeConnections(
  tx: Tx,
  env: Env,
  tenant: { id: string; connectionPolicy: Facts['connectionPolicy'] },
  { breaks, begins }: Outcome['impact'],
  name: (applicationId: string) => string,
  startedBy: 'RUNTIME' | 'ADMINISTRATOR' = 'ADMINISTRATOR',
): Promise<void> {
  await endConnections(tx, env, tenant.id, breaks, name);
  const won = await beginConnections(tx, env, tenant, begins, startedBy);
  if (won.length === begins.length) return;
  throw new CompassError('ConcurrentUpdate', 'an Application was connected by a Runtime at the same moment');
}
