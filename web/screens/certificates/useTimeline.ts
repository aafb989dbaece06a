import { useQuery } from '@apollo/client/react';
import { useCallback } from 'react';
import { CertificateTimelineDocument, type CertificateTimelineQuery } from '../../graphql.generated.ts';
import { useSkipPoll } from '../../live/landscape.ts';

export type Timeline = CertificateTimelineQuery['certificateTimeline'];
export type Lane = Timeline['lanes'][number];

/** Moments move lanes while nothing is sent. */
const pollMs = 60_000;

/** When certificates end, counted by the server; undefined until it has answered. */
export function useTimeline() {
  const { data, previousData, error, refetch } = useQuery(CertificateTimelineDocument, {
    fetchPolicy: 'no-cache',
    pollInterval: pollMs,
    skipPollAttempt: useSkipPoll(),
  });
  const again = useCallback(() => void refetch().catch(() => undefined), [refetch]);
  return { timeline: (data ?? previousData)?.certificateTimeline, problem: error, refetchTimeline: again };
}
