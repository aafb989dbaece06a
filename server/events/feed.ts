import { EventEmitter } from 'node:events';
import type { Database, Tx } from '../db/database.ts';
import { joinTouched, type Touched, touchedOf } from './touched.ts';

export type { Touched } from './touched.ts';

/** What one committed transaction touched. Carries ids only: a subscriber loads the present state itself. */
export interface FeedEvent extends Touched {
  tenantId: string;
  /** Number of the activity entry, or of the last one if the event has none, as for contact times. */
  sequence: number;
  /** As of `sequence`; absent if the event has no activity entry. */
  landscapeVersion?: number;
}

/** Events that came while the follower was busy, as one. */
export interface FeedStep extends Touched {
  /** Number of the first entry; more than `sequence` if there was none. */
  fromSequence: number;
  sequence: number;
  landscapeVersion: number;
}

export interface Feed {
  /** Announces the event to every instance once `tx` is committed. */
  announce(tx: Tx, event: FeedEvent): void;
  /** Calls back for each event of the tenant. The result unsubscribes. */
  listen(tenantId: string, listener: (event: FeedEvent) => void): () => void;
}

export function createFeed(database: Database): Feed {
  const bus = new EventEmitter().setMaxListeners(0);
  database.onSignal((message) => {
    const event = JSON.parse(message) as FeedEvent;
    bus.emit(event.tenantId, event);
  });
  return {
    announce(tx, event) {
      tx.signal(JSON.stringify({ ...event, ...touchedOf(pickTouched(event)) }));
    },
    listen(tenantId, listener) {
      bus.on(tenantId, listener);
      return () => bus.off(tenantId, listener);
    },
  };
}

const pickTouched = ({ applicationIds, runtimeIds, scenarioIds, everything }: Touched): Touched => ({
  applicationIds,
  runtimeIds,
  scenarioIds,
  everything,
});

/**
 * Joins an event to a step. A gap in the numbers means that a signal was lost: then everything counts as touched.
 * @param step null if the follower has taken all before; `last` is then what it has seen.
 */
export function joinEvent(
  step: FeedStep | null,
  event: FeedEvent,
  last: { sequence: number; landscapeVersion: number },
): FeedStep {
  const before = step ?? {
    ...touchedOf(),
    fromSequence: last.sequence + 1,
    sequence: last.sequence,
    landscapeVersion: last.landscapeVersion,
  };
  const gap = event.sequence > before.sequence + 1;
  return {
    ...joinTouched(before, { ...pickTouched(event), everything: event.everything || gap }),
    fromSequence: before.fromSequence,
    sequence: Math.max(before.sequence, event.sequence),
    landscapeVersion: Math.max(before.landscapeVersion, event.landscapeVersion ?? 0),
  };
}
