import type { Comparison } from './comparison.ts';

/** How a card, or a line, stands in a comparison, in the grammar of the what-if: `breaks` is only in A, `appears` only in B. */
export interface Mark {
  mark: 'appears' | 'breaks';
  word: string;
}

/** What the picture says of what is only on one side. */
export interface ComparisonWords {
  onlyInA: string;
  onlyInB: string;
  began: (since: number) => string;
  ended: string;
}

export function cardMarks({ onlyInA, onlyInB }: Comparison, words: ComparisonWords): ReadonlyMap<string, Mark> {
  return new Map([
    ...[...onlyInA].map((id): [string, Mark] => [id, { mark: 'breaks', word: words.onlyInA }]),
    ...[...onlyInB].map((id): [string, Mark] => [id, { mark: 'appears', word: words.onlyInB }]),
  ]);
}
