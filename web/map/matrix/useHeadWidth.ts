import { type RefObject, useLayoutEffect, useState } from 'react';

/** Pixels of the column of names, by the least room for the whole matrix. */
const widths = [
  { room: 1000, headWidth: 340 },
  { room: 800, headWidth: 320 },
  { room: 600, headWidth: 284 },
  { room: 0, headWidth: 228 },
] as const;
const narrow = 228;

/** `room`: pixels of the whole matrix. Names are given what can be spared: on a narrow screen cells matter more, and states are glyphs alone. */
export function useHeadWidth(scroller: RefObject<HTMLElement | null>) {
  const [headWidth, setHeadWidth] = useState<number>(widths[2].headWidth);
  const [room, setRoom] = useState(0);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => {
      const fitting = widths.find(({ room }) => element.clientWidth >= room);
      if (fitting) setHeadWidth(fitting.headWidth);
      setRoom(element.clientWidth);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  return { headWidth, isNarrow: headWidth === narrow, room };
}
