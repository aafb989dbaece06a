import type { Logger } from 'pino';
import type { Database, Tx } from '../../db/database.ts';
import { type Clock, hour, minute } from '../../shared/clock.ts';
import { removeExpiredTokens } from './token.store.ts';

/** Expired rows stay this long, so that the console can still tell an expired token from one that never was. */
const keepExpired = hour;

const removeOneTimeTokens = (tx: Tx, now: number) => removeExpiredTokens(tx, now - keepExpired);

/** Removes old tokens, one-time tokens unless told otherwise, now and every minute. `stop` waits for a sweep under way. */
export function startSweep(options: {
  database: Database;
  clock: Clock;
  log: Logger;
  remove?: (tx: Tx, now: number) => Promise<void>;
  everyMs?: number;
}): { stop(): Promise<void> } {
  const { database, clock, log, remove = removeOneTimeTokens, everyMs = minute } = options;
  let running = Promise.resolve();
  const sweep = () => {
    running = running
      .then(() => database.write((tx) => remove(tx, clock())))
      .catch((error) => log.error({ err: error }, 'Expired tokens could not be removed'));
  };
  sweep();
  const timer = setInterval(sweep, everyMs).unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
