import { type DragEvent, type MouseEvent, type PointerEvent as ReactPointerEvent, useRef, useState } from 'react';
import type { CarryControls } from '../map/useCarry.ts';

const threshold = 6;

const scenarioAt = ({ clientX, clientY }: PointerEvent): string | undefined =>
  document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('[data-rail]')?.dataset['rail'];

/**
 * Rows of the table inside become things to carry with a mouse or pen; a finger scrolls.
 * @param idsOf what is carried when one row is taken, in ids; null if it cannot be.
 */
export function useRowDrag(controls: CarryControls, idsOf: (id: string) => readonly string[] | null) {
  const latest = useRef(controls);
  latest.current = controls;
  /** Set while the click that ends a drag is still to come. */
  const swallow = useRef(false);
  const [handAt, setHandAt] = useState({ x: 0, y: 0 });

  function onPointerDown(event: ReactPointerEvent<HTMLElement>) {
    swallow.current = false;
    if (event.button !== 0 || event.pointerType === 'touch' || !(event.target instanceof Element)) return;
    const id = event.target.closest<HTMLElement>('tr[data-row]')?.dataset['row'];
    if (id === undefined || event.target.closest('button, input, label')) return;
    const start = { x: event.clientX, y: event.clientY };
    let isCarrying = false;
    const end = () => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', up);
      window.removeEventListener('pointercancel', cancel);
      document.body.style.removeProperty('user-select');
    };
    const cancel = () => {
      end();
      latest.current.cancel();
    };
    const move = (moved: PointerEvent) => {
      if (!isCarrying) {
        if (Math.hypot(moved.clientX - start.x, moved.clientY - start.y) <= threshold) return;
        const ids = idsOf(id);
        if (ids === null) return end();
        isCarrying = true;
        swallow.current = true;
        document.body.style.userSelect = 'none';
        window.getSelection()?.removeAllRanges();
        setHandAt({ x: moved.clientX, y: moved.clientY });
        latest.current.pickUp({ what: 'cards', ids }, 'pointer');
      }
      const scenario = scenarioAt(moved);
      latest.current.aim(scenario === undefined ? null : { kind: 'join', scenario });
    };
    const up = (released: PointerEvent) => {
      end();
      if (!isCarrying) return;
      const scenario = scenarioAt(released);
      latest.current.drop(scenario === undefined ? null : { kind: 'join', scenario });
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', up);
    window.addEventListener('pointercancel', cancel);
  }

  return {
    handAt,
    rowProps: {
      onPointerDown,
      // The name of a row is a link, which a browser would drag itself.
      onDragStart: (event: DragEvent) => event.preventDefault(),
      onClickCapture: (event: MouseEvent) => {
        if (!swallow.current) return;
        swallow.current = false;
        event.preventDefault();
        event.stopPropagation();
      },
    },
  };
}
