import type { Outcome } from './cycle.ts';

export interface Periods {
  syncPeriodMs: number;
  /** Least distance between two passes that nobody asked for. */
  minimalSyncTimeMs: number;
}

/** A token that was refused is tried again after this long at most. */
const mostForRefused = 5 * 60_000;
const mostForPairing = 60_000;

/**
 * How long to wait for the next pass, in milliseconds. The steady state jitters by 10 % (runtime-agent.md 1); failures
 * double the wait up to a limit, with jitter, so that a fleet does not come back as one.
 * @param failures in a row, this one included.
 * @param random 0 to 1.
 */
export function delayAfter(outcome: Outcome, failures: number, periods: Periods, random: number): number {
  const { syncPeriodMs, minimalSyncTimeMs } = periods;
  if (outcome.again) return 0;
  if (outcome.result === 'ok') return Math.max(minimalSyncTimeMs, syncPeriodMs * (0.9 + 0.2 * random));
  const most =
    outcome.result === 'refused'
      ? mostForRefused
      : outcome.state === 'ConnectionFailed'
        ? mostForPairing
        : Math.max(syncPeriodMs, minimalSyncTimeMs);
  const doubled = minimalSyncTimeMs * 2 ** Math.min(failures - 1, 20);
  return Math.min(most, doubled) * (1 - 0.25 * random);
}
