import { useReactFlow } from '@xyflow/react';
import { type KeyboardEvent, type RefObject, useCallback } from 'react';
import { shortcutOf } from '../ui/shortcutKeys.ts';
import { farItem, stackItem } from './cardActions.ts';
import type { Layout } from './layout.ts';
import { cardHeight, cardWidth } from './measures.ts';
import { isDirection, type MapItem, nearest } from './navigate.ts';
import type { Scene } from './scene.ts';
import { textScale } from './textScale.ts';
import { usePan } from './useView.ts';

/** From the right border of its card to the middle of a stack. */
const stackInset = 56;

interface MapKeysOptions {
  container: RefObject<HTMLElement | null>;
  layout: Layout;
  scene: Scene;
  /** Scenarios with a stack of members that are not drawn. */
  stacks: ReadonlySet<string>;
  /** Keys with a meaning for the item in focus; answers whether it took the key. */
  onItemKey: (key: string, id: string) => boolean;
  /** Answers whether the item has a menu. */
  onMenu: (item: string) => boolean;
  onClear: () => void;
  onSelectAll: () => void;
  fit: () => void;
}

/**
 * Keys of the canvas (console.md 1.2); single letters count only while the focus is on it. With the focus on a card or a
 * line arrows walk to the next, with the focus on the canvas itself they move the map.
 */
export function useMapKeys(options: MapKeysOptions) {
  const { container, layout, scene, stacks, onItemKey, onMenu, onClear, onSelectAll, fit } = options;
  const flow = useReactFlow();
  const pan = usePan();

  const focusItem = useCallback(
    (item: MapItem) => {
      const element = container.current?.querySelector<HTMLElement>(`[data-map-item="${CSS.escape(item.id)}"]`);
      element?.focus({ preventScroll: true });
    },
    [container],
  );

  return useCallback(
    (event: KeyboardEvent) => {
      const { mapItem, itemMenu } = (event.target as HTMLElement).dataset;
      const id = event.target === container.current ? '' : (mapItem ?? itemMenu);
      if (event.defaultPrevented || id === undefined) return;
      // The focus stays on the button of a menu that was opened by it: space opens it again.
      if (itemMenu !== undefined && event.key === ' ') return;
      const taken = () => event.preventDefault();
      if (isDirection(event.key)) {
        if (id === '' || id === farItem) {
          pan(event.key);
          return taken();
        }
        const items: MapItem[] = [
          ...[...layout.cards].map(([id, { x, y }]) => ({ id, x: x + cardWidth / 2, y: y + cardHeight / 2 })),
          ...scene.lines.map(({ id, middle }) => ({ id: `line:${id}`, ...middle })),
          ...[...stacks].flatMap((id) => {
            const place = layout.cards.get(id);
            return place ? [{ id: stackItem(id), x: place.x + cardWidth - stackInset, y: place.y + cardHeight }] : [];
          }),
        ];
        const from = items.find((item) => item.id === id);
        const next = from && nearest(items, from, event.key);
        if (next) focusItem(next);
        return taken();
      }
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a') {
        onSelectAll();
        return taken();
      }
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const key = shortcutOf(event.key);
      if (onItemKey(key, id) || (key === '.' && onMenu(id))) return taken();
      const keys: Record<string, () => void> = {
        Escape: onClear,
        '+': () => void flow.zoomIn(),
        '-': () => void flow.zoomOut(),
        '0': () => void flow.zoomTo(textScale()),
        f: fit,
      };
      const run = keys[key];
      if (!run) return;
      run();
      taken();
    },
    [container, layout, scene, stacks, focusItem, pan, onItemKey, onMenu, onClear, onSelectAll, fit, flow],
  );
}
