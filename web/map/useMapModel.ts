import { useCallback, useMemo, useRef } from 'react';
import type { Mark } from '../history/marks.ts';
import type { LiveLandscape } from '../live/landscape.ts';
import { type Budgeted, withinBudget } from './budget.ts';
import { type Layout, layOut } from './layout.ts';
import { buildModel, type MapCard, type MapModel, markCards } from './model.ts';
import { reuseCards } from './reuseCards.ts';
import type { MapSearch } from './useMapSearch.ts';

/** The model of now; cards that did not change keep their objects. */
export function useMapModel(
  landscape: LiveLandscape,
  now: number,
  marks: ReadonlyMap<string, Mark>,
  pins: ReadonlySet<string>,
  details: ReadonlyMap<string, string>,
): MapModel {
  const previous = useRef<MapModel | null>(null);
  return useMemo(() => {
    const model = reuseCards(previous.current, markCards(buildModel(landscape, now), marks, pins, details));
    previous.current = model;
    return model;
  }, [landscape, now, marks, pins, details]);
}

/**
 * At most 300 cards; the selected and pinned ones, then members of expanded scenarios first, only matching and pinned ones if the
 * others are hidden. A selection of what is drawn in any case changes nothing, so the same object comes back.
 */
export function useBudget(
  model: MapModel,
  now: number,
  selection: readonly string[],
  matching: ReadonlySet<string> | null,
  { hidesOthers, expanded }: Pick<MapSearch, 'hidesOthers' | 'expanded'>,
): Budgeted {
  const accepts = useCallback(
    (card: MapCard) => !hidesOthers || matching === null || matching.has(card.id) || card.isPinned,
    [hidesOthers, matching],
  );
  const first = useMemo(() => {
    const open = new Set(expanded);
    const members = open.size === 0 ? [] : model.memberships.filter(({ scenarioID }) => open.has(scenarioID));
    return new Set([...(matching ?? []), ...members.map(({ memberID }) => memberID)]);
  }, [model, matching, expanded]);
  const pinned = useMemo(
    () => [...model.cards.values()].filter(({ isPinned }) => isPinned).map(({ id }) => id),
    [model],
  );
  const unselected = useMemo(
    () => withinBudget(model, [new Set(pinned), first], now, accepts),
    [model, pinned, first, now, accepts],
  );
  return useMemo(
    () =>
      selection.every((id) => unselected.drawn.has(id) || !model.cards.has(id))
        ? unselected
        : withinBudget(
            model,
            [new Set([...selection, ...pinned]), first],
            now,
            (card) => accepts(card) || selection.includes(card.id),
          ),
    [model, pinned, first, now, accepts, selection, unselected],
  );
}

/** Positions of the cards drawn. States never move anything; what did not change stays where it was. */
export function useLayout(model: MapModel, budgeted: Budgeted): Layout {
  const previous = useRef<{ key: string; layout: Layout } | null>(null);
  return useMemo(() => {
    const { applications, scenarios, runtimes, drawn } = budgeted;
    const memberships = model.memberships.filter(
      ({ memberID, scenarioID }) => drawn.has(memberID) && drawn.has(scenarioID),
    );
    const connections = model.lines.filter((line) => drawn.has(line.applicationID) && drawn.has(line.runtimeID));
    const input = { applications, scenarios, runtimes, memberships, connections };
    const key = [
      [...drawn].sort(),
      memberships.map(({ id }) => id).sort(),
      connections.map(({ id }) => id).sort(),
    ].join('|');
    if (previous.current?.key === key) return previous.current.layout;
    const layout = layOut(input, previous.current?.layout ?? null);
    previous.current = { key, layout };
    return layout;
  }, [model, budgeted]);
}
