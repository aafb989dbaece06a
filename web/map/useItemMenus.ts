import { type MouseEvent, type RefObject, useCallback } from 'react';

const itemOf = (target: Element): string | null => {
  const line = target.closest('[data-line]')?.getAttribute('data-line');
  return line ? `line:${line}` : (target.closest('[data-map-item]')?.getAttribute('data-map-item') ?? null);
};

/** Opens menus of cards and lines without their button: by `.`, the menu key, the other mouse button or a long press. */
export function useItemMenus(container: RefObject<HTMLElement | null>) {
  const within = useCallback(
    (attribute: string, item: string) =>
      container.current?.querySelector<HTMLElement>(`[${attribute}="${CSS.escape(item)}"]`),
    [container],
  );
  /** Answers whether this card, or line behind `line:`, may have a menu. */
  const openMenu = useCallback(
    (item: string): boolean => {
      const element = within('data-map-item', item);
      if (!element || item === '') return false;
      // The button of the menu is there once somebody has come near.
      element.focus({ preventScroll: true });
      requestAnimationFrame(() => within('data-item-menu', item)?.click());
      return true;
    },
    [within],
  );
  const onContextMenu = useCallback(
    (event: MouseEvent) => {
      const item = itemOf(event.target as Element);
      const isCarrying = container.current?.hasAttribute('data-carrying');
      if (item && !isCarrying && openMenu(item)) event.preventDefault();
    },
    [container, openMenu],
  );
  return { openMenu, onContextMenu };
}
