import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { activity } from '../db/tables/tenant.tables.ts';
import { type Api, createApi } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';

const plan = `mutation ($source: ImportSourceInput!) { planImport(source: $source) {
  items { kind name action details } creates changes keeps conflicts document digest leftOut
  impact { breaks { total } } } }`;
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

/** What governs a landscape, beside two objects that it concerns. */
const governed = {
  format: 'compass/v1',
  labelDefinitions: [{ key: 'tier', schema: { type: 'string', enum: ['gold', 'silver'] } }, { key: 'note' }],
  templates: [
    {
      name: 'shop',
      description: 'A shop of a brand',
      applicationInput: {
        name: '{{brand}}-shop',
        labels: { tier: 'gold' },
        packages: [
          {
            name: 'sales',
            apiDefinitions: [
              {
                name: 'orders',
                targetURL: 'https://shop.example',
                spec: { type: 'OPEN_API', format: 'JSON', fetchRequest: { url: 'https://shop.example/api.json' } },
              },
            ],
          },
        ],
      },
      placeholders: [{ name: 'brand', description: 'In lower case' }],
    },
  ],
  rules: [{ scenario: 'premium', label: { key: 'tier', value: 'gold' }, matches: ['APPLICATION', 'RUNTIME'] }],
  applications: [{ name: 'store', labels: { tier: 'gold' } }],
  runtimes: [{ name: 'west', labels: { tier: 'gold' }, scenarios: ['default'] }],
};

