import { useEffect, useRef } from 'react';
import { useLandscape } from '../live/landscape.ts';

/** Asks again when anything about an Application or Runtime was changed, also what the landscape does not show. */
export function useRefetchOnTouch(id: string, refetch: () => unknown): void {
  const { index } = useLandscape();
  const now = index.applications.get(id) ?? index.runtimes.get(id);
  const last = useRef(now);
  useEffect(() => {
    if (last.current === now) return;
    last.current = now;
    void refetch();
  }, [now, refetch]);
}
