import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';

/**
 * How the keyboard gets to a tip: a stop of its own; in a `DataTable`, which decides which row is in the tab order; or with
 * whatever has the focus in the row around it, an element with `data-tips`.
 */
export type TipReach = 'own' | 'table' | 'row';

const hoverMs = 200;

/** A tip is there while its anchor, or the tip, is pointed at or the focus is where it is reached; Escape puts it away (WCAG 1.4.13). */
export function useTip(anchor: RefObject<HTMLElement | null>, reach: TipReach) {
  const [isPointedAt, setPointedAt] = useState(false);
  const [hasFocus, setFocus] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isShown = isPointedAt || hasFocus;

  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    const row = reach === 'row' ? anchor.current?.closest('[data-tips]') : null;
    if (!row) return;
    // Not after a press: it has its own effect.
    const enter = ({ target }: Event) => setFocus(target instanceof Element && target.matches(':focus-visible'));
    const leave = () => setFocus(false);
    row.addEventListener('focusin', enter);
    row.addEventListener('focusout', leave);
    return () => {
      row.removeEventListener('focusin', enter);
      row.removeEventListener('focusout', leave);
    };
  }, [anchor, reach]);
  useEffect(() => {
    if (!isShown) return;
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      // Only the tip closes, not what it stands in.
      event.stopImmediatePropagation();
      event.preventDefault();
      setPointedAt(false);
      setFocus(false);
    };
    window.addEventListener('keydown', press, true);
    return () => window.removeEventListener('keydown', press, true);
  }, [isShown]);

  const handlers = {
    onPointerEnter({ pointerType }: PointerEvent) {
      if (pointerType === 'mouse') timer.current = setTimeout(() => setPointedAt(true), hoverMs);
    },
    onPointerLeave() {
      clearTimeout(timer.current);
      setPointedAt(false);
    },
    ...(reach === 'row' ? {} : { onFocus: () => setFocus(true), onBlur: () => setFocus(false) }),
  };
  return { isShown, handlers };
}
