import { createContext, useContext, useEffect } from 'react';
import type { Index } from '../../landscape/impact.ts';
import type { Change, Impact } from '../../landscape/model.ts';
import type { LiveLandscape } from '../live/liveLandscape.ts';
import type { Rival } from './rivals.ts';

export interface Draft {
  changes: readonly Change[];
  /** Of everything drafted and, while something is being moved, of what is in hand. */
  impact: Impact;
  /** The landscape changed underneath and with it what these changes do; what others did to the same objects. */
  rivals: readonly Rival[] | null;
}

/** `drafted`: waits for review, because a live connection would stop. `refused`: a conflict, already explained. */
export type Outcome = 'applied' | 'drafted' | 'refused' | 'failed';

export interface Changes {
  /** As it is, with what was written here and has not come back yet; null until it is loaded. */
  landscape: LiveLandscape | null;
  /** The landscape everything here is computed on; null until it is loaded. */
  index: Index | null;
  draft: Draft | null;
  /** What the pointer or the keyboard holds over a target. */
  inHand: readonly Change[];
  isApplying: boolean;
  mayWrite: boolean;
  /** Why changing is not possible; empty if it is. */
  whyNot: string;
  /** Says why changing is not possible to somebody who tries. */
  refuse: () => void;
  /** `asDraft`: to be looked at first, even if nothing stops. */
  propose: (changes: readonly Change[], options: { title: string; asDraft?: boolean }) => Promise<Outcome>;
  preview: (changes: readonly Change[]) => Impact | null;
  hold: (changes: readonly Change[]) => void;
  dropChange: (position: number) => void;
  discard: () => void;
  /** Opens changes as a draft, whatever they do; nothing is written. */
  open: (changes: readonly Change[]) => void;
  /** Goes on with the draft on the landscape as others have made it. */
  accept: () => void;
  apply: () => Promise<void>;
  undo: () => Promise<void>;
  /** A screen that shows the draft itself; elsewhere it opens as a dialog. */
  host: () => () => void;
}

export const ChangesContext = createContext<Changes | null>(null);

/** Proposes changes of memberships and connections; see `Outcome` for what becomes of them. */
export function useChanges(): Changes {
  const changes = useContext(ChangesContext);
  if (!changes) throw new Error('useChanges needs a ChangesProvider above it');
  return changes;
}

/** Keeps the draft out of a dialog for as long as the calling screen shows it itself. */
export function useDraftHost(): void {
  const { host } = useChanges();
  useEffect(() => host(), [host]);
}
