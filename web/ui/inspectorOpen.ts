import { useEffect, useSyncExternalStore } from 'react';

let open = 0;
const listeners = new Set<() => void>();
const change = (by: number) => {
  open += by;
  for (const listener of listeners) listener();
};
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Tells the shell that an inspector is on screen, for as long as the caller is. */
export function useInspectorOpen(): void {
  useEffect(() => {
    change(1);
    return () => change(-1);
  }, []);
}

/** Whether an inspector is on screen; below 1600 px the rail makes room for it. */
export const useIsInspectorOpen = (): boolean => useSyncExternalStore(subscribe, () => open > 0);
