import { useReactFlow, useStoreApi } from '@xyflow/react';
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { StateGlyph } from '../../ui/StateGlyph.tsx';
import { farItem } from '../cardActions.ts';
import type { Layout } from '../layout.ts';
import { cardHeight, cardWidth } from '../measures.ts';
import type { MapCard, MapModel } from '../model.ts';
import type { Scene } from '../scene.ts';
import { type Cell, cellAt, cellsOf, namesThatFit, type Projection } from './cells.ts';
import styles from './Far.module.css';
import { contextOf, paintCells, paintLines, paintNames } from './paint.ts';
import { useInk } from './useInk.ts';

interface FarLayerProps {
  /** What the map stands in, which takes the presses. */
  container: RefObject<HTMLElement | null>;
  model: MapModel;
  layout: Layout;
  scene: Scene;
  selection: readonly string[];
  /** Ids that are not dimmed; null dims none. */
  kept: ReadonlySet<string> | null;
  isSelecting: boolean;
  onSelect: (ids: readonly string[]) => void;
}

const doublePressMs = 600;

const projectionOf = ([x, y, zoom]: readonly [number, number, number]): Projection => ({
  ...{ x, y, scaleX: zoom, scaleY: zoom },
});

/**
 * The map from so far away that no card can be read: bars in the colours of the states, painted and hit-tested, with the
 * names of the worst beside them. Cards stay reachable by keyboard in the table.
 */
export function FarLayer({ container, model, layout, scene, selection, kept, isSelecting, onSelect }: FarLayerProps) {
  const flow = useReactFlow();
  const store = useStoreApi();
  const ink = useInk();
  const canvas = useRef<HTMLCanvasElement>(null);
  const back = useRef<HTMLButtonElement>(null);
  const pressed = useRef<{ cell: Cell; at: number } | null>(null);
  const downAt = useRef(0);
  const [pointed, setPointed] = useState<{ card: MapCard; x: number; y: number } | null>(null);
  const cells = useMemo(() => cellsOf(model, layout), [model, layout]);
  const selected = useMemo(() => new Set(selection), [selection]);

  useEffect(() => {
    if (!ink) return;
    const lines = scene.lines
      .filter(({ family, isDimmed }) => family !== 'appears' && family !== 'idle' && !isDimmed)
      .map(({ path, family }) => ({ path, colour: ink.states[family === 'appears' ? 'idle' : family] }))
      .reverse();
    let frame = 0;
    const paint = () => {
      frame = 0;
      const { width, height, transform } = store.getState();
      const context = canvas.current && contextOf(canvas.current, width, height);
      if (!context) return;
      const at = projectionOf(transform);
      context.globalAlpha = 0.6;
      paintLines(context, lines, at);
      paintCells(context, { cells, selected, kept }, ink, at);
      paintNames(context, namesThatFit(cells, at, height, selected), selected, ink);
    };
    const request = () => {
      if (frame === 0) frame = requestAnimationFrame(paint);
    };
    request();
    const stop = store.subscribe(request);
    return () => {
      stop();
      cancelAnimationFrame(frame);
    };
  }, [store, ink, cells, scene, selected, kept]);

  useEffect(() => {
    const element = container.current;
    if (!element) return;
    const hit = (event: MouseEvent): { cell: Cell | null; x: number; y: number } => {
      const box = element.getBoundingClientRect();
      const [x, y] = [event.clientX - box.left, event.clientY - box.top];
      const isCovered = (event.target as Element).closest('[data-over-map]') !== null;
      return { cell: isCovered ? null : cellAt(cells, projectionOf(store.getState().transform), { x, y }), x, y };
    };
    const move = (event: PointerEvent) => {
      const { cell, x, y } = hit(event);
      setPointed(cell && event.buttons === 0 ? { card: cell.card, x, y } : null);
    };
    const choose = (event: MouseEvent) => {
      const { cell } = hit(event);
      if (!cell) return;
      // The empty canvas below would take the press for its own.
      event.stopPropagation();
      if (event.detail > 1) return;
      pressed.current = { cell, at: event.timeStamp };
      const { id } = cell.card;
      const adds = isSelecting || event.shiftKey || event.ctrlKey || event.metaKey;
      onSelect(adds ? [...new Set([...selected, id])] : [id]);
    };
    // Wherever it lands: the inspector that the first press opened may have moved the map away under the pointer.
    const approach = (event: MouseEvent) => {
      const { cell, at } = pressed.current ?? {};
      if (!cell || at === undefined || downAt.current - at > doublePressMs) return;
      event.stopPropagation();
      void flow.setCenter(cell.x + cardWidth / 2, cell.y + cardHeight / 2, { zoom: 1 });
    };
    // When it was pressed: what the first press opened may delay the event of both by as long as it takes to draw.
    const down = (event: PointerEvent) => {
      downAt.current = event.timeStamp;
    };
    const leave = () => setPointed(null);
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerleave', leave);
    element.addEventListener('click', choose, true);
    window.addEventListener('pointerdown', down, true);
    window.addEventListener('dblclick', approach, true);
    return () => {
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerleave', leave);
      element.removeEventListener('click', choose, true);
      window.removeEventListener('pointerdown', down, true);
      window.removeEventListener('dblclick', approach, true);
    };
  }, [container, store, flow, cells, selected, isSelecting, onSelect]);

  // The card that had the focus cannot keep it, while the canvas can; its keys go on here, and back there with the cards.
  useLayoutEffect(() => {
    const [element, button] = [container.current, back.current];
    const focused = document.activeElement;
    if (focused !== element && element?.contains(focused)) button?.focus({ preventScroll: true });
    return () => {
      if (document.activeElement !== button) return;
      requestAnimationFrame(() =>
        element?.querySelector<HTMLElement>('[data-map-item][tabindex="0"]')?.focus({ preventScroll: true }),
      );
    };
  }, [container]);

  const nearer = () => {
    const [first] = selection.flatMap((id) => layout.cards.get(id) ?? []);
    const { width, height } = store.getState();
    const view = flow.getViewport();
    const x = first ? first.x + cardWidth / 2 : (width / 2 - view.x) / view.zoom;
    const y = first ? first.y + cardHeight / 2 : (height / 2 - view.y) / view.zoom;
    void flow.setCenter(x, y, { zoom: 1 });
  };
  return (
    <>
      <canvas ref={canvas} className={styles.canvas} data-far />
      <div className={styles.nearer} data-over-map>
        <Button ref={back} icon="i-plus" data-map-item={farItem} onClick={nearer}>
          Zoom in to the cards
        </Button>
      </div>
      {pointed && (
        <div className={styles.name} style={{ left: pointed.x + 14, top: pointed.y + 14 }}>
          <strong>{pointed.card.name}</strong>
          <StateGlyph family={pointed.card.family} word={pointed.card.word || pointed.card.detail} />
        </div>
      )}
    </>
  );
}
