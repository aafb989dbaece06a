import { useReactFlow, useStoreApi, type Viewport } from '@xyflow/react';
import { type RefObject, useCallback, useEffect, useRef } from 'react';
import type { Layout } from './layout.ts';
import { cardHeight, cardWidth, mapWidth } from './measures.ts';

/** Below this cards cannot be read, so the map is panned rather than made smaller. */
const leastReadable = 0.7;
/** For two ends of one line that do not fit otherwise. */
const leastForPair = 0.46;
const margin = 24;
const pairMargin = 8;

const isSame = (a: Viewport, b: Viewport) => a.x === b.x && a.y === b.y && a.zoom === b.zoom;

/** The least shift that brings `from..to` into `0..size`; what only just fits stands in the middle, what is too long begins at the start. */
function shiftInto(from: number, to: number, size: number): number {
  const room = size - (to - from);
  const edge = Math.min(margin, Math.max(pairMargin, room / 2));
  if (from < edge || room < 2 * edge) return edge - from;
  return to > size - edge ? size - edge - to : 0;
}

/** Shows everything, with the heads of the columns, at 100 % at most. */
export function useFit(height: number): () => void {
  const flow = useReactFlow();
  const store = useStoreApi();
  return useCallback(() => {
    const size = store.getState();
    const zoom = Math.max(0.1, Math.min(1, size.width / mapWidth, size.height / (height + 2 * margin)));
    void flow.setViewport({ x: (size.width - mapWidth * zoom) / 2, y: 0, zoom });
  }, [flow, store, height]);
}

/**
 * Fits the width while nobody has moved the map, and keeps the selection in view when the room for the map changes or
 * something out of sight is selected.
 */
export function useView(container: RefObject<HTMLElement | null>, layout: Layout, selection: readonly string[]): void {
  const flow = useReactFlow();
  const store = useStoreApi();
  const given = useRef<Viewport | null>(null);
  const latest = useRef({ layout, selection });
  latest.current = { layout, selection };

  const reveal = useCallback(
    (view: Viewport, room: { width: number; height: number }, onlyIfAllHidden: boolean): Viewport => {
      const { layout, selection } = latest.current;
      const places = selection.flatMap((id) => layout.cards.get(id) ?? []);
      if (places.length === 0) return view;
      const left = Math.min(...places.map(({ x }) => x));
      const right = Math.max(...places.map(({ x }) => x)) + cardWidth;
      const top = Math.min(...places.map(({ y }) => y));
      const bottom = Math.max(...places.map(({ y }) => y)) + cardHeight;
      const isSeen = places.some(({ x, y }) => {
        const at = { x: x * view.zoom + view.x, y: y * view.zoom + view.y };
        return at.x > -margin && at.y > -margin && at.x < room.width - margin && at.y < room.height - margin;
      });
      if (onlyIfAllHidden && isSeen) return view;
      const fitting = (room.width - 2 * pairMargin) / (right - left);
      const zoom = selection.length === 2 ? Math.min(view.zoom, Math.max(leastForPair, fitting)) : view.zoom;
      return {
        x: view.x + shiftInto(left * zoom + view.x, right * zoom + view.x, room.width),
        y: view.y + shiftInto(top * zoom + view.y, bottom * zoom + view.y, room.height),
        zoom,
      };
    },
    [],
  );

  useEffect(() => {
    if (!container.current) return;
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const { width } = entry.contentRect;
      const view = flow.getViewport();
      const isUntouched = given.current === null || isSame(given.current, view);
      const zoom = Math.min(1, Math.max(leastReadable, width / mapWidth));
      const fitted = { x: width > 1300 ? (width - mapWidth) / 2 : 0, y: 0, zoom };
      const next = reveal(isUntouched ? fitted : view, entry.contentRect, false);
      if (isUntouched) given.current = next;
      if (!isSame(next, view)) void flow.setViewport(next);
    });
    observer.observe(container.current);
    return () => observer.disconnect();
  }, [container, flow, reveal]);

  useEffect(() => {
    if (selection.length === 0 || given.current === null) return;
    const view = flow.getViewport();
    // As React Flow measured it: asking the page would lay it out at once.
    const next = reveal(view, store.getState(), true);
    if (isSame(given.current, view)) given.current = next;
    if (!isSame(next, view)) void flow.setViewport(next);
  }, [selection, flow, store, reveal]);
}
