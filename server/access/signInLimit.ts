import { type Clock, minute } from '../shared/clock.ts';

const mostTries = 5;
const pauseMs = 5 * minute;
/** Beyond this number of keys the oldest are forgotten, so that made-up accounts cannot fill the memory. */
const mostKeys = 20_000;

export type Try =
  /** `triesLeft` after this one, should it fail. */
  { allowed: true; triesLeft: number } | { allowed: false; retryAfterMs: number };

export interface SignInLimit {
  /** Counts the try before its outcome is known, so that simultaneous guesses cannot pass together. */
  begin(address: string, account: string): Try;
  /** The try was right: forget the failures. */
  succeeded(address: string, account: string): void;
}

/**
 * Five failed tries per address and account, then a pause of five minutes. Counted in the memory of this process: a
 * restart forgets it, and each of several instances counts for itself.
 */
export function createSignInLimit(clock: Clock): SignInLimit {
  const counts = new Map<string, { tries: number; until: number }>();
  const keyOf = (address: string, account: string) => `${address} ${account.toLowerCase()}`;
  return {
    begin(address, account) {
      const key = keyOf(address, account);
      const now = clock();
      const known = counts.get(key);
      const count = known && known.until > now ? known : { tries: 0, until: 0 };
      if (count.tries >= mostTries) return { allowed: false, retryAfterMs: count.until - now };
      counts.delete(key);
      counts.set(key, { tries: count.tries + 1, until: now + pauseMs });
      const [oldest] = counts.keys();
      if (counts.size > mostKeys && oldest !== undefined) counts.delete(oldest);
      return { allowed: true, triesLeft: mostTries - count.tries - 1 };
    },
    succeeded: (address, account) => void counts.delete(keyOf(address, account)),
  };
}
