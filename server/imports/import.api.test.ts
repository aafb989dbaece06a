import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { activity } from '../db/tables/tenant.tables.ts';
import { type Api, createApi } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';
import { apply, importsOf, landscape, openApi, plan } from '../testing/imports.ts';

type Imports = ReturnType<typeof importsOf>;

describe.each(databases)('imports on $name', ({ open }) => {
  let api: Api;
  let planned: Imports['planned'];
  let imported: Imports['imported'];
  beforeEach(async () => {
    api = await createApi(open);
    ({ planned, imported } = importsOf(api));
  });
  afterEach(() => api.close());

  const entries = async () => (await api.platform.database.read.select().from(activity)).length;

  test('planning writes nothing, applying creates all of it, and a second time nothing is left to do', async () => {
    const first = await planned(landscape);
    expect(first).toMatchObject({ creates: 3, changes: 0, keeps: 0, conflicts: 0 });
    expect(await entries()).toBe(0);
    expect(await imported(landscape)).toMatchObject({ creates: 3 });
    const { applications, runtimes } = await api.data(`{
      applications { data { name providerName labels packages { data { name
        apiDefinitions { data { name spec { type data } version { value } } } eventDefinitions { data { name } } } } } }
      runtimes { data { name description labels } } }`);
    expect(applications.data).toMatchObject([
      {
        name: 'orders',
        providerName: 'Northwind',
        labels: { team: 'blue', scenarios: ['campaign'] },
        packages: {
          data: [
            {
              name: 'sales',
              apiDefinitions: { data: [{ name: 'orders-api', spec: { data: openApi }, version: { value: 'v1' } }] },
              eventDefinitions: { data: [{ name: 'order.created' }] },
            },
          ],
        },
      },
    ]);
    expect(runtimes.data).toEqual([
      { name: 'cluster', description: 'Prod', labels: { zone: 'eu', scenarios: ['campaign'] } },
    ]);
    const before = await entries();
    expect(await planned(landscape)).toMatchObject({ keeps: 3, conflicts: 0 });
    expect(await imported(landscape)).toEqual({ creates: 0, changes: 0, left: 0 });
    expect(await entries()).toBe(before);
  });

  test('what is exported and imported elsewhere is exported there word for word', async () => {
    await imported(landscape);
    const { exportLandscape: text } = await api.data('{ exportLandscape }');
    const elsewhere = await api.newTenant('elsewhere');
    const there = { ...api.admin, tenantId: elsewhere };
    const { planImport } = await api.data(plan, { source: { document: text } }, there);
    await api.data(apply, { document: planImport.document, digest: planImport.digest }, there);
    expect((await api.data('{ exportLandscape }', {}, there)).exportLandscape).toBe(text);
  });

  test('what is here is changed where the document differs, and nothing is removed', async () => {
    await imported(landscape);
    const [application] = landscape.applications;
    const changed = {
      format: 'compass/v1',
      applications: [
        {
          ...application,
          providerName: 'Contoso',
          labels: { tier: 'gold' },
          scenarios: ['marketing'],
          packages: [
            {
              name: 'sales',
              apiDefinitions: [{ name: 'orders-api', targetURL: 'https://orders.example/v2' }],
            },
            { name: 'returns' },
          ],
        },
      ],
      runtimes: [{ name: 'cluster', description: 'Production', labels: { zone: 'us' } }],
    };
    const { items } = await planned(changed);
    expect(items).toContainEqual({
      kind: 'APPLICATION',
      name: 'orders',
      action: 'CHANGE',
      details: [
        'Changes the provider from "Northwind" to "Contoso".',
        'Sets label tier to "gold".',
        'Adds to scenarios marketing.',
        'Adds packages returns.',
        'Replaces definitions orders-api.',
      ],
    });
    expect(await imported(changed)).toEqual({ creates: 1, changes: 2, left: 0 });
    const { applications, runtimes } = await api.data(`{ applications { data { labels packages { data { name
      apiDefinitions { data { targetURL spec { data } } } eventDefinitions { totalCount } } } } }
      runtimes { data { description labels } } }`);
    const { labels, packages } = applications.data[0];
    expect(labels).toMatchObject({ team: 'blue', tier: 'gold', scenarios: ['campaign', 'marketing'] });
    expect(packages.data.find(({ name }: { name: string }) => name === 'sales')).toMatchObject({
      apiDefinitions: { data: [{ targetURL: 'https://orders.example/v2', spec: { data: openApi } }] },
      eventDefinitions: { totalCount: 1 },
    });
    expect(runtimes.data).toEqual([{ description: 'Production', labels: { zone: 'us', scenarios: ['campaign'] } }]);
    expect(await imported(changed)).toMatchObject({ creates: 0, changes: 0 });
  });

  test('what cannot be imported is told with its reason and left out', async () => {
    await api.data(
      'mutation { createLabelDefinition(in: { key: "level", schema: "{\\"type\\":\\"number\\"}" }) { key } }',
    );
    const { items, conflicts } = await planned({
      format: 'compass/v1',
      applications: [{ name: 'Not A Name' }, { name: 'fine' }, { name: 'wrong', labels: { level: 'high' } }],
      runtimes: [{ name: 'lost', scenarios: ['x'.repeat(300)] }],
    });
    expect(conflicts).toBe(3);
    expect(items.find(({ name }: { name: string }) => name === 'wrong').details[0]).toContain('level');
    expect(items.find(({ name }: { name: string }) => name === 'lost').details[0]).toContain('cannot be created');
  });

  test('scenarios that only something refused names are not created', async () => {
    const document = {
      format: 'compass/v1',
      scenarios: ['alone'],
      applications: [
        { name: 'Not A Name', scenarios: ['unwanted'] },
        { name: 'fine', scenarios: ['wanted', 'wanted'] },
      ],
      runtimes: [{ name: 'lost', scenarios: ['unwanted', 'x'.repeat(300)] }],
    };
    const { items } = await planned(document);
    const scenarios = items.filter(({ kind }: { kind: string }) => kind === 'SCENARIO');
    expect(scenarios.map(({ name }: { name: string }) => name)).toEqual(['alone', 'wanted']);
    expect(await imported(document)).toEqual({ creates: 3, changes: 0, left: 0 });
    const { scenarios: now } = await api.data('{ scenarios { name } }');
    expect(now.map(({ name }: { name: string }) => name).sort()).toEqual(['alone', 'default', 'wanted']);
  });

  describe('what stops', () => {
    const connected = async () => {
      const { a, r } = await api.data(`mutation {
        a: registerApplication(in: { name: "orders" }) { id }
        r: registerRuntime(in: { name: "cluster", labels: { scenarios: ["default"] } }) { id } }`);
      await api.data(`mutation { connectApplication(applicationID: "${a.id}", runtimeID: "${r.id}") { state } }`);
    };
    const breaks = async (rest: object) =>
      (await planned({ format: 'compass/v1', ...rest })).impact.breaks.total as number;
    const idOf = async (members: 'applications' | 'runtimes') =>
      (await api.data(`{ ${members} { data { id } } }`))[members].data[0].id as string;
    const live = async () =>
      (await api.data('{ connections(states: [CONNECTED]) { totalCount } }')).connections.totalCount;

    test('is counted for a scenario that the import creates, but not where both sides join it', async () => {
      await connected();
      const applications = [{ name: 'orders', scenarios: ['fresh'] }];
      expect(await breaks({ applications })).toBe(1);
      const both = { format: 'compass/v1', applications, runtimes: [{ name: 'cluster', scenarios: ['fresh'] }] };
      expect(await breaks(both)).toBe(0);
      await imported(both);
      expect(await live()).toBe(1);
    });

    test('is counted for a rule that the import creates, and not where it holds both sides', async () => {
      await connected();
      await api.data(`mutation {
        setApplicationLabel(applicationID: "${await idOf('applications')}", key: "tier", value: "gold") { key } }`);
      const rule = { scenario: 'fresh', label: { key: 'tier', value: 'gold' } };
      expect(await breaks({ rules: [{ ...rule, matches: ['APPLICATION'] }] })).toBe(1);
      await api.data(
        `mutation { setRuntimeLabel(runtimeID: "${await idOf('runtimes')}", key: "tier", value: "gold") { key } }`,
      );
      const both = { format: 'compass/v1', rules: [{ ...rule, matches: ['APPLICATION', 'RUNTIME'] }] };
      expect(await breaks(both)).toBe(0);
      await imported(both);
      expect(await live()).toBe(1);
      // The label that the import itself changes ends what its rule has just made.
      expect(await breaks({ ...both, applications: [{ name: 'orders', labels: { tier: 'silver' } }] })).toBe(0);
    });

    test('is counted for what a rule makes of a label', async () => {
      await connected();
      await api.data(`mutation { createScenario(name: "ruled") { id }
        createScenarioRule(in: { scenario: "ruled", selector: { key: "tier", value: "gold" }, matches: [APPLICATION] }) {
          scenario } }`);
      const applications = [{ name: 'orders', labels: { tier: 'gold' } }];
      expect(await breaks({ applications })).toBe(1);
      await imported({ format: 'compass/v1', applications });
      expect(await live()).toBe(0);
    });
  });

  test('an export leaves the texts of specifications out if asked to, and imported again it leaves them as they are', async () => {
    await imported(landscape);
    const { whole, bare } = await api.data('{ whole: exportLandscape bare: exportLandscape(specifications: false) }');
    expect(whole).toContain('openapi');
    expect(bare).not.toContain('openapi');
    expect(bare).toContain('orders-api');
    expect(await planned(bare)).toMatchObject({ creates: 0, changes: 0, conflicts: 0 });
    expect((await api.data('{ exportLandscape }')).exportLandscape).toBe(whole);
  });

  test('a plan that is no longer true is not applied', async () => {
    const { document, digest } = await planned(landscape);
    await api.data('mutation { registerApplication(in: { name: "orders" }) { id } }');
    const before = await entries();
    const { errors } = await api.run(apply, { document, digest });
    expect(errors?.[0]?.extensions['error']).toBe('ConcurrentUpdate');
    expect(await entries()).toBe(before);
  });
});
