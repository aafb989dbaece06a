import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tenantRoles, users } from '../db/tables/access.tables.ts';
import { type Api, createApi } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';

const search = `query ($text: String!, $first: Int) {
  search(text: $text, first: $first) { found { kind name detail ownerKind } more } }`;

describe.each(databases)('On $name', ({ open }) => {
  let api: Api;
  const names = async (text: string, first = 20) =>
    (await api.data(search, { text, first })).search.found.map(
      ({ kind, name }: { kind: string; name: string }) => `${kind} ${name}`,
    );
  const register = (kind: 'Application' | 'Runtime', input: string) =>
    api.data(`mutation { register${kind}(in: { ${input} }) { id } }`);

  beforeEach(async () => {
    api = await createApi(open);
    await register('Application', 'name: "orders", providerName: "Northwind", labels: { team: "retail" }');
    await register(
      'Application',
      'name: "legacy-orders", packages: [{ name: "p", apiDefinitions: [{ name: "Order API", targetURL: "https://a.example" }], eventDefinitions: [{ name: "order.created" }] }]',
    );
    await register('Runtime', 'name: "orders-eu", labels: { team: "retail", size: "100%" }');
    await api.data('mutation { createScenario(name: "order week") { id } }');
  });
  afterEach(() => api.close());

  test('everything called like the text is found, beginnings and short names first', async () => {
    expect(await names(' ORDER ')).toEqual([
      'APPLICATION orders',
      'API Order API',
      'RUNTIME orders-eu',
      'SCENARIO order week',
      'EVENT order.created',
      'APPLICATION legacy-orders',
    ]);
  });

  test('what belongs to an Application, people and what Administration lists are found too', async () => {
    await register(
      'Application',
      'name: "shop", webhooks: [{ type: CONFIGURATION_CHANGED, url: "https://zebra.example/hook" }], packages: [{ name: "zebra package", documents: [{ title: "Zebra guide", displayName: "d", description: "d", format: MARKDOWN }] }]',
    );
    await api.data('mutation { registerIntegrationSystem(in: { name: "zebra-system" }) { id } }');
    await api.data(
      'mutation { createApplicationTemplate(in: { name: "zebra-template", applicationInput: { name: "a" }, accessLevel: GLOBAL }) { id } }',
    );
    await api.platform.database.write(async (tx) => {
      const at = { createdAt: 0, updatedAt: 0 };
      await tx.insert(users).values({ id: 'u', name: 'Zoe', email: 'zoe@zebra.example', emailVerified: true, ...at });
      await tx.insert(tenantRoles).values({ tenantId: api.tenantId, userId: 'u', role: 'VIEWER' });
    });
    expect((await names('zebra')).toSorted()).toEqual([
      'APPLICATION_TEMPLATE zebra-template',
      'DOCUMENT Zebra guide',
      'INTEGRATION_SYSTEM zebra-system',
      'PACKAGE zebra package',
      'PERSON Zoe',
      'WEBHOOK https://zebra.example/hook',
    ]);
  });

  test('labels are found by key, value or both, once for each kind of object that has them', async () => {
    const { found } = (await api.data(search, { text: 'team=ret' })).search;
    expect(found).toEqual([
      { kind: 'LABEL', name: 'team=retail', detail: '', ownerKind: 'APPLICATION' },
      { kind: 'LABEL', name: 'team=retail', detail: '', ownerKind: 'RUNTIME' },
    ]);
  });

  test('label definitions and rules are found, rules by what they select and by their scenario', async () => {
    const rule = `mutation { createAutomaticScenarioAssignment(in: { scenarioName: "order week",
      selector: { key: "team", value: "retail" } }) { scenarioName } }`;
    await api.data(rule);
    const definitions = { kind: 'LABEL_DEFINITION', name: 'team', detail: '', ownerKind: null };
    const expected = { kind: 'RULE', name: 'team = "retail"', detail: 'order week', ownerKind: null };
    const of = async (text: string) => (await api.data(search, { text })).search.found;
    expect(await of('TEAM')).toEqual(expect.arrayContaining([definitions, expected]));
    for (const text of ['team=ret', 'team = "retail"', 'retail', 'order w']) {
      expect(await of(text), text).toContainEqual(expected);
    }
    expect(await names('"')).toEqual([]);
  });

  test('a definition is found among hundreds that have the text elsewhere, and leads to its package', async () => {
    const apis = Array.from(
      { length: 520 },
      (_, at) => `{ name: "a${at}", targetURL: "https://quince.example/${at}" }`,
    );
    await register(
      'Application',
      `name: "many", packages: [{ name: "p", apiDefinitions: [${apis.join()}] }, { name: "q", apiDefinitions: [{ name: "Quince", targetURL: "https://b.example" }] }]`,
    );
    const { found } = (await api.data('{ search(text: "quince") { found { name packageID } } }')).search;
    expect(found).toEqual([{ name: 'Quince', packageID: expect.any(String) }]);
  });

  test('an Application is found by its provider, after what is called so', async () => {
    expect(await names('northw')).toEqual(['APPLICATION orders']);
  });

  test('what would be a wildcard is a letter like any other', async () => {
    expect(await names('%')).toEqual(['LABEL size=100%']);
    expect(await names('_')).toEqual([]);
  });

  test('no more than asked for is listed, and it is said that there are more', async () => {
    expect((await api.data(search, { text: 'order', first: 2 })).search).toMatchObject({
      found: { length: 2 },
      more: true,
    });
  });

  test('another tenant finds nothing of it; kinds that may not be read are left out', async () => {
    const other = { ...api.admin, tenantId: await api.newTenant('other') };
    expect((await api.data(search, { text: 'order' }, other)).search).toEqual({ found: [], more: false });
    const some = { ...api.admin, scopes: new Set(['console:read', 'runtime:read']) };
    const { found } = (await api.data(search, { text: 'order' }, some)).search;
    expect(found.map(({ kind }: { kind: string }) => kind)).toEqual(['RUNTIME']);
    const labels = (await api.data(search, { text: 'retail' }, some)).search.found;
    expect(labels.map(({ ownerKind }: { ownerKind: string }) => ownerKind)).toEqual(['RUNTIME']);
  });

  test.each([
    [{ text: 'x'.repeat(201) }, 'text: longer than 200 characters'],
    [{ text: 'x', first: 51 }, 'first: a number from 1 to 50'],
    [{ text: 'x', first: 0 }, 'first: a number from 1 to 50'],
  ])('%o is refused', async (variables, problem) => {
    const { errors } = await api.run(search, variables);
    expect(errors?.[0]?.message).toContain(problem);
  });
});
