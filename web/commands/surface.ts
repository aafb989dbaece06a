import { useSyncExternalStore } from 'react';

/** What is open above every screen. */
export type Surface = 'palette' | 'sheet' | null;

let open: Surface = null;
const listeners = new Set<() => void>();

export function showSurface(surface: Surface): void {
  open = surface;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useSurface = (): [Surface, (surface: Surface) => void] => [
  useSyncExternalStore(subscribe, () => open),
  showSurface,
];
