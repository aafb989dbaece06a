import { EventEmitter, on } from 'node:events';
import type { Database, Tx } from '../db/database.ts';

/** What one committed transaction touched. Carries ids only: a subscriber loads the present state itself. */
export interface Touched {
  applicationIds: string[];
  runtimeIds: string[];
  scenarioIds: string[];
  /** Too much was touched to list, or something that shows everywhere, like the name of a scenario. */
  everything: boolean;
}

export interface FeedEvent extends Touched {
  tenantId: string;
  /** Number of the activity entry. */
  sequence: number;
}

export interface Feed {
  /** Announces the event to every instance once `tx` is committed. */
  announce(tx: Tx, event: FeedEvent): void;
  /** Events of one tenant from now on, in order. Ends when `signal` aborts. */
  follow(tenantId: string, signal: AbortSignal): AsyncIterable<FeedEvent>;
}

/** Ids beyond this number are not listed, so that a signal fits into a PostgreSQL notification. */
const mostIds = 120;

export function createFeed(database: Database): Feed {
  const bus = new EventEmitter().setMaxListeners(0);
  database.onSignal((message) => {
    const event = JSON.parse(message) as FeedEvent;
    bus.emit(event.tenantId, event);
  });
  return {
    announce(tx, event) {
      const many = event.applicationIds.length + event.runtimeIds.length + event.scenarioIds.length > mostIds;
      const none = { applicationIds: [], runtimeIds: [], scenarioIds: [], everything: true };
      tx.signal(JSON.stringify(many ? { ...event, ...none } : event));
    },
    async *follow(tenantId, signal) {
      try {
        for await (const [event] of on(bus, tenantId, { signal })) yield event as FeedEvent;
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    },
  };
}
