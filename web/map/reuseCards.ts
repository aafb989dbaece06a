import type { MapCard, MapModel } from './model.ts';

const isSame = (a: MapCard, b: MapCard): boolean =>
  (Object.keys(a) as (keyof MapCard)[]).every(
    (key) => a[key] === b[key] || (typeof a[key] === 'object' && JSON.stringify(a[key]) === JSON.stringify(b[key])),
  );

/** Keeps the objects of `previous` whose content did not change, so that memoised cards stay as they are. */
export function reuseCards(previous: MapModel | null, next: MapModel): MapModel {
  if (!previous) return next;
  const cards = new Map<string, MapCard>();
  for (const [id, card] of next.cards) {
    const old = previous.cards.get(id);
    cards.set(id, old && isSame(old, card) ? old : card);
  }
  const kept = (list: MapCard[]) => list.map((card) => cards.get(card.id) ?? card);
  return {
    ...next,
    cards,
    applications: kept(next.applications),
    scenarios: kept(next.scenarios),
    runtimes: kept(next.runtimes),
  };
}
