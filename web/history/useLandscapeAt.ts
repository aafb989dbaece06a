import { useApolloClient } from '@apollo/client/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { LandscapeAtDocument } from '../graphql.generated.ts';
import { type LiveLandscape, readLandscape } from '../live/liveLandscape.ts';
import { type Moment, printMoment } from './moment.ts';

export interface PastLandscape extends LiveLandscape {
  previousSequence: number | null;
  nextSequence: number | null;
}

export type LoadPast = (moment: { entry: number } | Moment) => Promise<PastLandscape>;

/** Enough to step to and fro; a past landscape does not change. */
const kept = 12;

/** Reads landscapes of the past, the last ones from memory. */
export function usePastLoader(): LoadPast {
  const apollo = useApolloClient();
  const known = useRef(new Map<string, Promise<PastLandscape>>());
  return useCallback(
    (moment) => {
      const variables =
        moment.entry === null
          ? { at: printMoment((moment as Moment).at), sequence: null }
          : { at: null, sequence: moment.entry };
      const key = JSON.stringify(variables);
      const before = known.current.get(key);
      if (before) return before;
      const answer = apollo
        .query({ query: LandscapeAtDocument, variables, fetchPolicy: 'no-cache' })
        .then(({ data }): PastLandscape => {
          if (!data) throw new Error('The landscape came back empty');
          const { previousSequence, nextSequence } = data.landscape;
          return { ...readLandscape(data.landscape), previousSequence, nextSequence };
        });
      known.current.set(key, answer);
      // The last change will not be the last for ever.
      const forget = () => known.current.delete(key);
      answer.then(({ nextSequence }) => nextSequence === null && forget(), forget);
      const [oldest] = known.current.keys();
      if (known.current.size > kept && oldest !== undefined) known.current.delete(oldest);
      return answer;
    },
    [apollo],
  );
}

export interface LoadedPast {
  /** Of the moment, or still of the one before while it is loading. */
  landscape: PastLandscape | null;
  isLoading: boolean;
  error: unknown;
}

const nothing: LoadedPast = { landscape: null, isLoading: false, error: undefined };

/** The landscape of a moment; null asks for none. */
export function useLandscapeAt(load: LoadPast, moment: Moment | null): LoadedPast {
  const [state, setState] = useState<LoadedPast>(nothing);
  const at = moment?.at ?? null;
  const entry = moment?.entry ?? null;
  useEffect(() => {
    if (at === null) return setState(nothing);
    let isWanted = true;
    setState((before) => ({ ...before, isLoading: true, error: undefined }));
    load({ at, entry }).then(
      (landscape) => isWanted && setState({ landscape, isLoading: false, error: undefined }),
      (error: unknown) => isWanted && setState((before) => ({ ...before, isLoading: false, error })),
    );
    return () => {
      isWanted = false;
    };
  }, [load, at, entry]);
  return moment === null ? nothing : state;
}
