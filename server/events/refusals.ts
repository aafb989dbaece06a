import { randomUUID } from 'node:crypto';
import type { Database } from '../db/database.ts';
import { type ActivityEntry, type Recorder, record } from './activity.ts';
import { tenantsOfRefusals } from './refusals.store.ts';

/** Something that was asked for and not granted, perhaps by nobody we know. */
export interface Refusal extends Pick<ActivityEntry, 'objects'> {
  action: 'connection.refused' | 'signIn.failed';
  /** Whose log it belongs to; null if that cannot be told: then it is the default tenant's, which runs the installation. */
  tenantId: string | null;
  /** In words, and the server's own: never what the caller has sent, which may be a secret. */
  reason: string;
  /** Network address of the caller, if it is known. */
  from: string | null;
}

export interface Refusals {
  note(refusal: Refusal): void;
  /** Enters what was noted since the last time. */
  flush(): Promise<void>;
}

/** Of one tenant and action, in one flush; what goes beyond is counted in one entry more. */
const mostEntries = 10;
const others = 'other callers or reasons';

type Counted = Refusal & { count: number };

const groupOf = ({ tenantId, action }: Refusal) => `${tenantId} ${action}`;
const keyOf = (refusal: Refusal) =>
  JSON.stringify([groupOf(refusal), refusal.reason, refusal.from, refusal.objects.map(({ id }) => id)]);

/**
 * Refusals in the activity log. Anybody may cause any number of them, so they are counted in memory, by whom they concern,
 * why and from where, and entered once a minute: a flood makes no more than a handful of entries.
 */
export function createRefusals(
  options: Omit<Recorder, 'consumer' | 'correlationId'> & { database: Database },
): Refusals {
  const { database, ...recorder } = options;
  let counted = new Map<string, Counted>();
  const add = (refusal: Refusal, count: number) => {
    const known = counted.get(keyOf(refusal));
    if (known) {
      known.count += count;
      return;
    }
    const group = groupOf(refusal);
    const inGroup = [...counted.values()].filter((each) => groupOf(each) === group && each.reason !== others).length;
    if (inGroup < mostEntries || refusal.reason === others) counted.set(keyOf(refusal), { ...refusal, count });
    else add({ ...refusal, objects: [], reason: others, from: null }, count);
  };
  return {
    note: (refusal) => add(refusal, 1),
    async flush() {
      const due = [...counted.values()];
      if (due.length === 0) return;
      counted = new Map();
      try {
        await database.write(async (tx) => {
          const { defaultId, known } = await tenantsOfRefusals(tx);
          for (const { tenantId, action, objects, reason, from, count } of due) {
            const own = tenantId ?? defaultId;
            // Its tenant may have been deleted since.
            if (own === null || !known.has(own)) continue;
            const actor = { ...recorder, consumer: null, correlationId: randomUUID() };
            const after = { reason, count, ...(from !== null && { from }) };
            await record(tx, actor, { tenantId: own, action, objects, after, changesLandscape: false });
          }
        });
      } catch (error) {
        for (const { count, ...refusal } of due) add(refusal, count);
        throw error;
      }
    },
  };
}
