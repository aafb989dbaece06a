import { stringify } from 'yaml';

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

const openApi = (name: string) =>
  JSON.stringify({
    openapi: '3.0.3',
    info: { title: name, version: '1' },
    paths: {
      [`/${name}`]: { get: { responses: { 200: { description: 'What is asked for.' } } } },
    },
  });

const scenarioOf = (index: number, count: number) => `scenario-${(index % count) + 1}`;

/** A landscape as YAML in the format that is exported; each Application offers something, every tenth with a specification. */
export function landscapeYaml(size: { applications: number; runtimes: number; scenarios: number }): string {
  const labels = (index: number) => ({ env: ['prod', 'stage', 'test'][index % 3], team: `team-${index % 25}` });
  const scenarios = (index: number) => [
    ...new Set([
      scenarioOf(index, size.scenarios),
      ...(index % 3 === 0 ? [scenarioOf(index * 7, size.scenarios)] : []),
    ]),
  ];
  return stringify(
    {
      format: 'compass/v1',
      scenarios: numbers(size.scenarios).map((index) => `scenario-${index}`),
      applications: numbers(size.applications).map((index) => ({
        name: `application-${index}`,
        providerName: `provider-${index % 40}`,
        description: `Number ${index} of those that are imported.`,
        labels: labels(index),
        scenarios: scenarios(index),
        packages: [
          {
            name: 'standard',
            apiDefinitions: [
              {
                name: 'orders',
                targetURL: `https://application-${index}.example/orders`,
                version: { value: 'v1' },
                ...(index % 10 === 0 && {
                  spec: { type: 'OPEN_API', format: 'JSON', data: openApi(`application-${index}`) },
                }),
              },
            ],
            eventDefinitions: [{ name: 'order.created', version: { value: '1.0' } }],
          },
        ],
      })),
      runtimes: numbers(size.runtimes).map((index) => ({
        name: `runtime-${index}`,
        description: `Number ${index} of those that are imported.`,
        labels: labels(index),
        scenarios: scenarios(index),
      })),
    },
    { aliasDuplicateObjects: false, lineWidth: 0 },
  );
}
