import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { type LaneRange, rangeBetween } from './laneRange.ts';

interface LaneChoiceInput {
  count: number;
  chosen: LaneRange | null;
  onChoose: (range: LaneRange | null) => void;
}

const laneAt = (element: Element | null): number => {
  const lane = element?.closest<HTMLElement>('[data-lane]')?.dataset['lane'];
  return lane === undefined ? -1 : Number(lane);
};

/**
 * Choosing lanes: a press chooses one, a drag over several or Shift chooses all between; `isExtending` makes every press
 * do so, for those who cannot drag. Touch scrolls the lanes and never drags.
 */
export function useLaneChoice({ count, chosen, onChoose }: LaneChoiceInput) {
  const [entry, setEntry] = useState(chosen?.last ?? 0);
  const [anchor, setAnchor] = useState(chosen?.first ?? 0);
  const [isExtending, setExtending] = useState(false);
  /** While the pointer is down: where it went down, and where it is. */
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null);

  function choose(at: number, extend: boolean) {
    setEntry(at);
    if (extend && chosen) return onChoose(rangeBetween(anchor, at));
    setAnchor(at);
    const isOnly = chosen?.first === at && chosen.last === at;
    onChoose(isOnly ? null : { first: at, last: at });
  }

  return {
    entry,
    isExtending,
    setExtending,
    /** What is chosen, or would be if the pointer were released now. */
    shown: drag && drag.from !== drag.to ? rangeBetween(drag.from, drag.to) : chosen,
    choose: (at: number, shift: boolean) => choose(at, shift || isExtending),
    onKeyDown(event: KeyboardEvent<HTMLElement>) {
      const step = { ArrowRight: 1, ArrowLeft: -1, Home: -count, End: count }[event.key];
      if (event.key === 'Escape' && drag) return setDrag(null);
      if (step === undefined) return;
      event.preventDefault();
      const at = Math.min(count - 1, Math.max(0, entry + step));
      setEntry(at);
      event.currentTarget.querySelector<HTMLElement>(`[data-lane="${at}"]`)?.focus();
      if (!event.shiftKey) return;
      const from = chosen ? anchor : entry;
      setAnchor(from);
      onChoose(rangeBetween(from, at));
    },
    onPointerDown({ target, button, pointerType }: PointerEvent<HTMLElement>) {
      const from = laneAt(target as Element);
      if (from !== -1 && button === 0 && pointerType !== 'touch') setDrag({ from, to: from });
    },
    onPointerMove({ clientX, clientY, buttons }: PointerEvent<HTMLElement>) {
      if (!drag) return;
      if (buttons === 0) return setDrag(null);
      const to = laneAt(document.elementFromPoint(clientX, clientY));
      if (to !== -1 && to !== drag.to) setDrag({ ...drag, to });
    },
    onPointerUp() {
      if (!drag) return;
      setDrag(null);
      if (drag.from === drag.to) return;
      setAnchor(drag.from);
      setEntry(drag.to);
      onChoose(rangeBetween(drag.from, drag.to));
    },
  };
}
