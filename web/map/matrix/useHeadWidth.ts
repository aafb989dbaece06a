import { type RefObject, useLayoutEffect, useState } from 'react';

/** Pixels of the column of names, by the least room for the whole matrix. */
const widths = [
  { room: 1000, headWidth: 340 },
  { room: 800, headWidth: 320 },
  { room: 600, headWidth: 284 },
  { room: 0, headWidth: 228 },
] as const;
const narrow = 228;

/** Names are given what can be spared: on a narrow screen cells matter more, and states are glyphs alone. */
export function useHeadWidth(scroller: RefObject<HTMLElement | null>): { headWidth: number; isNarrow: boolean } {
  const [headWidth, setHeadWidth] = useState<number>(widths[2].headWidth);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => {
      const fitting = widths.find(({ room }) => element.clientWidth >= room);
      if (fitting) setHeadWidth(fitting.headWidth);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  return { headWidth, isNarrow: headWidth === narrow };
}
