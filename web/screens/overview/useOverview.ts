import { useQuery } from '@apollo/client/react';
import { useEffect, useRef } from 'react';
import { OverviewDocument, type OverviewQuery } from '../../graphql.generated.ts';
import { useLandscape, useSkipPoll } from '../../live/landscape.ts';
import { useReading } from '../../ui/useReading.ts';

export type OverviewFacts = OverviewQuery['overview'];
export type ExpiryWeeks = OverviewQuery['certificateTimeline']['weeks'];

/** Events come in bursts: the figures are asked for at most this often. */
const atMostEveryMs = 2_000;
/** Time moves figures, too, while nothing is sent. */
const pollMs = 60_000;

/** The figures of the server, kept current by the live feed. */
export function useOverview() {
  const { landscape } = useLandscape();
  const query = useQuery(OverviewDocument, {
    fetchPolicy: 'no-cache',
    pollInterval: pollMs,
    skipPollAttempt: useSkipPoll(),
  });
  const { refetch } = query;
  // Without the cache, a failure takes the data with it.
  const reading = useReading({ ...query, data: query.data ?? query.previousData });
  const seen = useRef(landscape);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (seen.current === landscape) return;
    seen.current = landscape;
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      // A failure is shown from `error`.
      refetch().catch(() => undefined);
    }, atMostEveryMs);
  }, [landscape, refetch]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return reading;
}
