import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { type Moment, parseMoment, printMoment } from './moment.ts';

/** What a moment, or the present, is compared with. */
export type ComparedWith =
  | { kind: 'nothing' }
  | { kind: 'now' }
  | { kind: 'moment'; moment: Moment }
  | { kind: 'scenarios'; names: readonly [string, string] };

/** What the dialog asks for. */
export type Choosing = 'moment' | 'scenarios';

export interface TimeSearch {
  /** Null for the present. */
  moment: Moment | null;
  comparedWith: ComparedWith;
  /** Somebody is asked what to compare with; null if not. */
  choosing: Choosing | null;
}

type Search = Record<string, unknown>;

const momentIn = (at: unknown, entry: unknown): Moment | null => {
  const parsed = typeof at === 'string' ? parseMoment(at) : null;
  return parsed === null ? null : { at: parsed, entry: typeof entry === 'number' ? entry : null };
};

function comparedIn({ with: other, withEntry, scenarios }: Search, moment: Moment | null): ComparedWith {
  if (Array.isArray(scenarios) && typeof scenarios[0] === 'string' && typeof scenarios[1] === 'string') {
    return { kind: 'scenarios', names: [scenarios[0], scenarios[1]] };
  }
  if (moment === null || other === 'nothing') return { kind: 'nothing' };
  const second = momentIn(other, withEntry);
  return second ? { kind: 'moment', moment: second } : { kind: 'now' };
}

/** `at`, `entry` and `with`, `withEntry`: the two moments; `scenarios`: two names; `compare`: what to ask for. */
export function readTimeSearch(search: Search): TimeSearch {
  const { at, entry, compare } = search;
  const moment = momentIn(at, entry);
  const choosing = compare === 'moment' || compare === 'scenarios' ? compare : null;
  return { moment, comparedWith: comparedIn(search, moment), choosing };
}

const put = (moment: Moment | null) => ({
  at: moment ? printMoment(moment.at) : undefined,
  entry: moment?.entry ?? undefined,
});

function putCompared(compared: ComparedWith): Search {
  const none = { with: undefined, withEntry: undefined, scenarios: undefined, compare: undefined };
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
  const { at, entry, with: other, withEntry, scenarios, compare } = search;
  const pair = JSON.stringify(scenarios);
  const state = useMemo(
    () =>
      readTimeSearch({
        at,
        entry,
        with: other,
        withEntry,
        scenarios: pair === undefined ? undefined : JSON.parse(pair),
        compare,
      }),
    [at, entry, other, withEntry, pair, compare],
  );
  const change = useCallback(
    (next: Search, replace = false) =>
      void navigate({ to: '.', search: ((before: object) => ({ ...before, ...next })) as never, replace }),
    [navigate],
  );
  return useMemo(
    () => ({
      ...state,
      goTo: (moment: Moment) => change(put(moment)),
      compareWith: (compared: ComparedWith) => change(putCompared(compared)),
      /** Asks what to compare with; null asks no more. */
      choose: (what: Choosing | null) => change({ compare: what ?? undefined }, what === null),
      returnToLive: () => change({ ...put(null), ...putCompared({ kind: 'now' }) }),
    }),
    [state, change],
  );
}
