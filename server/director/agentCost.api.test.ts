import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Consumer } from '../shared/consumer.ts';
import { agent2020, agent2024 } from '../testing/agentDocuments.ts';
import { type Api, createApi } from '../testing/api.ts';
import { growing } from '../testing/plans.ts';
import { countStatements } from '../testing/statements.ts';

const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));

const packageInput = (index: number) => ({
  name: `package-${index}`,
  defaultInstanceAuth: { credential: { basic: { username: 'u', password: 'p' } } },
  apiDefinitions: times(4, (n) => ({
    name: `api-${n}`,
    targetURL: 'https://shop.example/api',
    spec: {
      type: 'OPEN_API',
      format: 'JSON',
      data: '{"openapi":"3.0.0","info":{"title":"Orders","version":"1"},"paths":{}}',
    },
  })),
  eventDefinitions: times(2, (n) => ({ name: `event-${n}` })),
});

describe('What a Runtime Agent fetches', () => {
  let api: Api;
  let runtime: Consumer;
  beforeAll(async () => {
    api = await createApi();
    const { result } = await api.data(
      'mutation { result: registerRuntime(in: { name: "cluster", labels: { scenarios: ["default"] } }) { id } }',
    );
    const scopes = new Set(['runtime:read', 'runtime:write', 'application:read']);
    runtime = { type: 'RUNTIME', id: result.id, name: 'cluster', tenantId: api.tenantId, scopes };
    for (const index of times(20, (n) => n)) {
      await api.data('mutation($in: ApplicationRegisterInput!) { registerApplication(in: $in) { id } }', {
        in: { name: `app-${index}`, labels: { tier: index }, packages: times(3, packageInput) },
      });
    }
  });
  afterAll(() => api.close());

  it('in 2020 costs at most 12 statements for 20 Applications with 3 Packages of 4 APIs and 2 events', async () => {
    await api.data(agent2020(runtime.id), {}, runtime);
    const { result, statements } = await countStatements(() => api.data(agent2020(runtime.id), {}, runtime));
    expect(statements.length).toBeLessThanOrEqual(12);
    const applications = result['result'].data;
    expect(applications).toHaveLength(20);
    for (const { packages } of applications) {
      expect(packages.totalCount).toBe(3);
      for (const own of packages.data) {
        expect([own.apiDefinitions.totalCount, own.eventDefinitions.totalCount]).toEqual([4, 2]);
        expect(own.apiDefinitions.data[3].spec.data).toBe(
          '{"openapi":"3.0.0","info":{"title":"Orders","version":"1"},"paths":{}}',
        );
      }
    }
  });

  it('in 2024 costs at most 12 statements for the same, with the credentials and its own labels', async () => {
    const { result, statements } = await countStatements(() => api.data(agent2024(runtime.id), {}, runtime));
    expect(statements.length).toBeLessThanOrEqual(12);
    expect(result['runtime'].labels).toEqual({ scenarios: ['default'] });
    const bundles = result['applicationsForRuntime'].data.flatMap((each: any) => each.bundles.data);
    expect(bundles).toHaveLength(60);
    for (const own of bundles) {
      expect([own.apiDefinitions.data.length, own.eventDefinitions.data.length]).toEqual([4, 2]);
      expect(own.defaultInstanceAuth.credential).toEqual({ username: 'u', password: 'p' });
    }
  });

  it('is found without going through the tenant, and so is what registering needs', async () => {
    const input = { name: 'late', labels: { tier: 1, scenarios: ['default'] } };
    const { statements } = await countStatements(async () => {
      await api.data('mutation($in: ApplicationRegisterInput!) { registerApplication(in: $in) { id } }', { in: input });
      for (const document of [agent2020, agent2024]) await api.data(document(runtime.id), {}, runtime);
    });
    expect(growing(api.platform.database.read, statements, ['scenarios', 'scenario_assignments'])).toEqual([]);
  });

  it('is complete, however long the lists are', async () => {
    const input = {
      name: 'large',
      packages: times(230, (n) => ({ name: `p-${n}` })),
      bundles: [{ ...packageInput(0), eventDefinitions: times(230, (n) => ({ name: `e-${n}` })) }],
    };
    await api.data('mutation($in: ApplicationRegisterInput!) { registerApplication(in: $in) { id } }', { in: input });
    const { applicationsForRuntime } = await api.data(agent2024(runtime.id), {}, runtime);
    const { bundles } = applicationsForRuntime.data.find((each: any) => each.name === 'large');
    expect([bundles.data.length, bundles.pageInfo.hasNextPage]).toEqual([231, false]);
    expect(Math.max(...bundles.data.map((each: any) => each.eventDefinitions.data.length))).toBe(230);
  });
});
