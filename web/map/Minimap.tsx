import { useReactFlow, useStore, useStoreApi } from '@xyflow/react';
import { memo, type PointerEvent, useEffect, useMemo, useRef } from 'react';
import { cellsOf } from './far/cells.ts';
import { contextOf, paintCells } from './far/paint.ts';
import { useInk } from './far/useInk.ts';
import type { Layout } from './layout.ts';
import styles from './Minimap.module.css';
import { mapWidth } from './measures.ts';
import type { MapModel } from './model.ts';

const width = 128;
const tallest = 224;
const least = 8;

interface MinimapProps {
  model: MapModel;
  layout: Layout;
  selection: readonly string[];
  kept: ReadonlySet<string> | null;
}

/** Whether it helps by itself: there is more than is seen, and room beside the columns. */
export const useIsMinimapRoomy = (layoutHeight: number): boolean =>
  useStore((state) => state.width >= mapWidth + width + 24 && layoutHeight > state.height);

/** All of the map in the corner, with a frame around what is seen. A press goes there; the keyboard has the arrows. */
export const Minimap = memo(function Minimap({ model, layout, selection, kept }: MinimapProps) {
  const flow = useReactFlow();
  const store = useStoreApi();
  const ink = useInk();
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLSpanElement>(null);
  const scaleX = width / mapWidth;
  const scaleY = Math.min(scaleX, tallest / layout.height);
  const height = Math.max(48, layout.height * scaleY);
  const cells = useMemo(() => cellsOf(model, layout), [model, layout]);

  useEffect(() => {
    const context = canvas.current && contextOf(canvas.current, width, height);
    if (context && ink)
      paintCells(context, { cells, selected: new Set(selection), kept }, ink, { x: 0, y: 0, scaleX, scaleY });
  }, [cells, selection, kept, ink, height, scaleX, scaleY]);

  useEffect(() => {
    const follow = () => {
      const { transform, ...seen } = store.getState();
      const [x, y, zoom] = transform;
      const box = frame.current?.style;
      if (!box) return;
      const clamped = (from: number, size: number, all: number) => {
        const start = Math.min(Math.max(0, from), all - least);
        return [start, Math.max(least, Math.min(all, from + size) - start)] as const;
      };
      const [left, wide] = clamped((-x / zoom) * scaleX, (seen.width / zoom) * scaleX, width);
      const [top, tall] = clamped((-y / zoom) * scaleY, (seen.height / zoom) * scaleY, height);
      box.transform = `translate(${left}px, ${top}px)`;
      box.width = `${wide}px`;
      box.height = `${tall}px`;
    };
    follow();
    return store.subscribe(follow);
  }, [store, height, scaleX, scaleY]);

  const goTo = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const seen = store.getState();
    const { x, zoom } = flow.getViewport();
    const isWhole = mapWidth * zoom <= seen.width;
    // What fits beside each other stays where it is.
    const across = isWhole ? (seen.width / 2 - x) / zoom : (event.clientX - box.left) / scaleX;
    void flow.setCenter(across, (event.clientY - box.top) / scaleY, { zoom });
  };
  return (
    <div className={styles.minimap} data-over-map>
      <button
        type="button"
        tabIndex={-1}
        className={styles.press}
        style={{ width, height }}
        aria-label="Minimap: press a place to go there"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          goTo(event);
        }}
        onPointerMove={(event) => event.buttons === 1 && goTo(event)}
      >
        <canvas ref={canvas} className={styles.picture} />
        <span ref={frame} className={styles.frame} />
      </button>
    </div>
  );
});
