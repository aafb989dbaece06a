import { type FocusEvent, type PointerEvent, type UIEvent, useRef, useState } from 'react';

/** What the element that scrolls a list is given. */
export interface ReadingHold {
  ref: (element: HTMLElement | null) => void;
  onScroll: (event: UIEvent<HTMLElement>) => void;
  onPointerEnter: (event: PointerEvent) => void;
  onPointerLeave: () => void;
  onFocus: (event: FocusEvent<HTMLElement>) => void;
  onBlur: (event: FocusEvent<HTMLElement>) => void;
}

/** Whether somebody reads a list: has scrolled away from its newest, points at it or is in it with the keyboard. */
export function useReadingHold() {
  const [isAway, setAway] = useState(false);
  const [isPointedAt, setPointedAt] = useState(false);
  const [isFocused, setFocused] = useState(false);
  const list = useRef<HTMLElement | null>(null);
  const hold: ReadingHold = {
    ref: (element) => {
      list.current = element;
    },
    onScroll: ({ currentTarget }) => setAway(currentTarget.scrollTop > 0),
    // A finger that has left says nothing.
    onPointerEnter: ({ pointerType }) => setPointedAt(pointerType === 'mouse'),
    onPointerLeave: () => setPointedAt(false),
    // The list as a whole has the focus after a jump to the newest: that is no entry that could move away.
    onFocus: ({ currentTarget, target }) => setFocused(target !== currentTarget),
    onBlur: ({ currentTarget, relatedTarget }) =>
      setFocused(relatedTarget !== currentTarget && currentTarget.contains(relatedTarget)),
  };
  return {
    held: isAway || isPointedAt || isFocused,
    hold,
    /** To the newest, which takes the focus: what it was on may be gone. */
    toNewest: () => {
      list.current?.scrollTo({ top: 0 });
      list.current?.focus({ preventScroll: true });
    },
  };
}
