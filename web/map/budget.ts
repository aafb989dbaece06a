import { byUrgency, byWorstFirst, type MapCard, type MapModel } from './model.ts';

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

/** Ids of the Applications and Runtimes in the worst state, if there is one to be looked after. */
export function worstOf({ applications, runtimes }: Pick<Budgeted, 'applications' | 'runtimes'>): string[] {
  const cards = [...applications, ...runtimes];
  const worst = (['failed', 'attention'] as const).find((family) => cards.some((card) => card.worst === family));
  return cards.filter((card) => card.worst === worst).map(({ id }) => id);
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

type Compare = (a: MapCard, b: MapCard) => number;

/** The first of both lists, each in its order; those as urgent as each other in turn, so that neither kind fills the map alone. */
function shared(a: readonly MapCard[], b: readonly MapCard[], most: number, urgency: Compare): MapCard[] {
  const taken: MapCard[] = [];
  let [ofA, ofB] = [0, 0];
  while (taken.length < most) {
    const [one, other] = [a[ofA], b[ofB]];
    if (!one && !other) break;
    const order = one && other ? urgency(one, other) || ofA - ofB : one ? -1 : 1;
    if (one && order <= 0) {
      taken.push(one);
      ofA += 1;
    } else if (other) {
      taken.push(other);
      ofB += 1;
    }
  }
  return taken;
}

/**
 * At most 300 Applications and Runtimes and 100 scenarios: those of the first set (selected, pinned), then of the next
 * (found, of an expanded scenario), then the rest worst first as of `now`. `matches` says which cards may be drawn at all.
 */
export function withinBudget(
  model: MapModel,
  first: readonly ReadonlySet<string>[],
  now: number,
  matches: (card: MapCard) => boolean,
): Budgeted {
  const turnOf = ({ id }: MapCard) => {
    const turn = first.findIndex((ids) => ids.has(id));
    return turn === -1 ? first.length : turn;
  };
  const wanted = (a: MapCard, b: MapCard) => turnOf(a) - turnOf(b);
  const [worst, urgent] = [byWorstFirst(now), byUrgency(now)];
  const ranked: Compare = (a, b) => wanted(a, b) || worst(a, b);
  const [applications, runtimes] = [model.applications.filter(matches), model.runtimes.filter(matches)];
  const entitiesDrawn =
    applications.length + runtimes.length <= cardBudget
      ? [...applications, ...runtimes]
      : shared(applications.sort(ranked), runtimes.sort(ranked), cardBudget, (a, b) => wanted(a, b) || urgent(a, b));
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
