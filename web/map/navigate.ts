export interface MapItem {
  id: string;
  /** Centre. */
  x: number;
  y: number;
}

export type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

export function isDirection(key: string): key is Direction {
  return key === 'ArrowLeft' || key === 'ArrowRight' || key === 'ArrowUp' || key === 'ArrowDown';
}

/** The nearest item in that direction: distance along it counts once, aside of it twice. Null if there is none. */
export function nearest(items: readonly MapItem[], from: MapItem, direction: Direction): MapItem | null {
  const horizontal = direction === 'ArrowLeft' || direction === 'ArrowRight';
  const sign = direction === 'ArrowRight' || direction === 'ArrowDown' ? 1 : -1;
  let best: MapItem | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const item of items) {
    const along = (horizontal ? item.x - from.x : item.y - from.y) * sign;
    const aside = Math.abs(horizontal ? item.y - from.y : item.x - from.x);
    if (item.id === from.id || along <= 4 || (!horizontal && aside > 60)) continue;
    const distance = along + 2 * aside;
    if (distance < least) {
      least = distance;
      best = item;
    }
  }
  return best;
}
