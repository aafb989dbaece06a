import { hour, second } from '../shared/clock.ts';

/** How long a delivery is tried, counted from its creation or its last replay. */
export const horizonMs = 24 * hour;

const firstDelayMs = 5 * second;
const longestDelayMs = 4 * hour;

/** Jitter keeps receivers that failed together from being called together again: the delay times 0.8 to 1.2. */
const jittered = (ms: number, random: number): number => Math.round(ms * (0.8 + 0.4 * random));

/** Milliseconds a receiver asks to be left alone: a number of seconds or a date (RFC 9110, 10.2.3); 0 if it is neither. */
export function retryAfterMs(header: string | undefined, at: number): number {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * second;
  const date = Date.parse(text);
  return Number.isNaN(date) ? 0 : Math.max(0, date - at);
}

export interface Answered {
  /** HTTP status; null if there was no answer. */
  status: number | null;
  retryAfter?: string | undefined;
}

export type Outcome = { state: 'DELIVERED' } | { state: 'DEAD' } | { state: 'PENDING'; nextAttemptAt: number };

/**
 * What becomes of a delivery after an attempt. Every 2xx delivers. 410 ends it at once: the receiver says it is gone for
 * good. Anything else is tried again after 5 s, 10 s, 20 s and so on up to every 4 h, later if `Retry-After` says so, for
 * the last time 24 hours after the beginning.
 * @param failures of this delivery since the beginning, the present attempt included.
 * @param random from 0 to 1.
 */
export function outcomeOf(
  { status, retryAfter }: Answered,
  { waitingSince, failures, at, random }: { waitingSince: number; failures: number; at: number; random: number },
): Outcome {
  if (status !== null && status >= 200 && status < 300) return { state: 'DELIVERED' };
  const end = waitingSince + horizonMs;
  if (status === 410 || at >= end) return { state: 'DEAD' };
  const delay = jittered(Math.min(longestDelayMs, firstDelayMs * 2 ** (failures - 1)), random);
  return { state: 'PENDING', nextAttemptAt: Math.min(end, at + Math.max(delay, retryAfterMs(retryAfter, at))) };
}
