import type { ReactNode } from 'react';
import type { StateFamily } from './StateGlyph.tsx';

export interface Notice {
  family: StateFamily;
  /** What happened, naming the object. */
  title: ReactNode;
  detail?: ReactNode;
  /** For example undo; closes the notice. */
  action?: { label: string; run: () => void };
}

export interface ShownNotice extends Notice {
  id: number;
}

let shown: readonly ShownNotice[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function show(notices: readonly ShownNotice[]): void {
  shown = notices;
  for (const listener of listeners) listener();
}

/** Shows a toast for ten seconds, longer while it is pointed at or focused. Never the only place of a result. */
export function notify(notice: Notice): () => void {
  const id = nextId++;
  show([...shown.slice(-2), { ...notice, id }]);
  return () => dismiss(id);
}

export function dismiss(id: number): void {
  show(shown.filter((notice) => notice.id !== id));
}

/** For Notices.tsx. */
export const notices = {
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  current: () => shown,
};
