import { useCallback, useMemo } from 'react';
import { formatExactZoned } from '../format/moments.ts';
import type { LiveLandscape } from '../live/liveLandscape.ts';
import { type Comparison, compare } from './comparison.ts';
import type { ComparisonWords } from './marks.ts';
import type { Moment } from './moment.ts';
import { compareScenarios } from './scenarios.ts';
import { type Choosing, type ComparedWith, useTimeSearch } from './timeSearch.ts';
import { withGhosts } from './union.ts';
import { type LoadedPast, type LoadPast, useLandscapeAt, usePastLoader } from './useLandscapeAt.ts';

/** A landscape with what only another has as ghosts. */
export interface Ghosted {
  drawn: LiveLandscape;
  /** The same without ghosts: what a file of it holds. */
  actual: LiveLandscape;
  comparison: Comparison;
  words: ComparisonWords;
}

/** Two landscapes side by side: A is drawn, what only B has is drawn as a ghost. */
export interface Compared extends Ghosted {
  a: LiveLandscape;
  b: LiveLandscape;
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
  /** What is drawn if it is not the present as it is: the comparison, or a moment with what has come and gone since. */
  ghosted: Ghosted | null;
  choosing: Choosing | null;
  choose: (what: Choosing | null) => void;
  load: LoadPast;
  goTo: (moment: Moment) => void;
  /** From the present to the past, which begins now. */
  lookBack: () => void;
  compareWith: (compared: ComparedWith) => void;
  returnToLive: () => void;
}

const since = (at: number) => `Since ${formatExactZoned(at)}`;

const wordsOf = {
  now: { onlyInA: 'Gone since', onlyInB: 'Not there yet', began: since, ended: 'Ended since' },
  moment: { onlyInA: 'Only in A', onlyInB: 'Only in B', began: since, ended: 'Only in A' },
} as const;

function ghostsOf(a: LiveLandscape, b: LiveLandscape, words: ComparisonWords): Ghosted {
  const comparison = compare(a, b);
  return { drawn: withGhosts(a, b, comparison), actual: a, comparison, words };
}

/** The moment and the comparison in the address, with the landscapes they are about. */
export function useTimeTravel(live: LiveLandscape): TimeTravel {
  const { moment, comparedWith, choosing, goTo, compareWith, choose, returnToLive } = useTimeSearch();
  const load = usePastLoader();
  const past = useLandscapeAt(load, moment);
  const other = useLandscapeAt(load, comparedWith.kind === 'moment' ? comparedWith.moment : null);
  const shown = moment === null ? live : past.landscape;
  const second = comparedWith.kind === 'now' ? live : comparedWith.kind === 'moment' ? other.landscape : null;
  const compared = useMemo((): Compared | null => {
    if (!shown || comparedWith.kind === 'nothing') return null;
    if (comparedWith.kind === 'scenarios') {
      const [one, two] = comparedWith.names;
      const words = {
        onlyInA: `Only in ${one}`,
        onlyInB: `Only in ${two}`,
        began: () => `Only in ${two}`,
        ended: `Only in ${one}`,
      };
      return { ...compareScenarios(shown, comparedWith.names), words, names: comparedWith.names };
    }
    if (!second) return null;
    const names = [
      formatExactZoned(shown.at),
      comparedWith.kind === 'now' ? 'now' : formatExactZoned(second.at),
    ] as const;
    return { ...ghostsOf(shown, second, wordsOf[comparedWith.kind]), a: shown, b: second, names };
  }, [shown, second, comparedWith]);
  const alone = moment !== null && comparedWith.kind === 'nothing' ? past.landscape : null;
  const ghosted = useMemo(() => compared ?? (alone && ghostsOf(alone, live, wordsOf.now)), [compared, alone, live]);
  const lookBack = useCallback(() => {
    const at = Date.now();
    // Loaded before it is shown, so that the present is never shown as the past.
    const go = () => goTo({ at, entry: null });
    void load({ at, entry: null }).then(go, go);
  }, [load, goTo]);
  return useMemo(
    () => ({
      ...{ lookBack, moment, past, other, comparedWith, compared, ghosted, choosing },
      ...{ load, goTo, compareWith, choose, returnToLive },
    }),
    [
      lookBack,
      moment,
      past,
      other,
      comparedWith,
      compared,
      ghosted,
      choosing,
      load,
      goTo,
      compareWith,
      choose,
      returnToLive,
    ],
  );
}