const order = ['CONFLICT', 'CHANGE', 'CREATE', 'KEEP'];
const byAction = (one: unknown[], other: unknown[]) => order.indexOf(String(one[2])) - order.indexOf(String(other[2]));

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

  describe('what governs a landscape', () => {
    test('is created before what it concerns, and a second time nothing is left to do', async () => {
      const { items } = await planned(governed);
      expect(
        items.map(({ kind, name, action, details }: Record<string, unknown>) => [kind, name, action, details]),
      ).toEqual(
        [
          ['SCENARIO', 'premium', 'CREATE', []],
          ['SCENARIO', 'default', 'KEEP', []],
          ['LABEL_DEFINITION', 'tier', 'CREATE', ['With a schema.']],
          ['LABEL_DEFINITION', 'note', 'CREATE', []],
          ['TEMPLATE', 'shop', 'CREATE', []],
          [
            'RULE',
            'tier=gold to premium',
            'CREATE',
            ['Puts Applications and Runtimes with label tier=gold into premium.'],
          ],
          ['APPLICATION', 'store', 'CREATE', []],
          ['RUNTIME', 'west', 'CREATE', ['In scenarios default.']],
        ].sort(byAction),
      );
      expect(await imported(governed)).toEqual({ creates: 7, changes: 0, left: 0 });
      const { landscape, applicationTemplates, labelDefinition } = await api.data(`{
        landscape { applications { memberships { scenario manual rule } } runtimes { memberships { scenario manual rule } } }
        applicationTemplates { data { name applicationInput } } labelDefinition(key: "tier") { schema } }`);
      expect(landscape).toEqual({
        applications: [{ memberships: [{ scenario: 'premium', manual: false, rule: true }] }],
        runtimes: [
          {
            memberships: [
              { scenario: 'default', manual: true, rule: false },
              { scenario: 'premium', manual: false, rule: true },
            ],
          },
        ],
      });
      expect(applicationTemplates.data[0].applicationInput).toContain('{{brand}}-shop');
      expect(JSON.parse(labelDefinition.schema)).toEqual(governed.labelDefinitions[0]?.schema);
      expect(await planned(governed)).toMatchObject({ creates: 0, changes: 0, conflicts: 0, keeps: 8 });
      expect(await imported(governed)).toEqual({ creates: 0, changes: 0, left: 0 });
    });

    test('is exported, and imported elsewhere it is exported there word for word', async () => {
      await imported(governed);
      const { exportLandscape: text } = await api.data('{ exportLandscape }');
      expect(text).toContain('label:\n      key: tier');
      const there = { ...api.admin, tenantId: await api.newTenant('elsewhere') };
      const { planImport } = await api.data(plan, { source: { document: text } }, there);
      await api.data(apply, { document: planImport.document, digest: planImport.digest }, there);
      expect((await api.data('{ exportLandscape }', {}, there)).exportLandscape).toBe(text);
    });

    test('is changed where the document differs, and stays where it cannot be', async () => {
      await imported(governed);
      const [template] = governed.templates;
      const changed = {
        format: 'compass/v1',
        labelDefinitions: [
          { key: 'tier', schema: { type: 'string' } },
          { key: 'note', schema: { type: 'number' } },
        ],
        templates: [{ ...template, description: 'Any shop', placeholders: [{ name: 'brand' }] }],
        rules: [
          { scenario: 'premium', label: { key: 'tier', value: 'silver' }, matches: ['RUNTIME'] },
          { scenario: 'default', label: { key: 'tier', value: 'gold' }, matches: ['APPLICATION'] },
        ],
      };
      const { items } = await planned(changed);
      const of = (kind: string) =>
        items
          .filter((item: { kind: string }) => item.kind === kind)
          .map(({ action, details }: Record<string, unknown>) => [action, details]);
      expect(of('LABEL_DEFINITION')).toEqual([
        ['CHANGE', ['Changes the schema from {"enum":["gold","silver"],"type":"string"} to {"type":"string"}.']],
        ['CHANGE', ['Sets the schema to {"type":"number"}.']],
      ]);
      expect(of('TEMPLATE')).toEqual([
        ['CHANGE', ['Changes the description from "A shop of a brand" to "Any shop".', 'Replaces the placeholders.']],
      ]);
      expect(of('RULE')).toEqual([
        ['CONFLICT', ['premium has another rule for Runtimes, label tier=gold: delete that one first']],
        ['CONFLICT', ['Applications are in the default scenario by themselves: no rule puts them there']],
      ]);
      expect(await imported(changed)).toEqual({ creates: 0, changes: 3, left: 0 });
      expect(await imported(changed)).toEqual({ creates: 0, changes: 0, left: 0 });
    });

    test('is not imported where a label here would be refused, or credentials would be lost', async () => {
      await imported(governed);
      const [template] = governed.templates;
      const secret = { credential: { basic: { username: 'u', password: 'a-secret-password' } } };
      const packages = [{ name: 'sales', defaultInstanceAuth: secret }];
      await api.data('mutation ($in: ApplicationTemplateInput!) { createApplicationTemplate(in: $in) { id } }', {
        in: { name: 'sealed', accessLevel: 'GLOBAL', applicationInput: { name: 'sealed', packages } },
      });
      const { exportLandscape } = await api.data('{ exportLandscape }');
      expect(exportLandscape).toContain('name: sealed');
      expect(exportLandscape).not.toContain('a-secret-password');
      expect(await planned(exportLandscape)).toMatchObject({ creates: 0, changes: 0, conflicts: 0 });
      const { items, conflicts } = await planned({
        format: 'compass/v1',
        labelDefinitions: [{ key: 'tier', schema: { enum: ['silver'] } }],
        templates: [
          { name: 'sealed', applicationInput: { name: 'other' } },
          { ...template, name: 'leaking', applicationInput: { ...template?.applicationInput, packages } },
          { ...template, name: 'none', applicationInput: { name: 'none', colour: 'blue' } },
        ],
      });
      expect(conflicts).toBe(4);
      const reasons = Object.fromEntries(
        items.map(({ name, details }: { name: string; details: string[] }) => [name, details[0]]),
      );
      expect(reasons).toMatchObject({
        tier: expect.stringContaining('A label that is here would be refused'),
        sealed: expect.stringContaining('holds credentials, which an import would lose'),
        leaking: expect.stringContaining('holds credentials, which an import does not take'),
        none: expect.stringContaining('colour'),
      });
    });

    test('is for those who may change it: templates belong to the installation', async () => {
      const scopes = new Set([...api.admin.scopes].filter((scope) => !scope.startsWith('application_template:')));
      const { planImport } = await api.data(
        plan,
        { source: { document: JSON.stringify(governed) } },
        { ...api.admin, scopes },
      );
      expect(planImport.items[0]).toMatchObject({ kind: 'TEMPLATE', action: 'CONFLICT' });
      const { digest, document } = planImport;
      await api.data(apply, { document, digest }, { ...api.admin, scopes });
      expect((await api.data('{ applicationTemplates { totalCount } }')).applicationTemplates.totalCount).toBe(0);
    });
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

  describe('more than fits in one transaction is done in several', () => {
    const runtimes = Array.from({ length: 230 }, (_, at) => ({ name: `r-${at}`, scenarios: ['campaign'] }));
    const document = { format: 'compass/v1', runtimes };
    /** Somebody else does something after the first transaction. */
    const interrupted = async (mutation: string, body: (text: string, digest: string) => Promise<unknown>) => {
      const { document: text, digest } = await planned(document);
      const { write } = api.platform.database;
      let transactions = 0;
      const spied = vi.spyOn(api.platform.database, 'write').mockImplementation(async (work, durability) => {
        const result = await write(work, durability);
        transactions += 1;
        if (transactions === 1) await api.data(mutation);
        return result;
      });
      await body(text, digest).finally(() => spied.mockRestore());
      return transactions - 1;
    };

    test('of which none goes on with another plan', async () => {
      await interrupted('mutation { registerRuntime(in: { name: "r-229" }) { id } }', (text, digest) =>
        expect(applied(text, digest)).rejects.toThrow('plan it anew'),
      );
      const { creates, changes, keeps } = await planned(document);
      expect(changes).toBe(1);
      expect(creates).toBeGreaterThan(0);
      expect(keeps).toBeGreaterThan(0);
      expect(creates + changes + keeps).toBe(231);
      expect(await imported(document)).toEqual({ creates, changes: 1, left: 0 });
      expect(await planned(document)).toMatchObject({ creates: 0, changes: 0, keeps: 231 });
    });

    test.each([
      ['something that the plan is not about', 'mutation { registerRuntime(in: { name: "other" }) { id } }'],
      ['something that leaves the plan as it is', 'mutation { createScenario(name: "other") { id } }'],
    ])('and goes on if others do %s', async (_what, mutation) => {
      const transactions = await interrupted(mutation, async (text, digest) =>
        expect(await applied(text, digest)).toMatchObject({ creates: 231, left: 0 }),
      );
      expect(transactions).toBeGreaterThan(1);
    });

    test('a call answers before all is done, and whoever calls no more has the rest still to do', async () => {
      const { document: text, digest } = await planned(document);
      const now = performance.now();
      const clock = vi.spyOn(performance, 'now').mockImplementation(() => now + 9000 * clock.mock.calls.length);
      const { applyImport } = await api.data(apply, { document: text, digest }).finally(() => clock.mockRestore());
      expect(applyImport.creates).toBeGreaterThan(0);
      expect(applyImport.creates + applyImport.left).toBe(231);
      expect(applyImport.left).toBeGreaterThan(0);
      const rest = await planned(document);
      expect(rest).toMatchObject({ creates: applyImport.left, keeps: applyImport.creates });
      expect(await applied(text, applyImport.digest)).toMatchObject({ creates: applyImport.left, left: 0 });
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
    ['format: compass/v1\nlabelDefinitions: [{key: scenarios}]', 'labelDefinitions.0.key'],
    ['format: compass/v1\nlabelDefinitions: [{key: a b}]', 'labelDefinitions.0.key'],
    ['format: compass/v1\nlabelDefinitions: [{key: a}, {key: a}]', 'two label definitions called a'],
    ['format: compass/v1\ntemplates: [{name: a, applicationInput: []}]', 'templates.0.applicationInput'],
    ['format: compass/v1\ntemplates: [{name: a, applicationInput: {}, id: b}]', 'templates.0'],
    [
      'format: compass/v1\nrules: [{scenario: a, label: {key: b, value: 1}, matches: [RUNTIME]}]',
      'rules.0.label.value',
    ],
    ['format: compass/v1\nrules: [{scenario: a, label: {key: b, value: c}, matches: []}]', 'rules.0.matches'],
    [
      `format: compass/v1\nrules: [${['c', 'd'].map((value) => `{scenario: a, label: {key: b, value: ${value}}, matches: [RUNTIME]}`)}]`,
      'two rules for Runtimes in a scenario called a',
    ],
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
        const document = JSON.stringify({
          ...governed,
          applications: [...governed.applications, ...landscape.applications],
          runtimes: [...governed.runtimes, ...landscape.runtimes],
        });
        const { planImport } = await there.data(plan, { source: { document } });
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
        expect(seen).toEqual(Array(5).fill(['Bearer a-secret-token', 'there']));
        expect(result.planImport).toMatchObject({ conflicts: 0, changes: 0, leftOut: [] });
        expect(JSON.stringify(result)).not.toContain('a-secret-token');
        const { document: text, digest } = result.planImport;
        await api.data(apply, { document: text, digest });
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
        if (query.includes('labelDefinitions')) {
          const enumeration = { type: 'array', items: { enum: ['DEFAULT', 'campaign'] } };
          const result = [
            { key: 'scenarios', schema: JSON.stringify(enumeration) },
            { key: 'tier', schema: '{"type":"string"}' },
          ];
          return { text: JSON.stringify({ data: { result } }) };
        }
        if (query.includes('scenarioRules'))
          return { text: '{"errors":[{"message":"Cannot query field \\"scenarioRules\\""}]}' };
        if (query.includes('applicationTemplates')) {
          return {
            text: '{"errors":[{"message":"insufficient scopes provided, required: [application_template:read], actual: []"}]}',
          };
        }
        if (query.includes('automaticScenarioAssignments')) {
          const data = [{ scenarioName: 'campaign', selector: { key: 'tier', value: 'gold' } }];
          return { text: JSON.stringify({ data: { result: { ...page, data } } }) };
        }
        if (query.includes('runtimes')) {
          const data = [{ name: 'west', labels: { tier: 'gold', scenarios: ['campaign', 'DEFAULT'] } }];
          return { text: JSON.stringify({ data: { result: { ...page, data } } }) };
        }
        const bundles = { ...page, data: [{ name: 'sales', apiDefinitions: null, eventDefinitions: null }] };
        const data = [{ name: 'orders', labels: { scenarios: ['DEFAULT'], name: 'orders' }, bundles }];
        return { text: JSON.stringify({ data: { result: { ...page, data } } }) };
      };
      const { planImport } = await api.data(plan, { source: source() });
      const { items, leftOut, document } = planImport;
      expect(items).toContainEqual({
        ...{ kind: 'APPLICATION', name: 'orders', action: 'CREATE', details: ['With packages sales.'] },
      });
      expect(JSON.parse(document)).toMatchObject({
        scenarios: ['campaign'],
        labelDefinitions: [{ key: 'tier', schema: { type: 'string' } }],
        rules: [{ scenario: 'campaign', label: { key: 'tier', value: 'gold' }, matches: ['RUNTIME'] }],
        runtimes: [{ name: 'west', labels: { tier: 'gold' }, scenarios: ['DEFAULT'] }],
      });
      expect(leftOut).toEqual([
        'templates: insufficient scopes provided, required: [application_template:read], actual: []',
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
    ])('%s is told as what it is', async (_name, given, problem) => {
      answer = () => given;
      expect((await from()).errors?.[0]?.message).toContain(problem);
    });

    test('names of a wrong type are told as what they are', async () => {
      const page = { pageInfo: { endCursor: '', hasNextPage: false }, data: [{ name: 7 }] };
      answer = ({ query }) => {
        const isList = query.includes('labelDefinitions') || query.includes('scenarioRules');
        const result = query.includes('applications(') ? page : isList ? [] : { ...page, data: [] };
        return { text: JSON.stringify({ data: { result } }) };
      };
      expect((await from()).errors?.[0]?.message).toContain('applications.0.name');
    });

    test('an address inside is not called, and a token cannot carry headers', async () => {
      const inside = await api.run(plan, { source: { director: { url: 'http://169.254.1.1/graphql', token: 't' } } });
      expect(inside.errors?.[0]?.message).toContain('could not be read');
      const smuggled = await api.run(plan, { source: { director: { url, token: 't\r\nHost: x' } } });
      expect(smuggled.errors?.[0]?.message).toContain('characters that no token has');
    });
  });
});
