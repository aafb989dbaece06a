import type { Logger } from 'pino';
import type { Cycle, Outcome } from './cycle.ts';
import { delayAfter, type Periods } from './delays.ts';
import { reasonOf } from './pairing.ts';
import type { Change, Target } from './target.ts';

export interface LoopOptions extends Periods {
  cycle: Cycle;
  target: Pick<Target, 'watch'>;
  log: Logger;
  /** 0 to 1. */
  random: () => number;
  /** Resolves after `ms` milliseconds, or as soon as the signal aborts. */
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Told the outcome of each pass. */
  onOutcome?: (outcome: Outcome, tookMs: number) => void;
}

/**
 * Passes, one after the other, until the signal aborts; the one under way is finished. In between it waits, or goes on at
 * once when somebody asks for it: a changed token while there is no connection, `resyncNow`, `refreshCredentialsNow`, a
 * deleted resource.
 */
export async function runLoop(options: LoopOptions, signal: AbortSignal): Promise<void> {
  const { cycle, target, log, random, wait, onOutcome } = options;
  const noticed = new Set<Change>();
  let wake = () => {};
  const stopWatching = target.watch((change) => {
    noticed.add(change);
    wake();
  });

  /** Looks at what was noticed; true if it is a reason to go on. */
  async function isAsked(): Promise<boolean> {
    for (const change of noticed) {
      noticed.delete(change);
      try {
        if (await cycle.isUrgent(change)) return true;
      } catch (error) {
        log.warn(`A change could not be looked at: ${reasonOf(error)}`);
      }
    }
    return false;
  }

  async function rest(ms: number): Promise<void> {
    const over = new AbortController();
    const pause = wait(ms, AbortSignal.any([signal, over.signal])).then(() => true);
    while (!(await isAsked())) {
      const woken = new Promise<false>((resolve) => {
        wake = () => resolve(false);
      });
      if (noticed.size > 0) continue;
      if (await Promise.race([pause, woken])) return;
    }
    over.abort();
    await pause;
  }

  let failures = 0;
  try {
    while (!signal.aborted) {
      const startedAt = performance.now();
      const outcome = await cycle.run();
      onOutcome?.(outcome, performance.now() - startedAt);
      failures = outcome.result === 'ok' ? 0 : failures + 1;
      await rest(delayAfter(outcome, failures, options, random()));
    }
  } finally {
    stopWatching();
    cycle.close();
  }
}
