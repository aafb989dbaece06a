import { useReactFlow } from '@xyflow/react';
import { type PointerEvent as ReactPointerEvent, type RefObject, useCallback, useRef, useState } from 'react';
import type { Carried, Target } from './carry.ts';
import type { Layout } from './layout.ts';
import { cardHeight, cardWidth, columns } from './measures.ts';
import type { MapModel } from './model.ts';
import type { CarryControls } from './useCarry.ts';

const threshold = 5;
const longPressMs = 400;
const edge = 40;

interface CardPressOptions {
  container: RefObject<HTMLElement | null>;
  model: MapModel;
  layout: Layout;
  controls: CarryControls;
  mayWrite: boolean;
}

/**
 * Turns presses into drags: at once with a mouse, after a long press with a finger; near an edge the map moves on. A long
 * press that ends where it began is told instead (console.md 1.2: long-press = multi).
 */
export function useCardPress({ container, model, layout, controls, mayWrite }: CardPressOptions) {
  const flow = useReactFlow();
  const latest = useRef({ model, layout, controls, mayWrite });
  latest.current = { model, layout, controls, mayWrite };
  /** Set while the click that ends a drag is still to come. */
  const swallow = useRef(false);
  const [handAt, setHandAt] = useState({ x: 0, y: 0 });

  const targetAt = useCallback(
    (carried: Carried, x: number, y: number): Target | null => {
      const tray = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-tray]')?.dataset['tray'];
      if (tray !== undefined && carried.what === 'cards') return { kind: 'leave', scenario: tray };
      const at = flow.screenToFlowPosition({ x, y });
      const column = carried.what === 'cards' ? columns.scenarios : columns.runtimes;
      for (const [id, place] of latest.current.layout.cards) {
        if (place.x !== column) continue;
        const inside = at.x >= place.x - 8 && at.x <= place.x + cardWidth + 8;
        if (!inside || at.y < place.y - 8 || at.y > place.y + cardHeight + 8) continue;
        const name = latest.current.model.cards.get(id)?.name ?? '';
        return carried.what === 'cards' ? { kind: 'join', scenario: name } : { kind: 'runtime', runtimeID: id };
      }
      return null;
    },
    [flow],
  );

  const press = useCallback(
    (event: ReactPointerEvent, carriedOf: () => Carried | null, onLongPress?: () => void) => {
      swallow.current = false;
      if (event.button !== 0 || latest.current.controls.carry) return;
      const start = { x: event.clientX, y: event.clientY };
      const last = { ...start };
      let carried: Carried | null = null;
      let isLong = false;
      let frame = 0;
      const begin = () => {
        carried = carriedOf();
        if (!carried) return end();
        swallow.current = true;
        setHandAt({ ...last });
        latest.current.controls.pickUp(carried, 'pointer');
        frame = requestAnimationFrame(slide);
      };
      const slide = () => {
        const box = container.current?.getBoundingClientRect();
        if (!box || !carried || !latest.current.controls.carry) return;
        const push = (at: number, low: number, high: number) => (at < low + edge ? 8 : at > high - edge ? -8 : 0);
        const x = push(last.x, box.left, box.right);
        const y = push(last.y, box.top, box.bottom);
        if (x !== 0 || y !== 0) {
          const view = flow.getViewport();
          void flow.setViewport({ ...view, x: view.x + (last.x < box.right ? x : 0), y: view.y + y });
        }
        frame = requestAnimationFrame(slide);
      };
      const hold = () => {
        isLong = true;
        swallow.current = true;
        // Whoever may not move anything may still select.
        if (latest.current.mayWrite && carriedOf()) begin();
      };
      const timer = event.pointerType === 'touch' ? setTimeout(hold, longPressMs) : undefined;
      const move = (moved: PointerEvent) => {
        last.x = moved.clientX;
        last.y = moved.clientY;
        const far = Math.hypot(last.x - start.x, last.y - start.y) > threshold;
        if (!carried && far && timer !== undefined && !isLong) return end();
        if (!carried && far) begin();
        if (far) isLong = false;
        if (carried) latest.current.controls.aim(targetAt(carried, last.x, last.y));
      };
      const up = (released: PointerEvent) => {
        const [held, wasLong] = [carried, isLong];
        end();
        if (wasLong && onLongPress) {
          if (held) latest.current.controls.cancel('');
          onLongPress();
        } else if (held) latest.current.controls.drop(targetAt(held, released.clientX, released.clientY));
      };
      // What a long press opens by itself in a browser would end it.
      const stay = (menu: Event) => {
        if (event.pointerType === 'touch') menu.preventDefault();
      };
      const abort = () => {
        const held = carried;
        end();
        if (held) latest.current.controls.cancel();
      };
      const end = () => {
        clearTimeout(timer);
        cancelAnimationFrame(frame);
        window.removeEventListener('pointermove', move);
        window.removeEventListener('pointerup', up);
        window.removeEventListener('pointercancel', abort);
        window.removeEventListener('contextmenu', stay);
      };
      window.addEventListener('pointermove', move);
      window.addEventListener('pointerup', up);
      window.addEventListener('pointercancel', abort);
      window.addEventListener('contextmenu', stay);
    },
    [container, flow, targetAt],
  );

  /** Whether a click is only the end of a drag. */
  const isDragEnd = useCallback(() => {
    const was = swallow.current;
    swallow.current = false;
    return was;
  }, []);
  return { press, isDragEnd, handAt };
}
