/** Durations in milliseconds. */
export interface Spread {
  count: number;
  p50: number;
  p90: number;
  p99: number;
  max: number;
}

/** All zero for no samples. */
export function spreadOf(samples: readonly number[]): Spread {
  const sorted = [...samples].sort((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { count: sorted.length, p50: at(0.5), p90: at(0.9), p99: at(0.99), max: at(1) };
}

/** One line: `p50 12.1  p90 20.4  p99 41.0  max 60.2 ms`. */
export const spreadText = ({ p50, p90, p99, max }: Spread): string =>
  `p50 ${p50.toFixed(1)}  p90 ${p90.toFixed(1)}  p99 ${p99.toFixed(1)}  max ${max.toFixed(1)} ms`;

/** What went wrong, without what differs from one Runtime to the next. */
function kindOf(message: string): string {
  return message
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '<id>')
    .replace(/\d+/g, '<n>')
    .slice(0, 160);
}

/** Counts by kind. */
export function createTally() {
  const counts = new Map<string, number>();
  return {
    add: (message: string) => void counts.set(kindOf(message), (counts.get(kindOf(message)) ?? 0) + 1),
    /** Most frequent first. */
    entries: (): [string, number][] => [...counts].sort((one, other) => other[1] - one[1]),
  };
}

/** Memory over time: bytes at a moment in milliseconds. */
export interface MemorySample {
  at: number;
  bytes: number;
}

const median = (values: readonly number[]): number => spreadOf(values).p50;

/** Growth in per cent from the second quarter of the samples to the last: the first one warms up. Null if too few. */
export function growthOf(samples: readonly MemorySample[]): number | null {
  const quarter = Math.floor(samples.length / 4);
  if (quarter === 0) return null;
  const bytes = samples.map((sample) => sample.bytes);
  const early = median(bytes.slice(quarter, 2 * quarter));
  return (median(bytes.slice(-quarter)) / early - 1) * 100;
}
