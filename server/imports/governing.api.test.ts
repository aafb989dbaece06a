import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Api, createApi } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';
import { apply, governed, importsOf, plan } from '../testing/imports.ts';

type Imports = ReturnType<typeof importsOf>;

const order = ['CONFLICT', 'CHANGE', 'CREATE', 'KEEP'];
const byAction = (one: unknown[], other: unknown[]) => order.indexOf(String(one[2])) - order.indexOf(String(other[2]));

describe.each(databases)('what governs a landscape on $name', ({ open }) => {
  let api: Api;
  let planned: Imports['planned'];
  let imported: Imports['imported'];
  beforeEach(async () => {
    api = await createApi(open);
    ({ planned, imported } = importsOf(api));
  });
  afterEach(() => api.close());

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

  test('labels of objects that are here change together, each with an entry of its own and what its rule makes of it', async () => {
    const names = Array.from({ length: 12 }, (_, at) => `shop-${at}`);
    const document = (tier: string, note: string) => ({
      format: 'compass/v1',
      rules: [{ scenario: 'premium', label: { key: 'tier', value: 'gold' }, matches: ['APPLICATION'] }],
      scenarios: ['premium'],
      applications: names.map((name) => ({ name, labels: { note, tier } })),
    });
    await imported(document('silver', 'one'));
    const { revision } = await api.data('{ revision }');
    expect(await imported(document('gold', 'two'))).toEqual({ creates: 0, changes: 12, left: 0 });
    const { activity } = await api.data(`{ activity(filter: { afterSequence: ${revision} }, first: 100) {
      totalCount data { action objects { name } before after impact } } }`);
    expect(activity.totalCount).toBe(24);
    const of = (key: string) => activity.data.filter(({ after }: { after: object }) => Object.hasOwn(after, key));
    for (const key of ['note', 'tier']) {
      const told = of(key).map(({ objects }: { objects: { name: string }[] }) => objects[0]?.name);
      expect(told.sort()).toEqual([...names].sort());
    }
    expect(of('note')[0]).toMatchObject({ action: 'label.set', before: { note: 'one' }, after: { note: 'two' } });
    expect(of('note')[0].impact).toBeNull();
    expect(of('tier')[0]).toMatchObject({
      before: { tier: 'silver', scenarios: ['default'] },
      after: { tier: 'gold', scenarios: ['premium'] },
    });
    await imported(document('silver', 'two'));
    const { landscape } = await api.data('{ landscape { applications { memberships { scenario } } } }');
    const back = { memberships: [{ scenario: 'default' }] };
    expect(landscape.applications).toEqual(names.map(() => back));
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
