import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Database } from '../db/database.ts';
import { second } from '../shared/clock.ts';
import { attempt, type Fetching } from './fetchRequest.changes.ts';
import { allUnfetched, type FetchRequestRecord } from './fetchRequest.store.ts';

/** Fetches texts after the transactions that ask for them, never within one. */
export interface Fetches {
  /** Resolves when all are fetched or failed, or when patience is over: then the rest goes on behind. Never rejects. */
  run(env: Fetching, requests: readonly FetchRequestRecord[]): Promise<void>;
  /** Call before the outgoing client is closed, await after: what it cuts off stays as it was, for the next start. */
  close(): Promise<void>;
}

/** Of everything together, and of what one mutation or one start asks for, so that nobody takes all of it. */
const mostAtOnce = 16;
const mostAtOnceTogether = 4;
const defaultPatienceMs = 20 * second;

export function createFetches({ log, patienceMs = defaultPatienceMs }: { log: Logger; patienceMs?: number }): Fetches {
  const waiting: (() => void)[] = [];
  const underWay = new Set<Promise<void>>();
  let free = mostAtOnce;
  let stopping = false;

  async function inTurn(body: () => Promise<void>): Promise<void> {
    if (free > 0) free -= 1;
    else {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
      });
    }
    try {
      await body();
    } finally {
      const following = waiting.shift();
      if (following) following();
      else free += 1;
    }
  }

  async function fetchOne(env: Fetching, request: FetchRequestRecord): Promise<void> {
    if (stopping) return;
    try {
      await attempt(env, request, () => stopping);
    } catch (error) {
      if (!stopping) log.error({ err: error, fetchRequest: request.id }, 'a fetch request could not be carried out');
    }
  }

  async function fetchAll(env: Fetching, requests: readonly FetchRequestRecord[]): Promise<void> {
    const left = [...requests];
    const work = async () => {
      for (let request = left.shift(); request; request = left.shift()) {
        const next = request;
        await inTurn(() => fetchOne(env, next));
      }
    };
    await Promise.all(Array.from({ length: mostAtOnceTogether }, work));
  }

  return {
    async run(env, requests) {
      if (requests.length === 0) return;
      const all = fetchAll(env, requests);
      underWay.add(all);
      void all.finally(() => underWay.delete(all));
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, patienceMs);
      });
      await Promise.race([all, patience]);
      clearTimeout(timer);
    },
    async close() {
      stopping = true;
      await Promise.all(underWay);
    },
  };
}

/** What is left to fetch after a start; `Platform` fits. */
interface Resuming extends Omit<Fetching, 'consumer' | 'correlationId' | 'read' | 'write'> {
  database: Database;
  fetches: Fetches;
}

/** Fetches what an earlier process was asked for and did not come to, as Compass itself. Never rejects. */
export async function resumeFetches(platform: Resuming, log: Logger): Promise<void> {
  const { database, fetches } = platform;
  const { read, write } = database;
  try {
    const env = { ...platform, consumer: null, correlationId: randomUUID(), read, write };
    await fetches.run(env, await allUnfetched(read));
  } catch (error) {
    log.error({ err: error }, 'what was left to fetch could not be found');
  }
}
