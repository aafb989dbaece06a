import { useReactFlow } from '@xyflow/react';
import { type FocusEvent, type RefObject, useCallback } from 'react';

const aside = 16;
const above = 24;

const shift = (from: number, to: number, low: number, high: number): number =>
  from < low ? low - from : to > high ? high - to : 0;

/** What gets the focus by keyboard comes into view (WCAG 2.4.11): browsers scroll, and a map has nothing to scroll. */
export function useFocusInView(container: RefObject<HTMLElement | null>) {
  const flow = useReactFlow();
  return useCallback(
    ({ target }: FocusEvent<HTMLElement>) => {
      const box = container.current?.getBoundingClientRect();
      if (!box || target.dataset['mapItem'] === undefined || !target.matches(':focus-visible')) return;
      const { left, right, top, bottom } = target.getBoundingClientRect();
      const dx = shift(left, right, box.left + aside, box.right - aside);
      const dy = shift(top, bottom, box.top + above, box.bottom - above);
      const { x, y, zoom } = flow.getViewport();
      if (dx !== 0 || dy !== 0) void flow.setViewport({ x: x + dx, y: y + dy, zoom });
    },
    [container, flow],
  );
}
