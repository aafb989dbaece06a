/** Where a moment stands on the slider, 0 to 1. */
export function shareOf(at: number, from: number, to: number): number {
  return to <= from ? 1 : Math.min(1, Math.max(0, (at - from) / (to - from)));
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const second = 1000;
const steps = [
  5 * second,
  15 * second,
  minute,
  5 * minute,
  15 * minute,
  hour,
  3 * hour,
  6 * hour,
  12 * hour,
  day,
  2 * day,
  7 * day,
  30 * day,
  90 * day,
  365 * day,
];

/** Whole minutes, hours or days below the slider: as many as fit, at most `most`. */
export function axisTicks(from: number, to: number, most: number): number[] {
  const step = steps.find((each) => (to - from) / each <= most) ?? to - from;
  const ticks: number[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to && step > 0; at += step) ticks.push(at);
  return ticks;
}

export interface Bar {
  index: number;
  /** 0 to 1. */
  height: number;
}

/** Bars of the histogram: the square root keeps single changes visible beside bursts. */
export function barsOf(stretches: readonly { index: number; changes: number }[]): Bar[] {
  const most = Math.max(1, ...stretches.map(({ changes }) => changes));
  return stretches.map(({ index, changes }) => ({ index, height: Math.max(0.15, Math.sqrt(changes / most)) }));
}
