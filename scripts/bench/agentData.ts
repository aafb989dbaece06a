const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));

const openApi = '{"openapi":"3.0.3","info":{"title":"Orders","version":"1"},"paths":{}}';

const packageInput = (index: number) => ({
  name: `package-${index}`,
  defaultInstanceAuth: { credential: { basic: { username: 'u', password: 'p' } } },
  apiDefinitions: times(4, (n) => ({
    name: `api-${n}`,
    targetURL: 'https://shop.example/api',
    spec: { type: 'OPEN_API', format: 'JSON', data: openApi },
  })),
  eventDefinitions: times(2, (n) => ({ name: `event-${n}` })),
});

type Run = <Data>(query: string, variables?: Record<string, unknown>) => Promise<Data>;

/**
 * A Runtime in one scenario with 20 Applications x 3 packages x (4 APIs + 2 events).
 * @returns the Runtime's id.
 */
export async function registerAgentData(run: Run): Promise<string> {
  await run('mutation { createScenario(name: "bench") { id } }');
  const { runtime } = await run<{ runtime: { id: string } }>(
    'mutation { runtime: registerRuntime(in: { name: "bench", labels: { scenarios: ["bench"] } }) { id } }',
  );
  for (const index of times(20, (n) => n)) {
    const labels = { tier: index, scenarios: ['bench'] };
    await run('mutation ($in: ApplicationRegisterInput!) { registerApplication(in: $in) { id } }', {
      in: { name: `bench-${index}`, labels, packages: times(3, packageInput) },
    });
  }
  return runtime.id;
}
