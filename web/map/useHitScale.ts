import { useStoreApi } from '@xyflow/react';
import { type RefObject, useEffect } from 'react';
import { blockBelow } from './measures.ts';

/** In steps, since each one makes the browser look at every card anew. */
const step = 0.25;

/** How much larger than drawn something must be to keep its size on the screen; 1 at 100 % and nearer. */
export function hitScale(zoom: number): number {
  return Math.max(1, Math.ceil(1 / Math.max(zoom, blockBelow) / step) * step);
}

/** Tells the styles below as `--hit`: what is pressed on the map keeps its size while the map gets smaller (WCAG 2.5.8). */
export function useHitScale(container: RefObject<HTMLElement | null>): void {
  const store = useStoreApi();
  useEffect(() => {
    let shown = 0;
    const follow = () => {
      const scale = hitScale(store.getState().transform[2]);
      if (scale === shown) return;
      shown = scale;
      container.current?.style.setProperty('--hit', String(scale));
    };
    follow();
    return store.subscribe(follow);
  }, [container, store]);
}
