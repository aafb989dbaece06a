import { useQuery } from '@apollo/client/react';
import { useRef } from 'react';
import { ActivityDocument } from '../graphql.generated.ts';
import { useLandscape } from '../live/landscape.ts';
import { useRefetchOnChange } from '../members/useRefetchOnChange.ts';
import type { Entry } from './activityWords.ts';

interface LoadedActivity {
  /** Newest first; null until the first page has arrived. */
  entries: readonly Entry[] | null;
  totalCount: number;
  error: unknown;
  retry: () => void;
  /** Null when everything is here. */
  loadOlder: (() => void) | null;
}

/** Entries that came meanwhile shift the pages, so that an entry may arrive twice. */
function joined(newer: Entry[], older: Entry[]): Entry[] {
  const last = newer.at(-1)?.sequence ?? Number.POSITIVE_INFINITY;
  return [...newer, ...older.filter(({ sequence }) => sequence < last)];
}

/** The log, kept current by the feed. `held`: an entry is open, so that nothing moves under the reader. */
export function useActivity(
  filter: { objectID: string | null; actions: string[] | null },
  held: boolean,
): LoadedActivity {
  const { landscape } = useLandscape();
  const { data, error, refetch, fetchMore } = useQuery(ActivityDocument, {
    variables: { ...filter, after: null },
    fetchPolicy: 'cache-and-network',
  });
  const page = data?.activity;
  const seen = useRef(landscape.sequence);
  if (!held) seen.current = landscape.sequence;
  useRefetchOnChange(seen.current, () =>
    fetchMore({
      variables: { after: null },
      updateQuery: (before, { fetchMoreResult: { activity } }) => ({
        ...before,
        activity: {
          ...before.activity,
          totalCount: activity.totalCount,
          data: joined(activity.data, before.activity.data),
        },
      }),
    }),
  );
  const older = () =>
    void fetchMore({
      variables: { after: page?.pageInfo.endCursor },
      updateQuery: (before, { fetchMoreResult: { activity } }) => ({
        ...before,
        activity: { ...activity, data: joined(before.activity.data, activity.data) },
      }),
    });
  return {
    entries: page?.data ?? null,
    totalCount: page?.totalCount ?? 0,
    error,
    retry: () => void refetch(),
    loadOlder: page?.pageInfo.hasNextPage ? older : null,
  };
}
