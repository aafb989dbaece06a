import { useCallback, useMemo } from 'react';
import { formatExactZoned } from '../format/moments.ts';
import type { LiveLandscape } from '../live/liveLandscape.ts';
import { type Comparison, compare } from './comparison.ts';
import type { ComparisonWords } from './marks.ts';
import type { Moment } from './moment.ts';
import { scenarioParts } from './scenarios.ts';
import { type ComparedWith, useTimeSearch } from './timeSearch.ts';
import { type LoadedPast, type LoadPast, useLandscapeAt, usePastLoader } from './useLandscapeAt.ts';

/** Two landscapes side by side: A is drawn, what only B has is drawn as a ghost. */
export interface Compared {
  a: LiveLandscape;
  b: LiveLandscape;
  comparison: Comparison;
  words: ComparisonWords;
  /** `12 Nov 2026, 09:30 UTC` and `now`, or the names of two scenarios. */
  names: readonly [string, string];
}

export interface TimeTravel {
  /** What is looked at; null while it is the present. */
  moment: Moment | null;
  past: LoadedPast;
  /** Of the second moment. */
  other: LoadedPast;
  comparedWith: ComparedWith;
  compared: Compared | null;
  load: LoadPast;
  goTo: (moment: Moment) => void;
  /** From the present to the past, which begins now. */
  lookBack: () => void;
  compareWith: (compared: ComparedWith) => void;
  returnToLive: () => void;
}

const since = (at: number) => `Since ${formatExactZoned(at)}`;

const wordsOf = {
  nothing: null,
  now: { onlyInA: 'Gone since', onlyInB: 'Not there yet', began: since, ended: 'Ended since' },
  moment: { onlyInA: 'Only in A', onlyInB: 'Only in B', began: since, ended: 'Only in A' },
} as const;

/** The moment and the comparison in the address, with the landscapes they are about. */
export function useTimeTravel(live: LiveLandscape): TimeTravel {
  const { moment, comparedWith, goTo, compareWith, returnToLive } = useTimeSearch();
  const load = usePastLoader();
  const past = useLandscapeAt(load, moment);
  const other = useLandscapeAt(load, comparedWith.kind === 'moment' ? comparedWith.moment : null);
  const shown = moment === null ? live : past.landscape;
  const second = comparedWith.kind === 'now' ? live : comparedWith.kind === 'moment' ? other.landscape : null;
  const compared = useMemo((): Compared | null => {
    if (!shown) return null;
    if (comparedWith.kind === 'scenarios') {
      const [one, two] = comparedWith.names;
      const [a, b] = scenarioParts(shown, comparedWith.names);
      const words = {
        onlyInA: `Only in ${one}`,
        onlyInB: `Only in ${two}`,
        began: () => `Only in ${two}`,
        ended: `Only in ${one}`,
      };
      return { a, b, comparison: compare(a, b), words, names: comparedWith.names };
    }
    const words = wordsOf[comparedWith.kind];
    if (!second || !words) return null;
    const names = [
      formatExactZoned(shown.at),
      comparedWith.kind === 'now' ? 'now' : formatExactZoned(second.at),
    ] as const;
    return { a: shown, b: second, comparison: compare(shown, second), words, names };
  }, [shown, second, comparedWith]);
  const lookBack = useCallback(() => {
    const at = Date.now();
    // Loaded before it is shown, so that the present is never shown as the past.
    const go = () => goTo({ at, entry: null });
    void load({ at, entry: null }).then(go, go);
  }, [load, goTo]);
  return useMemo(
    () => ({ lookBack, moment, past, other, comparedWith, compared, load, goTo, compareWith, returnToLive }),
    [lookBack, moment, past, other, comparedWith, compared, load, goTo, compareWith, returnToLive],
  );
}
