import { impact, indexFacts } from '../../landscape/impact.ts';
import type { Change, Facts, Member } from '../../landscape/model.ts';
import { type LayoutInput, layOut } from '../../web/map/layout.ts';
import type { Figure } from './measure.ts';
import { medianMs } from './measure.ts';

/** 10,000 entities: every Application in two scenarios, every Runtime in three, two thirds of the Applications connected. */
function largeFacts(scenarios: number): Facts {
  const size = { applications: 7000, runtimes: 2500, scenarios };
  const names = Array.from({ length: size.scenarios }, (_, index) => `scenario-${index}`);
  const member = (kind: string, index: number, picks: number[]): Member => ({
    id: `${kind}-${index}`,
    name: `${kind}-${index}`,
    memberships: [...new Set(picks)].map((pick) => ({
      scenario: names[pick % size.scenarios]!,
      manual: true,
      rule: false,
    })),
  });
  return {
    defaultScenario: 'default',
    connectionPolicy: 'EXCLUSIVE',
    scenarios: [{ name: 'default' }, ...names.map((name) => ({ name }))],
    applications: Array.from({ length: size.applications }, (_, i) => member('application', i, [i, i * 7])),
    runtimes: Array.from({ length: size.runtimes }, (_, i) => member('runtime', i, [i, i * 3, i * 11])),
    connections: Array.from({ length: size.applications }, (_, i) => i)
      .filter((i) => i % 3 !== 0)
      .map((i) => ({ applicationID: `application-${i}`, runtimeID: `runtime-${i % size.scenarios}`, since: i })),
  };
}

const hundredChanges = (scenarios: number): Change[] =>
  Array.from({ length: 100 }, (_, index) => {
    const applicationID = `application-${index * 13 + 1}`;
    if (index % 4 === 0)
      return { addToScenario: { objectID: applicationID, scenario: `scenario-${(index * 17) % scenarios}` } };
    if (index % 4 === 1)
      return { removeFromScenario: { objectID: applicationID, scenario: `scenario-${(index * 13 + 1) % scenarios}` } };
    if (index % 4 === 2) return { disconnect: { applicationID, runtimeID: `runtime-${(index * 13 + 1) % scenarios}` } };
    return { addToScenario: { objectID: `runtime-${index}`, scenario: `scenario-${(index * 29) % scenarios}` } };
  });

/** The layout's input for as many cards: the map draws at most 300, but must not stall on the way there. */
function tenThousandCards(): LayoutInput {
  const named = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, index) => ({ id: `${prefix}${index}`, name: `${prefix}${index}` }));
  const [applications, scenarios, runtimes] = [named('a', 7500), named('s', 100), named('r', 2400)];
  return {
    applications,
    scenarios,
    runtimes,
    memberships: [
      ...applications.map(({ id }, index) => ({ memberID: id, scenarioID: `s${(index * 7) % 100}` })),
      ...runtimes.map(({ id }, index) => ({ memberID: id, scenarioID: `s${(index * 3) % 100}` })),
    ],
    connections: applications.slice(0, 5000).map(({ id }, index) => {
      const runtimeID = `r${(index * 5) % 2400}`;
      return { id: `${id}>${runtimeID}`, applicationID: id, runtimeID };
    }),
  };
}

/** The what-if on a snapshot that is indexed once. */
export async function whatIf(): Promise<Figure[]> {
  const facts = largeFacts(500);
  const changes = hundredChanges(500);
  const indexMs = await medianMs(5, () => indexFacts(facts));
  const index = indexFacts(facts);
  const impactMs = await medianMs(21, () => impact(index, changes));
  const found = impact(index, changes);
  const crowded = indexFacts(largeFacts(50));
  const crowdedMs = await medianMs(21, () => impact(crowded, hundredChanges(50)));
  return [
    { name: 'index of a snapshot of 10,000 entities', value: indexMs, unit: 'ms' },
    {
      name: `what-if of 100 changes (${found.breaks.length} connections break)`,
      value: impactMs,
      unit: 'ms',
      limit: 50,
    },
    { name: 'the same with 50 scenarios instead of 500', value: crowdedMs, unit: 'ms', limit: 50 },
  ];
}

export async function bench(): Promise<Figure[]> {
  const cards = tenThousandCards();
  const value = await medianMs(7, () => layOut(cards));
  return [...(await whatIf()), { name: 'layout of 10,000 cards and 5,000 connections', value, unit: 'ms', limit: 100 }];
}
