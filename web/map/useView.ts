import { useReactFlow, useStoreApi, type Viewport } from '@xyflow/react';
import { type RefObject, useCallback, useEffect, useRef } from 'react';
import type { Layout } from './layout.ts';
import { cardHeight, cardWidth, mapWidth, zoomLimits } from './measures.ts';
import type { Direction } from './navigate.ts';
import { openingTop } from './opening.ts';
import { placeOf, viewOf } from './place.ts';
import { textScale } from './textScale.ts';
import type { KeptPlace } from './useKeptPlace.ts';

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

/** Shows everything, with the heads of the columns, at 100 % at most: as large as the person reads. */
export function useFit(height: number): () => void {
  const flow = useReactFlow();
  const store = useStoreApi();
  return useCallback(() => {
    const size = store.getState();
    const zoom = Math.max(
      zoomLimits.least,
      Math.min(textScale(), size.width / mapWidth, size.height / (height + 2 * margin)),
    );
    void flow.setViewport({ x: (size.width - mapWidth * zoom) / 2, y: 0, zoom });
  }, [flow, store, height]);
}

const panStep = 160;
const steps: Readonly<Record<Direction, readonly [number, number]>> = {
  ArrowLeft: [1, 0],
  ArrowRight: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** Moves what is seen by one step in a direction. */
export function usePan(): (direction: Direction) => void {
  const flow = useReactFlow();
  return useCallback(
    (direction) => {
      const { x, y, zoom } = flow.getViewport();
      const [across, down] = steps[direction];
      void flow.setViewport({ x: x + across * panStep, y: y + down * panStep, zoom });
    },
    [flow],
  );
}

interface Size {
  width: number;
  height: number;
}

interface ViewOptions {
  container: RefObject<HTMLElement | null>;
  layout: Layout;
  selection: readonly string[];
  /** The map opens where most of these are, unless the address leads elsewhere. */
  worst: readonly string[];
  /** Cards a draft is about; they are looked at before the selection. */
  touched: ReadonlySet<string> | null;
  /** The card a step of the keyboard aims at, above the tray. */
  aimedAt: string | null;
  /** The card it has in hand meanwhile. */
  inHand: string | null;
  place: KeptPlace;
}

const trayHeight = 128;

/**
 * Fits the width while nobody has moved the map, and keeps in view what it is about: the selection or the draft when the
 * room for the map changes, a card out of sight when it is selected or aimed at.
 */
export function useView(options: ViewOptions): void {
  const { container, layout, selection, worst, touched, aimedAt, inHand, place } = options;
  const flow = useReactFlow();
  const store = useStoreApi();
  const given = useRef<Viewport | null>(null);
  const latest = useRef({ layout, worst, about: selection });
  latest.current = { layout, worst, about: touched && touched.size > 0 ? [...touched] : selection };
  /** Where the map opened. It stays so while states change; only a map that is another one opens anew. */
  const top = useRef<number | null>(null);

  const show = useCallback(
    (next: Viewport) => {
      const view = flow.getViewport();
      if (given.current === null || isSame(given.current, view)) given.current = next;
      if (!isSame(next, view)) void flow.setViewport(next);
    },
    [flow],
  );

  useEffect(() => {
    if (!container.current) return;
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const { width } = entry.contentRect;
      const view = flow.getViewport();
      const isUntouched = given.current === null || isSame(given.current, view);
      const text = textScale();
      const zoom = Math.min(text, Math.max(leastReadable * text, width / mapWidth));
      top.current ??= topOf(latest.current, entry.contentRect.height / zoom);
      const fitted = { x: width > 1300 ? (width - mapWidth) / 2 : 0, y: -top.current * zoom, zoom };
      const wanted = given.current === null ? place.inAddress() : null;
      if (wanted) {
        given.current = fitted;
        void flow.setViewport(viewOf(wanted, entry.contentRect));
        return;
      }
      const { layout, about } = latest.current;
      show(withInView(isUntouched ? fitted : view, entry.contentRect, layout, about));
    });
    observer.observe(container.current);
    return () => observer.disconnect();
  }, [container, flow, show, place]);

  useEffect(() => {
    if (given.current === null) return;
    const view = flow.getViewport();
    const room = store.getState();
    // A filter or a deletion left nothing where one looks.
    if (-view.y / view.zoom < layout.height) return;
    top.current = topOf({ layout, worst: latest.current.worst }, room.height / view.zoom);
    show({ ...view, y: -top.current * view.zoom });
  }, [layout, flow, store, show]);

  useEffect(
    () =>
      store.subscribe(({ transform, ...size }, before) => {
        if (transform === before.transform || given.current === null) return;
        const [x, y, zoom] = transform;
        const view = { x, y, zoom };
        place.keep(isSame(given.current, view) ? null : placeOf(view, size));
      }),
    [store, place],
  );

  useEffect(() => {
    if (given.current === null) return;
    const view = flow.getViewport();
    // As React Flow measured it: asking the page would lay it out at once.
    const room = store.getState();
    if (!isAnySeen(view, room, latest.current.layout, selection)) {
      show(withInView(view, room, latest.current.layout, selection));
    }
  }, [selection, flow, store, show]);

  useEffect(() => {
    if (aimedAt === null) return;
    const { width, height } = store.getState();
    show(withInView(flow.getViewport(), { width, height: height - trayHeight }, latest.current.layout, [aimedAt]));
  }, [aimedAt, flow, store, show]);

  useEffect(() => {
    if (inHand === null) return;
    // Back to the card once it is dropped or let go, if the focus stayed on it.
    return () => {
      if ((document.activeElement as HTMLElement | null)?.dataset['mapItem'] !== inHand) return;
      show(withInView(flow.getViewport(), store.getState(), latest.current.layout, [inHand]));
    };
  }, [inHand, flow, store, show]);
}

function topOf({ layout, worst }: { layout: Layout; worst: readonly string[] }, seen: number): number {
  return openingTop(
    worst.flatMap((id) => layout.cards.get(id)?.y ?? []),
    seen,
  );
}

function isAnySeen({ x, y, zoom }: Viewport, room: Size, layout: Layout, ids: readonly string[]): boolean {
  return ids.some((id) => {
    const place = layout.cards.get(id);
    if (!place) return false;
    const at = { x: place.x * zoom + x, y: place.y * zoom + y };
    return at.x > -margin && at.y > -margin && at.x < room.width - margin && at.y < room.height - margin;
  });
}

/** The view with the least change that shows these cards; smaller only if they stand in several columns. */
function withInView(view: Viewport, room: Size, layout: Layout, ids: readonly string[]): Viewport {
  const places = ids.flatMap((id) => layout.cards.get(id) ?? []);
  if (places.length === 0) return view;
  const left = Math.min(...places.map(({ x }) => x));
  const right = Math.max(...places.map(({ x }) => x)) + cardWidth;
  const top = Math.min(...places.map(({ y }) => y));
  const bottom = Math.max(...places.map(({ y }) => y)) + cardHeight;
  const fitting = (room.width - 2 * pairMargin) / (right - left);
  const zoom =
    right - left > cardWidth ? Math.min(view.zoom, Math.max(leastForPair * textScale(), fitting)) : view.zoom;
  return {
    x: view.x + shiftInto(left * zoom + view.x, right * zoom + view.x, room.width),
    y: view.y + shiftInto(top * zoom + view.y, bottom * zoom + view.y, room.height),
    zoom,
  };
}
