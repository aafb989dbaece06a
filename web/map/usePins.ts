import { useCallback, useMemo } from 'react';
import { useLandscape } from '../live/landscape.ts';
import { usePreference } from '../preferences/usePreference.ts';
import { notify } from '../ui/notify.ts';
import { mostPins, toggledPins } from './pins.ts';

export interface Pinning {
  /** Pins all of them, or unpins them if all are pinned. */
  toggle: (ids: readonly string[]) => void;
  /** No further card can be pinned. */
  isFull: boolean;
}

export const tooManyPins = `${mostPins} cards are pinned already. Unpin one first.`;

/** What the person on screen wants always drawn. */
export function usePins(): { pins: ReadonlySet<string>; pinning: Pinning } {
  const [kept, keep] = usePreference('pins');
  const { landscape, index } = useLandscape();
  const exists = useCallback(
    (id: string) =>
      index.applications.has(id) || index.runtimes.has(id) || landscape.scenarios.some((each) => each.id === id),
    [landscape, index],
  );
  const pins = useMemo(() => new Set(kept), [kept]);
  const toggle = useCallback(
    (ids: readonly string[]) => {
      const next = toggledPins(kept, ids, exists);
      if (next) keep(next);
      else notify({ family: 'idle', title: 'Nothing was pinned', detail: tooManyPins });
    },
    [kept, keep, exists],
  );
  const isFull = useMemo(() => kept.length >= mostPins && kept.filter(exists).length >= mostPins, [kept, exists]);
  return { pins, pinning: useMemo(() => ({ toggle, isFull }), [toggle, isFull]) };
}
