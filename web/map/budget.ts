import type { MapCard, MapModel } from './model.ts';

const cardBudget = 300;
const scenarioBudget = 100;

export interface Remainder {
  /** Cards that are not drawn, and how many of them are failed. */
  hidden: number;
  failed: number;
}

export interface Budgeted {
  applications: MapCard[];
  scenarios: MapCard[];
  runtimes: MapCard[];
  drawn: ReadonlySet<string>;
  /** Applications and Runtimes that are drawn, and all of them. */
  shown: number;
  total: number;
  remainder: { APPLICATION: Remainder; SCENARIO: Remainder; RUNTIME: Remainder };
  /** By scenario id: members that are not drawn. */
  perScenario: ReadonlyMap<string, Remainder>;
}

function rest(all: readonly MapCard[], drawn: ReadonlySet<string>): Remainder {
  const remainder = { hidden: 0, failed: 0 };
  for (const card of all) {
    if (drawn.has(card.id)) continue;
    remainder.hidden += 1;
    if (card.family === 'failed') remainder.failed += 1;
  }
  return remainder;
}

/**
 * At most 300 Applications and Runtimes and 100 scenarios, those of `first` (selected, being moved) before all others and
 * the rest worst first. `order` compares cards; `matches` says which cards may be drawn at all.
 */
export function withinBudget(
  model: MapModel,
  first: ReadonlySet<string>,
  order: (a: MapCard, b: MapCard) => number,
  matches: (card: MapCard) => boolean,
): Budgeted {
  const ranked = (a: MapCard, b: MapCard) => Number(first.has(b.id)) - Number(first.has(a.id)) || order(a, b);
  const entities = [...model.applications, ...model.runtimes].filter(matches);
  const entitiesDrawn = entities.length <= cardBudget ? entities : entities.sort(ranked).slice(0, cardBudget);
  const scenarios = model.scenarios.filter(matches);
  const scenariosDrawn =
    scenarios.length <= scenarioBudget ? scenarios : scenarios.sort(ranked).slice(0, scenarioBudget);
  const drawn = new Set([...entitiesDrawn, ...scenariosDrawn].map(({ id }) => id));

  const perScenario = new Map<string, Remainder>();
  for (const { memberID, scenarioID } of model.memberships) {
    if (drawn.has(memberID)) continue;
    const remainder = perScenario.get(scenarioID) ?? { hidden: 0, failed: 0 };
    remainder.hidden += 1;
    if (model.cards.get(memberID)?.family === 'failed') remainder.failed += 1;
    perScenario.set(scenarioID, remainder);
  }
  return {
    applications: model.applications.filter(({ id }) => drawn.has(id)),
    scenarios: model.scenarios.filter(({ id }) => drawn.has(id)),
    runtimes: model.runtimes.filter(({ id }) => drawn.has(id)),
    drawn,
    shown: entitiesDrawn.length,
    total: model.applications.length + model.runtimes.length,
    remainder: {
      APPLICATION: rest(model.applications, drawn),
      SCENARIO: rest(model.scenarios, drawn),
      RUNTIME: rest(model.runtimes, drawn),
    },
    perScenario,
  };
}
