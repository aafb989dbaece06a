import { cardHeight, firstRow, rowPitch } from './measures.ts';

/**
 * Height of the map, in its own pixels, at which its first screen begins: 0, unless that screen would show less of what is
 * worst than another. `worst` are the tops of the worst cards, `seen` is how much of the height a screen shows.
 */
export function openingTop(worst: readonly number[], seen: number): number {
  const tops = worst.toSorted((a, b) => a - b);
  /** How many a screen that begins at `from` shows whole. */
  const shownFrom = (from: number) => {
    const until = from + seen - cardHeight;
    let count = 0;
    for (const top of tops) if (top >= from && top <= until) count += 1;
    return count;
  };
  let best = 0;
  let most = shownFrom(0);
  for (const top of tops) {
    // One row before it stays in sight, so that one sees where on the map one is.
    const from = Math.max(0, top - firstRow - rowPitch);
    const count = shownFrom(from);
    if (count > most) [best, most] = [from, count];
  }
  return best;
}
