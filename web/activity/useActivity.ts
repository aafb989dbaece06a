import { useApolloClient, useQuery } from '@apollo/client/react';
import { useCallback, useState } from 'react';
import { ActivityCountDocument, ActivityDocument, type ActivityFilter } from '../graphql.generated.ts';
import { useLandscape } from '../live/landscape.ts';
import { useRefetchOnChange } from '../members/useRefetchOnChange.ts';
import { type Reading, useReading } from '../ui/useReading.ts';
import type { Entry } from './activityWords.ts';

/** Why a part of the log is missing from what is shown. */
export interface MissingPart {
  /** As a sentence begins. */
  what: 'What came since' | 'Older entries';
  error: unknown;
  retry: () => void;
}

interface LoadedActivity {
  /** Newest first; null until the first page has arrived. */
  entries: readonly Entry[] | null;
  totalCount: number;
  /** Entries that came while they were held back. */
  waiting: number;
  showWaiting: () => void;
  /** Of the newest page: when it was read, and why it is not newer. */
  reading: Reading<readonly Entry[]>;
  /** While the rest is here. */
  missing: MissingPart | null;
  /** Null when everything is here. */
  loadOlder: (() => void) | null;
}

/** Entries that came meanwhile shift the pages, so that an entry may arrive twice. */
function joined(newer: Entry[], older: Entry[]): Entry[] {
  const last = newer.at(-1)?.sequence ?? Number.POSITIVE_INFINITY;
  return [...newer, ...older.filter(({ sequence }) => sequence < last)];
}

/** The log, kept current by the feed. `held`: somebody reads, so that nothing moves under them; what comes is counted. */
export function useActivity(
  asked: { objectID: string | null; filter: ActivityFilter | null },
  held: boolean,
): LoadedActivity {
  const { landscape } = useLandscape();
  const apollo = useApolloClient();
  const query = useQuery(ActivityDocument, {
    variables: { ...asked, after: null },
    fetchPolicy: 'cache-and-network',
  });
  const { fetchMore } = query;
  const reading = useReading(query);
  const page = reading.data?.activity;
  const key = JSON.stringify(asked);
  const [counted, setCounted] = useState({ key, total: 0 });
  const [missed, setMissed] = useState<(MissingPart & { key: string }) | null>(null);
  const showWaiting = useCallback((): void => {
    const missedNewer = (error: unknown) => setMissed({ key, what: 'What came since', error, retry: showWaiting });
    fetchMore({
      variables: { after: null },
      updateQuery: (before, { fetchMoreResult: { activity } }) => {
        const newest = before.activity.data[0]?.sequence;
        const meets = !activity.pageInfo.hasNextPage || activity.data.some(({ sequence }) => sequence === newest);
        // More came than a page holds: what was here would leave a gap.
        if (!meets) return { ...before, activity };
        const data = joined(activity.data, before.activity.data);
        return { ...before, activity: { ...before.activity, totalCount: activity.totalCount, data } };
      },
    }).then(() => setMissed(null), missedNewer);
  }, [fetchMore, key]);
  useRefetchOnChange(landscape.sequence, async () => {
    if (!held) return showWaiting();
    try {
      const { data } = await apollo.query({ query: ActivityCountDocument, variables: asked, fetchPolicy: 'no-cache' });
      setCounted({ key, total: data?.activity.totalCount ?? 0 });
    } catch (error) {
      setMissed({ key, what: 'What came since', error, retry: showWaiting });
    }
  });
  const older = (): void => {
    const missedOlder = (error: unknown) => setMissed({ key, what: 'Older entries', error, retry: older });
    fetchMore({
      variables: { after: page?.pageInfo.endCursor },
      updateQuery: (before, { fetchMoreResult: { activity } }) => ({
        ...before,
        activity: { ...activity, data: joined(before.activity.data, activity.data) },
      }),
    }).then(() => setMissed(null), missedOlder);
  };
  // A count of another filter says nothing about this one.
  const waiting = page && counted.key === key ? Math.max(0, counted.total - page.totalCount) : 0;
  return {
    entries: page?.data ?? null,
    totalCount: page?.totalCount ?? 0,
    waiting,
    showWaiting,
    reading: { ...reading, data: page?.data ?? null },
    missing: missed?.key === key ? missed : null,
    loadOlder: page?.pageInfo.hasNextPage ? older : null,
  };
}
