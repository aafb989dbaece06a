import { useReactFlow } from '@xyflow/react';
import {
  type MouseEvent as ReactMouseEvent,
  type PointerEvent as ReactPointerEvent,
  type TouchEvent as ReactTouchEvent,
  type RefObject,
  useCallback,
  useRef,
} from 'react';
import type { Layout } from './layout.ts';
import { cardHeight, cardWidth, columns } from './measures.ts';

interface LassoOptions {
  layout: Layout;
  /** The rectangle that shows what would be selected; drawn past React. */
  rectangle: RefObject<HTMLElement | null>;
  /** A frame needs no Shift, and adds to the selection. */
  isSelecting: boolean;
  selection: readonly string[];
  onSelect: (ids: readonly string[]) => void;
}

const isPane = (target: EventTarget) => (target as Element).classList.contains('react-flow__pane');

/** Shift and a drag over empty canvas, or a drag alone while several are being selected, selects what it touches. */
export function useLasso({ layout, rectangle, isSelecting, selection, onSelect }: LassoOptions) {
  const flow = useReactFlow();
  const swallow = useRef(false);
  const isFraming = useRef(false);

  const onPointerDownCapture = useCallback(
    (event: ReactPointerEvent<HTMLElement>) => {
      swallow.current = false;
      isFraming.current =
        (event.shiftKey || isSelecting) && event.button === 0 && event.isPrimary && isPane(event.target);
      if (!isFraming.current) return;
      const { pointerId } = event;
      const start = { x: event.clientX, y: event.clientY };
      const origin = event.currentTarget.getBoundingClientRect();
      const draw = (moved: PointerEvent) => {
        if (moved.pointerId !== pointerId) return;
        swallow.current = true;
        const left = Math.min(start.x, moved.clientX) - origin.left;
        const top = Math.min(start.y, moved.clientY) - origin.top;
        Object.assign(rectangle.current?.style ?? {}, {
          ...{ display: 'block', left: `${left}px`, top: `${top}px` },
          ...{ width: `${Math.abs(moved.clientX - start.x)}px`, height: `${Math.abs(moved.clientY - start.y)}px` },
        });
      };
      const end = () => {
        window.removeEventListener('pointermove', draw);
        window.removeEventListener('pointerup', finish);
        window.removeEventListener('pointercancel', end);
        if (rectangle.current) rectangle.current.style.display = 'none';
      };
      const finish = (released: PointerEvent) => {
        if (released.pointerId !== pointerId) return;
        end();
        if (!swallow.current) return;
        const from = flow.screenToFlowPosition(start);
        const to = flow.screenToFlowPosition({ x: released.clientX, y: released.clientY });
        const touches = (at: number, size: number, a: number, b: number) =>
          at < Math.max(a, b) && at + size > Math.min(a, b);
        const inside = [...layout.cards].filter(
          ([, { x, y }]) =>
            x !== columns.scenarios && touches(x, cardWidth, from.x, to.x) && touches(y, cardHeight, from.y, to.y),
        );
        onSelect([...new Set([...(isSelecting ? selection : []), ...inside.map(([id]) => id)])]);
      };
      window.addEventListener('pointermove', draw);
      window.addEventListener('pointerup', finish);
      window.addEventListener('pointercancel', end);
    },
    [flow, layout, rectangle, isSelecting, selection, onSelect],
  );
  /** Before React Flow, which would pan. */
  const keep = useCallback((event: ReactMouseEvent | ReactTouchEvent) => {
    if (!isFraming.current) return;
    event.stopPropagation();
    if (event.type === 'mousedown') event.preventDefault();
  }, []);
  /** The click that ends a lasso would clear the selection. */
  const onClickCapture = useCallback(
    (event: ReactMouseEvent) => {
      if (swallow.current || (isSelecting && isPane(event.target))) event.stopPropagation();
      swallow.current = false;
    },
    [isSelecting],
  );
  return { onPointerDownCapture, onMouseDownCapture: keep, onTouchStartCapture: keep, onClickCapture };
}
