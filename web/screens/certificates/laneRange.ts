import type { Lane } from './useTimeline.ts';

/** Lanes that follow each other, by position. */
export interface LaneRange {
  first: number;
  last: number;
}

/** From one lane to another, whichever comes first. */
export const rangeBetween = (a: number, b: number): LaneRange => ({ first: Math.min(a, b), last: Math.max(a, b) });

export const isWithin = (range: LaneRange | null, at: number): boolean =>
  range !== null && at >= range.first && at <= range.last;

/** `DAY`, or `DAY-MONTH` for all from one lane to the other, as it stands in the address; null for what is no lane. */
export function readRange(lanes: readonly Pick<Lane, 'key'>[], text: unknown): LaneRange | null {
  if (typeof text !== 'string') return null;
  const [from = '', to = from] = text.split('-');
  const [first, last] = [from, to].map((name) => lanes.findIndex(({ key }) => key === name)) as [number, number];
  return first === -1 || last === -1 ? null : rangeBetween(first, last);
}

export function printRange(lanes: readonly Pick<Lane, 'key'>[], { first, last }: LaneRange): string {
  const [from, to] = [lanes[first]?.key ?? '', lanes[last]?.key ?? ''];
  return from === to ? from : `${from}-${to}`;
}
