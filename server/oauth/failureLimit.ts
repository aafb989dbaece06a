import { type Clock, minute } from '../shared/clock.ts';

const mostFailures = 10;
const pauseMs = minute;
/** Beyond this number of keys the oldest are forgotten, so that they cannot fill the memory. */
const mostKeys = 20_000;

export interface FailureLimit {
  /** Milliseconds until the next try is looked at; 0 if it is now. */
  pausedMs(key: string): number;
  failed(key: string): void;
  succeeded(key: string): void;
}

/**
 * Ten failures in a row, then a pause of one minute, in which the right secret is refused, too. Only failures count: a client
 * may fetch any number of tokens at once. Counted in the memory of this process: a restart forgets it, and each of several
 * instances counts for itself.
 */
export function createFailureLimit(clock: Clock): FailureLimit {
  const counts = new Map<string, { failures: number; until: number }>();
  const present = (key: string) => {
    const count = counts.get(key);
    return count && count.until > clock() ? count : { failures: 0, until: 0 };
  };
  return {
    pausedMs(key) {
      const { failures, until } = present(key);
      return failures >= mostFailures ? until - clock() : 0;
    },
    failed(key) {
      const { failures } = present(key);
      counts.delete(key);
      counts.set(key, { failures: failures + 1, until: clock() + pauseMs });
      const [oldest] = counts.keys();
      if (counts.size > mostKeys && oldest !== undefined) counts.delete(oldest);
    },
    succeeded: (key) => void counts.delete(key),
  };
}
