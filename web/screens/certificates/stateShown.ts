import type { Finding } from '../../map/words.ts';
import { type CertificateView, certificateFinding } from '../../members/certificateWords.ts';
import { isCalm } from './blastWords.ts';

/** An agent whose clock differs by more cannot be trusted to renew in time. In milliseconds. */
const clockTolerance = 5 * 60 * 1000;

export const isClockOff = (clockAheadMs: number | null): clockAheadMs is number =>
  clockAheadMs !== null && Math.abs(clockAheadMs) > clockTolerance;

export const unknownClock = 'Unknown clock';

/**
 * The state as people see it. An agent whose clock is off may renew too early or too late, so that what looks well is not
 * known to be; what does not renew stays that, `isClockUnknown` beside it, and what is over needs no clock.
 */
export function stateShown({
  state,
  clockAheadMs,
}: Pick<CertificateView, 'state' | 'clockAheadMs'>): Finding & { isClockUnknown: boolean } {
  const { family, word } = certificateFinding(state);
  const isOver = state === 'EXPIRED' || state === 'REVOKED' || state === 'SUPERSEDED';
  if (isOver || !isClockOff(clockAheadMs)) return { family, word, isClockUnknown: false };
  if (isCalm(state)) return { family: 'unknown', word: unknownClock, isClockUnknown: false };
  return { family, word, isClockUnknown: true };
}
