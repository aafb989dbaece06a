import { useMemo } from 'react';
import { type LiveLandscape, useLandscape, useNow } from '../live/landscape.ts';
import { statesAt } from '../live/statesAt.ts';
import { type MemberRows, memberRows } from './rows.ts';

export interface LiveRows extends MemberRows {
  landscape: LiveLandscape;
  /** The moment the states and spans are as of; moves every ten seconds. */
  now: number;
}

/** The tables' rows, always as the map shows the same objects. */
export function useMemberRows(): LiveRows {
  const { landscape, staleAfterMs } = useLandscape();
  const ticking = useNow(10_000);
  return useMemo(() => {
    // A change may be newer than the last tick.
    const now = Math.max(ticking, landscape.at);
    const current = statesAt(landscape, now, staleAfterMs);
    return { landscape: current, now, ...memberRows(current, now) };
  }, [landscape, ticking, staleAfterMs]);
}
