import { eq, sql } from 'drizzle-orm';
import type { Tx } from '../db/database.ts';
import { type ActivityObject, activity, activityObjects, tenants } from '../db/tables/tenant.tables.ts';
import type { Consumer } from '../shared/consumer.ts';
import type { Feed } from './feed.ts';
import { type Touched, touchedOf } from './touched.ts';

/** What a mutation tells of itself. Never a secret. */
export interface ActivityEntry {
  tenantId: string;
  /** `noun.verb` in the past tense, for example `application.registered`. */
  action: string;
  /** The objects concerned, with their names as they were. */
  objects: ActivityObject[];
  before?: unknown;
  after?: unknown;
  impact?: unknown;
  /** Whom subscribers reload; omitted if the landscape shows nothing of it. */
  touched?: Partial<Touched>;
  /** Members, memberships, connections or scenarios changed. */
  changesLandscape: boolean;
}

/** An entry that concerns more objects is found by time and action, not by each of them. */
const mostConcerned = 1000;

export interface Recorder {
  consumer: Pick<Consumer, 'type' | 'id' | 'name'> | null;
  clock: () => number;
  newId: () => string;
  correlationId: string;
  feed: Feed;
}

/**
 * Appends one entry in the transaction of its mutation, numbers it within the tenant and announces it.
 * @returns the entry's number and the landscape version as of this entry.
 */
export async function record(
  tx: Tx,
  recorder: Recorder,
  entry: ActivityEntry,
): Promise<{ sequence: number; landscapeVersion: number }> {
  const [numbers] = await tx
    .update(tenants)
    .set({
      sequence: sql`${tenants.sequence} + 1`,
      landscapeVersion: sql`${tenants.landscapeVersion} + ${entry.changesLandscape ? 1 : 0}`,
    })
    .where(eq(tenants.id, entry.tenantId))
    .returning({ sequence: tenants.sequence, landscapeVersion: tenants.landscapeVersion });
  if (!numbers) throw new Error(`tenant ${entry.tenantId} does not exist`);
  const { consumer } = recorder;
  const touched = touchedOf(entry.touched);
  await tx.insert(activity).values({
    id: recorder.newId(),
    tenantId: entry.tenantId,
    sequence: numbers.sequence,
    at: recorder.clock(),
    actorType: consumer && consumer.type !== 'ANONYMOUS' ? consumer.type : 'SYSTEM',
    actorId: consumer?.id ?? '',
    actorName: consumer?.name ?? '',
    action: entry.action,
    objects: entry.objects,
    before: entry.before ?? null,
    after: entry.after ?? null,
    impact: entry.impact ?? null,
    touched,
    correlationId: recorder.correlationId,
  });
  const concerned = [...new Set(entry.objects.map(({ id }) => id))].slice(0, mostConcerned);
  if (concerned.length > 0) {
    const { tenantId } = entry;
    const rows = concerned.map((objectId) => ({ tenantId, objectId, sequence: numbers.sequence }));
    await tx.insert(activityObjects).values(rows);
  }
  recorder.feed.announce(tx, { tenantId: entry.tenantId, ...numbers, ...touched });
  return numbers;
}
