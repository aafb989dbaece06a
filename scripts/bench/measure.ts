/** One figure of the bench: what, how much, and the limit it is held to. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** The figure must not be above this; absent for what is only watched. */
  limit?: number;
}

/** The value below which the given share of samples lies. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Milliseconds a call takes, in the median of several runs. */
export async function medianMs(runs: number, body: () => unknown): Promise<number> {
  const samples: number[] = [];
  for (let index = 0; index < runs; index += 1) {
    const startedAt = performance.now();
    await body();
    samples.push(performance.now() - startedAt);
  }
  return percentile(samples, 0.5);
}
