import type { RunningCompass } from '../../e2e/fixtures/server.ts';

export interface Registered {
  applications: { id: string; name: string }[];
  runtimes: { id: string; name: string }[];
  scenarios: string[];
}

const inParallel = async <T, R>(items: readonly T[], width: number, body: (item: T) => Promise<R>): Promise<R[]> => {
  const results: R[] = new Array(items.length);
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await body(items[index] as T);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
};

/** Registers a landscape through the API and connects what may be connected: deterministic, every member in one or two scenarios. */
export async function registerLandscape(
  compass: RunningCompass,
  size: { applications: number; runtimes: number; scenarios: number },
): Promise<Registered> {
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
  const scenarios = numbers(size.scenarios).map((index) => `scenario-${index}`);
  await inParallel(scenarios, 8, (name) =>
    compass.graphql('mutation ($name: String!) { createScenario(name: $name) { id } }', { name }),
  );
  const of = (index: number) => {
    const first = scenarios[index % scenarios.length] as string;
    const second = scenarios[(index * 7) % scenarios.length] as string;
    return index % 3 === 0 && second !== first ? [first, second] : [first];
  };
  const register = (kind: 'Application' | 'Runtime', input: string) => (index: number) =>
    compass
      .graphql<{ result: { id: string; name: string } }>(
        `mutation ($in: ${input}!) { result: register${kind}(in: $in) { id name } }`,
        { in: { name: `${kind.toLowerCase()}-${index}`, labels: { scenarios: of(index) } } },
      )
      .then(({ result }) => result);
  const runtimes = await inParallel(numbers(size.runtimes), 8, register('Runtime', 'RuntimeInput'));
  const applications = await inParallel(
    numbers(size.applications),
    8,
    register('Application', 'ApplicationRegisterInput'),
  );
  const held = new Map<string, { id: string }>();
  runtimes.forEach((runtime, index) => {
    for (const scenario of of(index + 1)) held.set(scenario, runtime);
  });
  await inParallel(applications.slice(0, 200), 8, async (application) => {
    const runtime = held.get(of(applications.indexOf(application) + 1)[0] as string);
    if (!runtime) return;
    await compass.graphql(
      'mutation ($a: ID!, $r: ID!) { connectApplication(applicationID: $a, runtimeID: $r) { state } }',
      {
        a: application.id,
        r: runtime.id,
      },
    );
  });
  return { applications, runtimes, scenarios };
}
