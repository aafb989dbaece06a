import { eq, sql } from 'drizzle-orm';
import type { Tx } from '../db/database.ts';
import { prepared, preparedInsert } from '../db/prepared.ts';
import {
  type ActivityObject,
  activity,
  activityObjects,
  landscapeDeltas,
  tenants,
} from '../db/tables/tenant.tables.ts';
import type { Consumer } from '../shared/consumer.ts';
import { type LandscapeDelta, takeDelta } from './delta.ts';
import type { Feed } from './feed.ts';
import { type Touched, touchedOf } from './touched.ts';

/** What a mutation tells of itself. Never a secret. */
export interface ActivityEntry {
  tenantId: string;
  /** `noun.verb` in the past tense, for example `application.registered`. */
  action: string;
  /** The objects concerned, with their names as they were. */
  objects: ActivityObject[];
  /** Ids of what else it changed, without naming it. */
  concerns?: readonly string[];
  before?: unknown;
  after?: unknown;
  impact?: unknown;
  /** Whom subscribers reload; omitted if the landscape shows nothing of it. */
  touched?: Partial<Touched>;
  /** Members, memberships, connections or scenarios changed. */
  changesLandscape: boolean;
}

/** Rows for which building a statement would take longer than running one for each. */
const mostOneByOne = 4;
/** An entry that concerns more objects is found by time and action, not by each of them; as a revision it counts for all. */
const mostConcerned = 1000;

/** Stands among the objects of an entry for those beyond `mostConcerned`. */
export const anyObject = '*';

interface Actor {
  type: typeof activity.$inferSelect.actorType;
  id: string;
  name: string;
}

/** An entry as it was appended. */
export interface RecordedEntry extends ActivityEntry {
  sequence: number;
  at: number;
  actor: Actor;
  correlationId: string;
  /** What the transaction did to the landscape since its last entry; null if nothing. */
  delta: LandscapeDelta | null;
  /** Webhooks of the tenant that are told of events, as of this entry. */
  webhookCount: number;
}

/** Is told of every entry in its transaction; a failure undoes the mutation. */
export type EntryListener = (tx: Tx, entry: RecordedEntry) => Promise<void>;

export interface Recorder {
  consumer: Pick<Consumer, 'type' | 'id' | 'name'> | null;
  clock: () => number;
  newId: () => string;
  correlationId: string;
  feed: Feed;
  onEntry: EntryListener;
}

/** What may change the version of the landscape; the rest of a delta is what else the landscape shows. */
const structural = ({
  applications,
  runtimes,
  scenarios,
  memberships,
  connections,
  connectionPolicy,
}: LandscapeDelta) =>
  [...(applications ?? []), ...(runtimes ?? [])].some(
    ({ before, after }) => before?.name !== after?.name || before === null || after === null,
  ) || [scenarios, memberships, connections, connectionPolicy].some((part) => part !== undefined);

/** Scenarios that somebody joined or left: the entry is about them, too, though it names the members only. */
const scenariosOf = (delta: LandscapeDelta | null): string[] =>
  (delta?.memberships ?? []).map(({ scenarioId }) => scenarioId);

const placeholder = <T>(name: string) => sql<T>`${sql.placeholder(name)}`;

const numberEntry = prepared<
  { tenantId: string; step: number; now: number },
  { sequence: number; landscapeVersion: number; at: number; webhookCount: number }[],
  Tx
>((tx) =>
  tx
    .update(tenants)
    .set({
      sequence: sql`${tenants.sequence} + 1`,
      landscapeVersion: sql`${tenants.landscapeVersion} + ${placeholder('step')}`,
      lastEntryAt: sql`case when ${tenants.lastEntryAt} > ${placeholder('now')} then ${tenants.lastEntryAt} else ${placeholder('now')} end`,
    })
    .where(eq(tenants.id, placeholder('tenantId')))
    .returning({
      sequence: tenants.sequence,
      landscapeVersion: tenants.landscapeVersion,
      at: tenants.lastEntryAt,
      webhookCount: tenants.webhookCount,
    }),
);
const insertEntry = preparedInsert(activity);
const insertDelta = preparedInsert(landscapeDeltas);
const insertConcerned = preparedInsert(activityObjects);

/**
 * Appends one entry in the transaction of its mutation, numbers it within the tenant and announces it.
 * @returns the entry's number and the landscape version as of this entry.
 */
export async function record(
  tx: Tx,
  recorder: Recorder,
  entry: ActivityEntry,
): Promise<{ sequence: number; landscapeVersion: number }> {
  const { tenantId } = entry;
  const delta = takeDelta(tx, tenantId);
  if (delta && structural(delta) && !entry.changesLandscape) {
    throw new Error(`${entry.action} changed the landscape without saying so`);
  }
  const now = recorder.clock();
  const [tenant] = await numberEntry(tx, { tenantId, step: entry.changesLandscape ? 1 : 0, now });
  if (!tenant) throw new Error(`tenant ${tenantId} does not exist`);
  const { at, webhookCount, ...numbers } = tenant;
  const { consumer, correlationId } = recorder;
  const actor: Actor = {
    type: consumer && consumer.type !== 'ANONYMOUS' ? consumer.type : 'SYSTEM',
    id: consumer?.id ?? '',
    name: consumer?.name ?? '',
  };
  const touched = touchedOf(entry.touched);
  await insertEntry(tx, {
    id: recorder.newId(),
    tenantId,
    sequence: numbers.sequence,
    at,
    actorType: actor.type,
    actorId: actor.id,
    actorName: actor.name,
    action: entry.action,
    objects: entry.objects,
    before: entry.before ?? null,
    after: entry.after ?? null,
    impact: entry.impact ?? null,
    touched,
    correlationId,
  });
  if (delta || entry.changesLandscape) {
    await insertDelta(tx, {
      tenantId,
      sequence: numbers.sequence,
      versionBefore: numbers.landscapeVersion - (entry.changesLandscape ? 1 : 0),
      version: numbers.landscapeVersion,
      delta: delta ?? {},
    });
  }
  const all = [...new Set([...scenariosOf(delta), ...entry.objects.map(({ id }) => id), ...(entry.concerns ?? [])])];
  const concerned = all.length > mostConcerned ? [anyObject, ...all.slice(0, mostConcerned)] : all;
  const rows = concerned.map((objectId) => ({ tenantId, objectId, sequence: numbers.sequence }));
  if (rows.length <= mostOneByOne) for (const row of rows) await insertConcerned(tx, row);
  else await tx.insert(activityObjects).values(rows);
  recorder.feed.announce(tx, { tenantId, ...numbers, ...touched });
  const { sequence } = numbers;
  await recorder.onEntry(tx, { ...entry, sequence, at, actor, correlationId, delta, webhookCount });
  return numbers;
}
