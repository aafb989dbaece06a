import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { type Moment, parseMoment, printMoment } from './moment.ts';

/** What a moment, or the present, is compared with. */
export type ComparedWith =
  | { kind: 'nothing' }
  | { kind: 'now' }
  | { kind: 'moment'; moment: Moment }
  | { kind: 'scenarios'; names: readonly [string, string] };

export interface TimeSearch {
  /** Null for the present. */
  moment: Moment | null;
  comparedWith: ComparedWith;
}

type Search = Record<string, unknown>;

const momentIn = (at: unknown, entry: unknown): Moment | null => {
  const parsed = typeof at === 'string' ? parseMoment(at) : null;
  return parsed === null ? null : { at: parsed, entry: typeof entry === 'number' ? entry : null };
};

/** `at`, `entry` and `with`, `withEntry`: the two moments; `scenarios`: two names. */
export function readTimeSearch({ at, entry, with: other, withEntry, scenarios }: Search): TimeSearch {
  const moment = momentIn(at, entry);
  if (Array.isArray(scenarios) && typeof scenarios[0] === 'string' && typeof scenarios[1] === 'string') {
    return { moment, comparedWith: { kind: 'scenarios', names: [scenarios[0], scenarios[1]] } };
  }
  if (moment === null || other === 'nothing') return { moment, comparedWith: { kind: 'nothing' } };
  const second = momentIn(other, withEntry);
  return { moment, comparedWith: second ? { kind: 'moment', moment: second } : { kind: 'now' } };
}

const put = (moment: Moment | null) => ({
  at: moment ? printMoment(moment.at) : undefined,
  entry: moment?.entry ?? undefined,
});

function putCompared(compared: ComparedWith): Search {
  const none = { with: undefined, withEntry: undefined, scenarios: undefined };
  if (compared.kind === 'scenarios') return { ...none, scenarios: compared.names };
  if (compared.kind === 'now') return none;
  if (compared.kind === 'nothing') return { ...none, with: 'nothing' };
  const { at, entry } = put(compared.moment);
  return { ...none, with: at, withEntry: entry };
}

/** What of time is in the address, and how to change it. Each moment looked at is a step to go back to. */
export function useTimeSearch() {
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  const { at, entry, with: other, withEntry, scenarios } = search;
  const pair = JSON.stringify(scenarios);
  const state = useMemo(
    () =>
      readTimeSearch({
        at,
        entry,
        with: other,
        withEntry,
        scenarios: pair === undefined ? undefined : JSON.parse(pair),
      }),
    [at, entry, other, withEntry, pair],
  );
  const change = useCallback(
    (next: Search) => void navigate({ to: '.', search: ((before: object) => ({ ...before, ...next })) as never }),
    [navigate],
  );
  return useMemo(
    () => ({
      ...state,
      goTo: (moment: Moment) => change(put(moment)),
      compareWith: (compared: ComparedWith) => change(putCompared(compared)),
      returnToLive: () => change({ ...put(null), ...putCompared({ kind: 'now' }) }),
    }),
    [state, change],
  );
}
