import { impact, indexFacts } from '../../landscape/impact.ts';
import type { Change, Facts, Member } from '../../landscape/model.ts';
import type { Figure } from './measure.ts';
import { medianMs } from './measure.ts';

/** 10,000 entities: every Application in two scenarios, every Runtime in three, two thirds of the Applications connected. */
function largeFacts(): Facts {
  const size = { applications: 7000, runtimes: 2500, scenarios: 500 };
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

const hundredChanges: Change[] = Array.from({ length: 100 }, (_, index) => {
  const applicationID = `application-${index * 13 + 1}`;
  if (index % 4 === 0)
    return { addToScenario: { objectID: applicationID, scenario: `scenario-${(index * 17) % 500}` } };
  if (index % 4 === 1)
    return { removeFromScenario: { objectID: applicationID, scenario: `scenario-${(index * 13 + 1) % 500}` } };
  if (index % 4 === 2) return { disconnect: { applicationID, runtimeID: `runtime-${(index * 13 + 1) % 500}` } };
  return { addToScenario: { objectID: `runtime-${index}`, scenario: `scenario-${(index * 29) % 500}` } };
});

/** The what-if on a snapshot that is indexed once. */
export async function bench(): Promise<Figure[]> {
  const facts = largeFacts();
  const indexMs = await medianMs(5, () => indexFacts(facts));
  const index = indexFacts(facts);
  const impactMs = await medianMs(21, () => impact(index, hundredChanges));
  const found = impact(index, hundredChanges);
  return [
    { name: 'index of a snapshot of 10,000 entities', value: indexMs, unit: 'ms' },
    {
      name: `what-if of 100 changes (${found.breaks.length} connections break)`,
      value: impactMs,
      unit: 'ms',
      limit: 50,
    },
  ];
}
