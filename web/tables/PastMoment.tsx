import { formatExactZoned, formatRelative } from '../format/moments.ts';

/** When something happened, in a cell. What has just arrived may be newer than `now`, which moves every few seconds. */
export function PastMoment({ at, now }: { at: string; now: number }) {
  const then = Date.parse(at);
  return <span title={formatExactZoned(then)}>{formatRelative(then, Math.max(then, now))}</span>;
}
