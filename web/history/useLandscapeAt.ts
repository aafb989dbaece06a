import { useApolloClient } from '@apollo/client/react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { LandscapeAtDocument } from '../graphql.generated.ts';
import { type LiveLandscape, readLandscape } from '../live/liveLandscape.ts';
import { missingCertificates } from '../live/missingCertificates.ts';
import { type Moment, printMoment } from './moment.ts';

export interface PastLandscape extends LiveLandscape {
  previousSequence: number | null;
  nextSequence: number | null;
}

export type LoadPast = (moment: { entry: number } | Moment) => Promise<PastLandscape>;

/** Enough to step to and fro; a past landscape does not change. */
const kept = 12;

/** What lacks certificates is asked for again, and the last change will not be the last for ever. */
const mayChange = ({ nextSequence, runtimes }: PastLandscape): boolean =>
  nextSequence === null || runtimes.some(({ isCertificateUnknown }) => isCertificateUnknown);

/** Reads landscapes of the past, the last ones from memory; one that lacks nothing but certificates is drawn without them. */
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
        .query({ query: LandscapeAtDocument, variables, fetchPolicy: 'no-cache', errorPolicy: 'all' })
        .then(({ data, error }): PastLandscape => {
          const unknown = error ? missingCertificates(error) : new Set<number>();
          if (!unknown) throw error;
          if (!data?.landscape) throw error ?? new Error('The landscape came back empty');
          const { previousSequence, nextSequence } = data.landscape;
          return { ...readLandscape(data.landscape, unknown), previousSequence, nextSequence };
        });
      known.current.set(key, answer);
      const forget = () => known.current.delete(key);
      answer.then((landscape) => mayChange(landscape) && forget(), forget);
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
  /** Asks for the same moment again. */
  reload: () => void;
}

type State = Omit<LoadedPast, 'reload'>;

const nothing: State = { landscape: null, isLoading: false, error: undefined };

/** The landscape of a moment; null asks for none. */
export function useLandscapeAt(load: LoadPast, moment: Moment | null): LoadedPast {
  const [state, setState] = useState<State>(nothing);
  const [turn, setTurn] = useState(0);
  const at = moment?.at ?? null;
  const entry = moment?.entry ?? null;
  const asked = useMemo(() => (at === null ? null : { at, entry, turn }), [at, entry, turn]);
  useEffect(() => {
    if (asked === null) return setState(nothing);
    let isWanted = true;
    setState((before) => ({ ...before, isLoading: true, error: undefined }));
    load(asked).then(
      (landscape) => isWanted && setState({ landscape, isLoading: false, error: undefined }),
      (error: unknown) => isWanted && setState((before) => ({ ...before, isLoading: false, error })),
    );
    return () => {
      isWanted = false;
    };
  }, [load, asked]);
  const reload = useCallback(() => setTurn((before) => before + 1), []);
  const loaded = moment === null ? nothing : state;
  return useMemo(() => ({ ...loaded, reload }), [loaded, reload]);
}
