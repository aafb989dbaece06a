import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { activity } from '../db/tables/tenant.tables.ts';
import { type Api, createApi } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';

const plan = `mutation ($source: ImportSourceInput!) { planImport(source: $source) {
  items { kind name action details } creates changes keeps conflicts document digest impact { breaks { total } } } }`;
const apply = `mutation ($document: String!, $digest: String!) {
  applyImport(document: $document, digest: $digest) { creates changes left digest } }`;
const openApi = '{"openapi":"3.0.0","info":{"title":"Orders","version":"1"},"paths":{}}';

const landscape = {
  format: 'compass/v1',
  applications: [
    {
      name: 'orders',
      providerName: 'Northwind',
      labels: { team: 'blue' },
      scenarios: ['campaign'],
      packages: [
        {
          name: 'sales',
          apiDefinitions: [
            {
              name: 'orders-api',
              targetURL: 'https://orders.example/api',
              version: { value: 'v1' },
              spec: { type: 'OPEN_API', format: 'JSON', data: openApi },
            },
          ],
          eventDefinitions: [{ name: 'order.created' }],
        },
      ],
    },
  ],
  runtimes: [{ name: 'cluster', description: 'Prod', labels: { zone: 'eu' }, scenarios: ['campaign'] }],
};

describe.each(databases)('imports on $name', ({ open }) => {
  let api: Api;
  beforeEach(async () => {
    api = await createApi(open);
  });
  afterEach(() => api.close());

  const planned = async (document: unknown) =>
    (await api.data(plan, { source: { document: typeof document === 'string' ? document : JSON.stringify(document) } }))
      .planImport;
  const imported = async (document: unknown) => {
    const { document: text, digest } = await planned(document);
    return applied(text, digest);
  };
  /** Goes on until nothing is left, as the console does. */
  const applied = async (document: string, digest: string) => {
    const sum = { creates: 0, changes: 0, left: 1 };
    for (let from = digest; sum.left > 0; ) {
      const { applyImport } = await api.data(apply, { document, digest: from });
      sum.creates += applyImport.creates;
      sum.changes += applyImport.changes;
      sum.left = applyImport.left;
      from = applyImport.digest;
    }
    return sum;
  };
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

  test('more than fits in one transaction is done in several, of which none goes on with another plan', async () => {
    const runtimes = Array.from({ length: 130 }, (_, at) => ({ name: `r-${at}`, scenarios: ['campaign'] }));
    const document = { format: 'compass/v1', runtimes };
    const { document: text, digest } = await planned(document);
    const { write } = api.platform.database;
    let transactions = 0;
    const interrupted = vi.spyOn(api.platform.database, 'write').mockImplementation(async (body, durability) => {
      const result = await write(body, durability);
      transactions += 1;
      if (transactions === 1) await api.data('mutation { registerRuntime(in: { name: "r-129" }) { id } }');
      return result;
    });
    await expect(applied(text, digest)).rejects.toThrow('plan it anew');
    interrupted.mockRestore();
    const { creates, changes, keeps } = await planned(document);
    expect({ creates, changes, keeps }).toEqual({ creates: 30, changes: 1, keeps: 100 });
    expect(await imported(document)).toEqual({ creates: 30, changes: 1, left: 0 });
    expect(await planned(document)).toMatchObject({ creates: 0, changes: 0, keeps: 131 });
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

describe('what others send', () => {
  let api: Api;
  beforeEach(async () => {
    api = await createApi();
  });
  afterEach(() => api.close());
  const refusal = async (document: string) => (await api.run(plan, { source: { document } })).errors?.[0]?.message;

  test.each([
    ['', 'document'],
    ['[]', 'document'],
    ['{', 'neither YAML nor JSON'],
    ['a: &a [x]\nb: *a', 'neither YAML nor JSON'],
    ['format: compass/v2', 'format'],
    ['format: compass/v1\napplications: 3', 'applications'],
    ['format: compass/v1\nsecrets: []', 'secrets'],
    ['format: compass/v1\napplications: [{name: a}, {name: a}]', 'two Applications called a'],
    ['format: compass/v1\nruntimes: [{name: a, labels: {scenarios: [b]}}]', 'labels'],
    ['format: compass/v1\nruntimes:\n  - name: a\n  - name: "b', 'at line 4'],
  ])('%j is refused', async (document, problem) => {
    expect(await refusal(document)).toContain(problem);
  });

  test('what is nested too deeply is refused', async () => {
    const value = `${'['.repeat(30_000)}${']'.repeat(30_000)}`;
    expect(await refusal(`{"format":"compass/v1","runtimes":[{"name":"a","labels":{"b":${value}}}]}`)).toContain(
      'deep',
    );
    expect(await refusal(`format: compass/v1\nruntimes:\n  - name: a\n    labels: {b: ${value}}`)).toContain('deep');
  });

  test('more than fits is refused before it is read', async () => {
    expect(await refusal('x'.repeat(16_000_001))).toContain('more than 16,000,000 characters');
    const runtimes = Array.from({ length: 20_001 }, (_, at) => ({ name: `r-${at}` }));
    expect(await refusal(JSON.stringify({ format: 'compass/v1', runtimes }))).toContain('at most 20,000');
  });

  describe('from another Director', () => {
    const other = createServer();
    let answer: (body: { query: string }, headers: Record<string, unknown>) => { status?: number; text: string };
    let url: string;
    beforeEach(async () => {
      other.removeAllListeners('request');
      other.on('request', async (request, response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk);
        const { status = 200, text } = answer(JSON.parse(Buffer.concat(chunks).toString()), request.headers);
        response.writeHead(status, { 'content-type': 'application/json' }).end(text);
      });
      other.listen(0, '127.0.0.1');
      await once(other, 'listening');
      url = `http://127.0.0.1:${(other.address() as AddressInfo).port}/graphql`;
    });
    afterEach(() => {
      other.closeAllConnections();
      return new Promise((resolve) => other.close(resolve));
    });
    const source = () => ({ director: { url, token: 'a-secret-token', tenant: 'there' } });
    const from = () => api.run(plan, { source: source() });

    test('this product answers as another one does, and the token goes nowhere but there', async () => {
      const there = await createApi();
      try {
        const { planImport } = await there.data(plan, { source: { document: JSON.stringify(landscape) } });
        await there.data(apply, { document: planImport.document, digest: planImport.digest });
        const seen: unknown[] = [];
        const asked: Promise<unknown>[] = [];
        other.removeAllListeners('request');
        other.on('request', (request, response) => {
          seen.push([request.headers.authorization, request.headers['tenant']]);
          asked.push(
            (async () => {
              const chunks: Buffer[] = [];
              for await (const chunk of request) chunks.push(chunk);
              const { query, variables } = JSON.parse(Buffer.concat(chunks).toString());
              response.end(JSON.stringify(await there.run(query, variables)));
            })(),
          );
        });
        const result = await api.data(plan, { source: source() });
        await Promise.all(asked);
        expect(seen).toEqual(Array(2).fill(['Bearer a-secret-token', 'there']));
        expect(result.planImport).toMatchObject({ creates: 3, conflicts: 0 });
        expect(JSON.stringify(result)).not.toContain('a-secret-token');
        const { document, digest } = result.planImport;
        await api.data(apply, { document, digest });
        expect(JSON.stringify(await api.platform.database.read.select().from(activity))).not.toContain('a-secret');
        expect((await api.data('{ exportLandscape }')).exportLandscape).toBe(
          (await there.data('{ exportLandscape }')).exportLandscape,
        );
      } finally {
        await there.close();
      }
    });

    test('one that knows bundles only is asked for those', async () => {
      const page = { pageInfo: { endCursor: '', hasNextPage: false } };
      answer = ({ query }) => {
        if (query.includes('packages')) return { text: '{"errors":[{"message":"Cannot query field \\"packages\\""}]}' };
        if (query.includes('runtimes')) return { text: JSON.stringify({ data: { result: { ...page, data: [] } } }) };
        const bundles = { ...page, data: [{ name: 'sales', apiDefinitions: null, eventDefinitions: null }] };
        const data = [{ name: 'orders', labels: { scenarios: ['DEFAULT'], name: 'orders' }, bundles }];
        return { text: JSON.stringify({ data: { result: { ...page, data } } }) };
      };
      const { data } = await from();
      expect(data?.['planImport'].items).toEqual([
        { kind: 'APPLICATION', name: 'orders', action: 'CREATE', details: ['With packages sales.'] },
      ]);
    });

    test.each([
      ['no JSON', { text: '<html>' }, 'without JSON'],
      ['a refused token', { status: 401, text: '{}' }, 'refused the token'],
      ['an error', { text: '{"errors":[{"message":"no tenant"}]}' }, 'answered: no tenant'],
      ['something else', { text: '{"data":{"result":7}}' }, 'list of Applications'],
      ['null', { text: 'null' }, 'list of Applications'],
      [
        'endless pages',
        { text: '{"data":{"result":{"data":[],"pageInfo":{"endCursor":"x","hasNextPage":true}}}}' },
        'more Applications',
      ],
      ['names of a wrong type', { text: '{"data":{"result":{"data":[{"name":7}]}}}' }, 'applications.0.name'],
    ])('%s is told as what it is', async (_name, given, problem) => {
      answer = () => given;
      expect((await from()).errors?.[0]?.message).toContain(problem);
    });

    test('an address inside is not called, and a token cannot carry headers', async () => {
      const inside = await api.run(plan, { source: { director: { url: 'http://169.254.1.1/graphql', token: 't' } } });
      expect(inside.errors?.[0]?.message).toContain('could not be read');
      const smuggled = await api.run(plan, { source: { director: { url, token: 't\r\nHost: x' } } });
      expect(smuggled.errors?.[0]?.message).toContain('characters that no token has');
    });
  });
});
