import { z } from 'zod';
import type { Administrator } from './administrator.ts';
import { inParallel } from './inParallel.ts';

/** All that is the fleet's begins so; nothing else is touched. */
const prefix = 'fleet-';
const isOurs = (name: string): boolean => name.startsWith(prefix);

export interface FleetSize {
  runtimes: number;
  applications: number;
}

interface Member {
  id: string;
  name: string;
}

const atOnce = 8;
const pageSize = 100;
const runtimesOfScenario = 20;

const member = z.object({ id: z.string(), name: z.string() });
const page = z.object({
  page: z.object({ data: z.array(member), pageInfo: z.object({ endCursor: z.string(), hasNextPage: z.boolean() }) }),
});
const done = z.object({ done: z.object({}) });

async function listAll(administrator: Administrator, field: 'runtimes' | 'applications'): Promise<Member[]> {
  const query = `query ($first: Int, $after: PageCursor) {
    page: ${field}(first: $first, after: $after) { data { id name } pageInfo { endCursor hasNextPage } } }`;
  const found: Member[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const { data, pageInfo }: z.infer<typeof page>['page'] = (
      await administrator.ask(page, query, { first: pageSize, ...(after !== '' && { after }) })
    ).page;
    found.push(...data);
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  }
  return found;
}

async function listScenarios(administrator: Administrator): Promise<string[]> {
  const scenarios = z.object({ scenarios: z.array(z.object({ name: z.string() })) });
  return (await administrator.ask(scenarios, '{ scenarios { name } }')).scenarios.map(({ name }) => name);
}

/** Names of up to three Applications and Runtimes in the tenant that are not the fleet's. */
export async function strangers(administrator: Administrator): Promise<string[]> {
  const members = [...(await listAll(administrator, 'applications')), ...(await listAll(administrator, 'runtimes'))];
  return members
    .map(({ name }) => name)
    .filter((name) => !isOurs(name))
    .slice(0, 3);
}

/** How many scenarios there are: few enough that each holds an Application, if there is one. */
export const scenarioCount = ({ runtimes, applications }: FleetSize): number =>
  Math.max(1, Math.min(applications, Math.ceil(runtimes / runtimesOfScenario)));

const nameOf = (kind: string, index: number) => `${prefix}${kind}-${String(index + 1).padStart(5, '0')}`;

/**
 * Registers what is missing: member number n of either kind is in scenario n modulo their count, so that every Runtime
 * gets its share of the Applications. Answers the ids of the Runtimes.
 */
export async function registerFleet(administrator: Administrator, size: FleetSize): Promise<string[]> {
  const scenarios = Array.from({ length: scenarioCount(size) }, (_, index) => nameOf('scenario', index));
  const present = new Set(await listScenarios(administrator));
  await inParallel(
    scenarios.filter((name) => !present.has(name)),
    atOnce,
    (name) =>
      administrator.ask(done, 'mutation ($name: String!) { done: createScenario(name: $name) { id } }', { name }),
  );

  async function ensure(kind: 'Runtime' | 'Application', input: string, count: number): Promise<string[]> {
    const known = new Map(
      (await listAll(administrator, kind === 'Runtime' ? 'runtimes' : 'applications')).map(({ id, name }) => [
        name,
        id,
      ]),
    );
    const query = `mutation ($in: ${input}!) { member: register${kind}(in: $in) { id name } }`;
    const names = Array.from({ length: count }, (_, index) => nameOf(kind.toLowerCase(), index));
    return inParallel(names, atOnce, async (name, index) => {
      const id = known.get(name);
      if (id !== undefined) return id;
      const labels = { scenarios: [scenarios[index % scenarios.length]] };
      return (await administrator.ask(z.object({ member }), query, { in: { name, labels } })).member.id;
    });
  }

  await ensure('Application', 'ApplicationRegisterInput', size.applications);
  return ensure('Runtime', 'RuntimeInput', size.runtimes);
}

/** Removes all that is the fleet's. Answers how many objects that were. */
export async function removeFleet(administrator: Administrator): Promise<number> {
  let count = 0;
  for (const [field, kind] of [
    ['runtimes', 'Runtime'],
    ['applications', 'Application'],
  ] as const) {
    const ours = (await listAll(administrator, field)).filter(({ name }) => isOurs(name));
    const query = `mutation ($id: ID!) { done: unregister${kind}(id: $id) { id } }`;
    await inParallel(ours, atOnce, ({ id }) => administrator.ask(done, query, { id }));
    count += ours.length;
  }
  const scenarios = (await listScenarios(administrator)).filter(isOurs);
  for (const name of scenarios) {
    await administrator.ask(done, 'mutation ($name: String!) { done: deleteScenario(name: $name) { id } }', { name });
  }
  return count + scenarios.length;
}
