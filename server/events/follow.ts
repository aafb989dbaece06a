import { type Feed, type FeedEvent, type FeedStep, joinEvent } from './feed.ts';
import type { Touched } from './touched.ts';

/** Steps follow each other at least this far apart, so that a burst becomes one of them. In milliseconds. */
const shortestPause = 100;

export interface Follower {
  /** Resolves with all that was announced since the last step; null once closed. */
  next(): Promise<FeedStep | null>;
  close(): void;
}

/**
 * Follows the events of one tenant. Between two steps events are joined, not queued: a slow consumer costs the memory of
 * one step and never sees an outdated one.
 * @param start reads what has been announced up to now; it is called after listening has begun, so nothing falls between.
 */
export async function follow(
  feed: Feed,
  tenantId: string,
  start: () => Promise<{ sequence: number; landscapeVersion: number; missed: Touched | null; from: number }>,
): Promise<Follower> {
  let early: FeedEvent[] | null = [];
  let waiting: FeedStep | null = null;
  let last = { sequence: 0, landscapeVersion: 0 };
  let closed = false;
  let notBefore = 0;
  let wake: () => void = () => undefined;

  const take = (event: FeedEvent): void => {
    if (early) early.push(event);
    else {
      waiting = joinEvent(waiting, event, last);
      wake();
    }
  };
  const stop = feed.listen(tenantId, take);
  try {
    const { missed, from, ...present } = await start();
    last = present;
    if (missed) waiting = { ...missed, fromSequence: from, ...present };
    const arrived = early;
    early = null;
    for (const event of arrived) take(event);
  } catch (error) {
    stop();
    throw error;
  }

  const changed = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
    });
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        if (!closed) return;
        clearTimeout(timer);
        resolve();
      };
    });

  return {
    async next() {
      while (!closed && waiting === null) await changed();
      const left = notBefore - performance.now();
      if (!closed && left > 0) await pause(left);
      if (closed) return null;
      const step = waiting;
      waiting = null;
      if (step) last = step;
      notBefore = performance.now() + shortestPause;
      return step;
    },
    close() {
      closed = true;
      stop();
      wake();
    },
  };
}
