import { useQuery } from '@apollo/client/react';
import { useMemo } from 'react';
import type { PairAnswer } from '../../landscape/explain.ts';
import type { Index } from '../../landscape/facts.ts';
import type { Pair } from '../../landscape/model.ts';
import { describeError } from '../errors.ts';
import { formatList } from '../format/counts.ts';
import { formatExactZoned } from '../format/moments.ts';
import { ActivityDocument, type ActivityFilter } from '../graphql.generated.ts';
import { useRefetchOnChange } from '../members/useRefetchOnChange.ts';
import { usePaths } from '../paths.ts';
import { useSession } from '../session/session.ts';
import { type PairStory, pairStory } from './pairStory.ts';

export interface PairLog {
  /** Null while it is loaded. */
  story: PairStory | null;
  /** Until when they shared a scenario and who ended that, as a sentence; empty if the log does not tell. */
  parted: string;
  /** Where the log of both is read; null if it cannot be. */
  href: string | null;
  /** Why it is not here, in words. */
  problem: string;
}

/** As many entries of both are looked at; what happened before is in Activity. */
const looked = 100;

/** What the activity log tells of a pair; `answer` is null where nobody should ask. */
export function usePairLog(index: Index, { applicationID, runtimeID }: Pair, answer: PairAnswer | null): PairLog {
  const { can } = useSession();
  const paths = usePaths();
  const isAsked = answer !== null && can('activity:read');
  const filter: ActivityFilter = {
    conditions: [
      { key: 'OBJECT', value: applicationID },
      { key: 'OBJECT', value: runtimeID },
      { key: 'KIND', value: 'landscape' },
    ],
  };
  const { data, error, refetch } = useQuery(ActivityDocument, {
    variables: { objectID: null, filter, first: looked, after: null },
    fetchPolicy: 'cache-and-network',
    skip: !isAsked,
  });
  useRefetchOnChange([answer?.state, answer?.since, answer?.scenarios], () => isAsked && refetch());
  const entries = data?.activity.data;
  const story = useMemo(
    () => (entries ? pairStory(index, { applicationID, runtimeID }, entries) : null),
    [index, applicationID, runtimeID, entries],
  );
  const { parting } = story ?? { parting: null };
  const query = `object:${applicationID} object:${runtimeID} kind:landscape`;
  return {
    story,
    parted: parting
      ? `They shared ${formatList(parting.scenarios)} until ${formatExactZoned(parting.at)}, when ${parting.text}.`
      : '',
    href: !isAsked
      ? null
      : parting
        ? paths.activityEntry(parting.sequence)
        : `${paths.activity}?q=${encodeURIComponent(query)}`,
    problem: error ? describeError(error).message : '',
  };
}
