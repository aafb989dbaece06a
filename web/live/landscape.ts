import { useEffect, useState, useSyncExternalStore } from 'react';
import { useLandscapeStore } from './LandscapeProvider.tsx';
import { indexOf, type LandscapeIndex } from './landscapeIndex.ts';
import type { LiveSnapshot } from './landscapeStore.ts';
import type { LiveLandscape } from './liveLandscape.ts';

export interface LandscapeView {
  landscape: LiveLandscape;
  index: LandscapeIndex;
  /** Longest silence of a live Runtime. */
  staleAfterMs: number;
  /** Fetches the whole landscape now. */
  refetch: () => Promise<void>;
}

export type { LiveApplication, LiveConnection, LiveLandscape, LiveRuntime } from './liveLandscape.ts';

/** The store's state, also before the first landscape has arrived. */
export function useLiveSnapshot(): LiveSnapshot {
  const store = useLandscapeStore();
  return useSyncExternalStore(store.subscribe, store.snapshot);
}

/** The landscape as it is now. For screens inside the tenant's frame, which shows them once it has arrived. */
export function useLandscape(): LandscapeView {
  const store = useLandscapeStore();
  const { landscape, staleAfterMs } = useLiveSnapshot();
  if (!landscape) throw new Error('The landscape has not arrived yet');
  return { landscape, index: indexOf(landscape), staleAfterMs, refetch: store.refresh };
}

/** While `held`, changes wait and are counted: for open menus, drags, edits and selections under way. */
export function useHold(held: boolean): void {
  const store = useLandscapeStore();
  useEffect(() => {
    if (held) return store.hold();
  }, [store, held]);
}

/** For `skipPollAttempt` of a query: out of sight, paused and held, nothing is asked for. */
export function useSkipPoll(): () => boolean {
  const store = useLandscapeStore();
  return () => document.hidden || store.isStopped();
}

/** The present moment, renewed every `everyMs`. */
export function useNow(everyMs = 60_000): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
