import { useReactFlow } from '@xyflow/react';
import { type MouseEvent as ReactMouseEvent, type RefObject, useCallback, useRef } from 'react';
import type { Layout } from './layout.ts';
import { cardHeight, cardWidth, columns } from './measures.ts';

interface LassoOptions {
  layout: Layout;
  /** The rectangle that shows what would be selected; drawn past React. */
  rectangle: RefObject<HTMLElement | null>;
  onSelect: (ids: readonly string[]) => void;
}

/** Shift and a drag over empty canvas selects the Applications and Runtimes it touches. */
export function useLasso({ layout, rectangle, onSelect }: LassoOptions) {
  const flow = useReactFlow();
  const swallow = useRef(false);

  const onMouseDownCapture = useCallback(
    (event: ReactMouseEvent<HTMLElement>) => {
      swallow.current = false;
      const isPane = (event.target as Element).classList.contains('react-flow__pane');
      if (!event.shiftKey || event.button !== 0 || !isPane) return;
      // Before React Flow, which would pan.
      event.stopPropagation();
      event.preventDefault();
      const start = { x: event.clientX, y: event.clientY };
      const origin = event.currentTarget.getBoundingClientRect();
      const draw = (moved: MouseEvent) => {
        swallow.current = true;
        const left = Math.min(start.x, moved.clientX) - origin.left;
        const top = Math.min(start.y, moved.clientY) - origin.top;
        Object.assign(rectangle.current?.style ?? {}, {
          ...{ display: 'block', left: `${left}px`, top: `${top}px` },
          ...{ width: `${Math.abs(moved.clientX - start.x)}px`, height: `${Math.abs(moved.clientY - start.y)}px` },
        });
      };
      const finish = (released: MouseEvent) => {
        window.removeEventListener('mousemove', draw);
        if (rectangle.current) rectangle.current.style.display = 'none';
        if (!swallow.current) return;
        const from = flow.screenToFlowPosition(start);
        const to = flow.screenToFlowPosition({ x: released.clientX, y: released.clientY });
        const touches = (at: number, size: number, a: number, b: number) =>
          at < Math.max(a, b) && at + size > Math.min(a, b);
        const inside = [...layout.cards].filter(
          ([, { x, y }]) =>
            x !== columns.scenarios && touches(x, cardWidth, from.x, to.x) && touches(y, cardHeight, from.y, to.y),
        );
        onSelect(inside.map(([id]) => id));
      };
      window.addEventListener('mousemove', draw);
      window.addEventListener('mouseup', finish, { once: true });
    },
    [flow, layout, rectangle, onSelect],
  );
  /** The click that ends a lasso would clear the selection. */
  const onClickCapture = useCallback((event: ReactMouseEvent) => {
    if (swallow.current) event.stopPropagation();
    swallow.current = false;
  }, []);
  return { onMouseDownCapture, onClickCapture };
}
