import { asc, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageContents, packages } from '../db/tables/package.tables.ts';
import { activity } from '../db/tables/tenant.tables.ts';
import type { Consumer } from '../shared/consumer.ts';
import { type Api, createApi } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';

const unknownId = '00000000-0000-4000-8000-000000000000';
const api1 = {
  name: 'orders',
  targetURL: 'https://shop.example/orders',
  group: 'g1',
  spec: {
    type: 'OPEN_API',
    format: 'JSON',
    data: '{"openapi":"3.0.0","info":{"title":"Orders","version":"1"},"paths":{}}',
  },
  version: { value: 'v1', deprecatedSince: 'v0' },
};
const event1 = {
  name: 'order.created',
  spec: {
    type: 'ASYNC_API',
    format: 'YAML',
    data: "asyncapi: 2.0.0\ninfo: { title: Orders, version: '1' }\nchannels: {}\n",
  },
};
const document1 = { title: 'Guide', displayName: 'The guide', description: 'd', format: 'MARKDOWN', data: '# Guide' };

describe.each(databases)('Packages on $name', ({ open }) => {
  let api: Api;
  let applicationID: string;
  beforeEach(async () => {
    api = await createApi(open);
    const { result } = await api.data('mutation { result: registerApplication(in: { name: "shop" }) { id } }');
    applicationID = result.id;
  });
  afterEach(() => api.close());

  const add = async (input: Record<string, unknown>, vocabulary = 'Package') =>
    (
      await api.data(
        `mutation($id: ID!, $in: ${vocabulary}CreateInput!) { result: add${vocabulary}(applicationID: $id, in: $in) { id } }`,
        { id: applicationID, in: input },
      )
    )['result'].id as string;
  const messages = async (text: string, variables?: Record<string, unknown>, as?: Consumer) =>
    (await api.run(text, variables, as)).errors?.map(({ message, extensions }) => [extensions['error'], message]);
  const application = async (selection: string, as?: Consumer) =>
    (await api.data(`query($id: ID!) { application(id: $id) { ${selection} } }`, { id: applicationID }, as))[
      'application'
    ];

  it('hold what was added with them, under both names', async () => {
    const id = await add({
      name: 'Orders',
      description: 'd',
      instanceAuthRequestInputSchema: '{"type":"object","a":{"bb":1,"c":[1,2]}}',
      apiDefinitions: [api1],
      eventDefinitions: [event1],
      documents: [document1],
    });
    const content = `id name description instanceAuthRequestInputSchema
      apiDefinitions { totalCount data { applicationID name description targetURL group
        spec { data format type } version { value deprecated deprecatedSince forRemoval } } }
      eventDefinitions { totalCount data { applicationID name group spec { data format type } version { value } } }
      documents { totalCount data { applicationID title displayName description format kind data } }`;
    const { packages: page, bundles } = await application(
      `packages { totalCount data { ${content} } } bundles { totalCount data { ${content} } }`,
    );
    expect(bundles).toEqual(page);
    expect(page).toEqual({
      totalCount: 1,
      data: [
        {
          id,
          name: 'Orders',
          description: 'd',
          instanceAuthRequestInputSchema: '{"a": {"c": [1, 2], "bb": 1}, "type": "object"}',
          apiDefinitions: {
            totalCount: 1,
            data: [
              {
                ...api1,
                applicationID,
                description: null,
                version: { value: 'v1', deprecated: false, deprecatedSince: 'v0', forRemoval: false },
              },
            ],
          },
          eventDefinitions: { totalCount: 1, data: [{ ...event1, applicationID, group: null, version: null }] },
          documents: { totalCount: 1, data: [{ ...document1, applicationID, kind: null }] },
        },
      ],
    });
  });

  it('are registered together with the Application, or nothing is', async () => {
    const register =
      'mutation($in: ApplicationRegisterInput!) { result: registerApplication(in: $in) { packages { data { name apiDefinitions { totalCount } } } } }';
    const input = {
      name: 'crm',
      packages: [{ name: 'one', apiDefinitions: [api1, api1] }],
      bundles: [{ name: 'two' }],
    };
    const { result } = await api.data(register, { in: input });
    const named = Object.fromEntries(
      result.packages.data.map((each: any) => [each.name, each.apiDefinitions.totalCount]),
    );
    expect(named).toEqual({ one: 2, two: 0 });
    const wrong = {
      name: 'erp',
      packages: [
        { name: 'one', apiDefinitions: [{ name: '', targetURL: 'x', spec: { ...api1.spec, format: 'XML' } }] },
      ],
      bundles: [{ name: 'two', documents: [{ ...document1, title: '', data: '' }] }],
    };
    expect(await messages(register, { in: wrong })).toEqual([
      [
        'InvalidData',
        'validation error for type ApplicationRegisterInput: ' +
          'bundles: (0: (documents: (0: (data: cannot be blank; title: cannot be blank.).).).); ' +
          'packages: (0: (apiDefinitions: (0: (name: cannot be blank; ' +
          'spec: (Rule.MatchingTypeAndFormat: OPEN_API specifications are JSON or YAML, not XML.); ' +
          'targetURL: is not valid URL.).).).).',
      ],
    ]);
    const { applications } = await api.data('{ applications { data { name } } }');
    expect(applications.data.map((each: { name: string }) => each.name).sort()).toEqual(['crm', 'shop']);
  });

  it('are replaced on update, while their content stays', async () => {
    const id = await add({ name: 'Orders', description: 'd', apiDefinitions: [api1] }, 'Bundle');
    const update =
      'mutation($id: ID!) { result: updatePackage(id: $id, in: { name: "New" }) { name description apiDefinitions { totalCount } } }';
    expect(await api.data(update, { id })).toEqual({
      result: { name: 'New', description: null, apiDefinitions: { totalCount: 1 } },
    });
  });

  it('get definitions and documents that are replaced and deleted one by one', async () => {
    const id = await add({ name: 'Orders' });
    const { one, two } = await api.data(
      `mutation($id: ID!, $api: APIDefinitionInput!, $event: EventDefinitionInput!) {
        one: addAPIDefinitionToPackage(packageID: $id, in: $api) { id applicationID spec { data } }
        two: addEventDefinitionToBundle(bundleID: $id, in: $event) { id spec { data } } }`,
      { id, api: api1, event: event1 },
    );
    expect([one.applicationID, one.spec.data, two.spec.data]).toEqual([
      applicationID,
      '{"openapi":"3.0.0","info":{"title":"Orders","version":"1"},"paths":{}}',
      "asyncapi: 2.0.0\ninfo: { title: Orders, version: '1' }\nchannels: {}\n",
    ]);
    const { three } = await api.data(
      'mutation($id: ID!, $in: DocumentInput!) { three: addDocumentToPackage(packageID: $id, in: $in) { id data } }',
      { id, in: document1 },
    );
    const changed = await api.data(
      `mutation($one: ID!, $two: ID!) {
        one: updateAPIDefinition(id: $one, in: { name: "n", targetURL: "http://x.example" }) { id name group spec { data } version { value } }
        two: updateEventDefinition(id: $two, in: { name: "e", group: "g" }) { name group spec { data } } }`,
      { one: one.id, two: two.id },
    );
    expect(changed).toEqual({
      one: { id: one.id, name: 'n', group: null, spec: null, version: null },
      two: { name: 'e', group: 'g', spec: null },
    });
    const { package: own } = await application(
      `package(id: "${id}") { apiDefinition(id: "${one.id}") { name } eventDefinition(id: "${two.id}") { name }
        document(id: "${three.id}") { title } none: apiDefinition(id: "${two.id}") { name } }`,
    );
    expect(own).toEqual({
      apiDefinition: { name: 'n' },
      eventDefinition: { name: 'e' },
      document: { title: 'Guide' },
      none: null,
    });
    const gone = await api.data(
      `mutation($one: ID!, $two: ID!, $three: ID!) { deleteAPIDefinition(id: $one) { name }
        deleteEventDefinition(id: $two) { name } deleteDocument(id: $three) { title data } }`,
      { one: one.id, two: two.id, three: three.id },
    );
    expect(gone).toEqual({
      deleteAPIDefinition: { name: 'n' },
      deleteEventDefinition: { name: 'e' },
      deleteDocument: { title: 'Guide', data: '# Guide' },
    });
    expect(await api.platform.database.read.select().from(packageContents)).toEqual([]);
  });

  it('are paged by id with the true total, and narrowed by group', async () => {
    for (const name of ['a', 'b', 'c']) await add({ name, apiDefinitions: [api1, { ...api1, group: 'g2' }] });
    const { packages: first } = await application(
      'packages(first: 2) { totalCount pageInfo { hasNextPage endCursor } data { id apiDefinitions(group: "g2", first: 1) { totalCount data { group } } } }',
    );
    expect([first.totalCount, first.pageInfo.hasNextPage, first.data.length]).toEqual([3, true, 2]);
    expect(first.data[0].apiDefinitions).toEqual({ totalCount: 1, data: [{ group: 'g2' }] });
    const { packages: rest } = await application(
      `packages(first: 2, after: "${first.pageInfo.endCursor}") { data { id } }`,
    );
    const ids = [...first.data, ...rest.data].map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(await messages(`{ application(id: "${applicationID}") { packages(first: 101) { totalCount } } }`)).toEqual([
      ['InvalidData', 'page size must be between 1 and 100'],
    ]);
  });

  it('go with their Application, and their content with them', async () => {
    const id = await add({ name: 'Orders', apiDefinitions: [api1], documents: [document1] });
    await add({ name: 'More', eventDefinitions: [event1] });
    const { deleteBundle } = await api.data(
      'mutation($id: ID!) { deleteBundle(id: $id) { name apiDefinitions { totalCount } } }',
      { id },
    );
    expect(deleteBundle).toEqual({ name: 'Orders', apiDefinitions: { totalCount: 0 } });
    expect(await api.platform.database.read.select().from(packageContents)).toHaveLength(1);
    const { unregisterApplication } = await api.data(
      'mutation($id: ID!) { unregisterApplication(id: $id) { packages { totalCount data { id } } } }',
      { id: applicationID },
    );
    expect(unregisterApplication.packages).toEqual({ totalCount: 0, data: [] });
    const { read } = api.platform.database;
    expect([await read.select().from(packages), await read.select().from(packageContents)]).toEqual([[], []]);
  });

  it('are refused in the words of the vocabulary', async () => {
    const id = await add({ name: 'Orders' });
    const wrong: [string, Record<string, unknown>, string, string][] = [
      [
        'addPackage(applicationID: $id, in: { name: "x" })',
        { id: unknownId },
        'NotFound',
        `while getting Application with ID ${unknownId}: Object was not found`,
      ],
      [
        'updateBundle(id: $id, in: { name: "x" })',
        { id: unknownId },
        'NotFound',
        `while getting Bundle with ID: [${unknownId}]: Object was not found`,
      ],
      ['deletePackage(id: $id)', { id: 'x' }, 'NotFound', 'while getting Package with ID: [x]: Object was not found'],
      [
        'addAPIDefinitionToPackage(packageID: $id, in: { name: "x", targetURL: "http://x.example" })',
        { id: unknownId },
        'NotFound',
        'Cannot add API to not existing package',
      ],
      [
        'addEventDefinitionToBundle(bundleID: $id, in: { name: "x" })',
        { id: unknownId },
        'NotFound',
        'Cannot add Event Definition to not existing Bundle',
      ],
      [
        'addDocumentToPackage(packageID: $id, in: { title: "x", displayName: "x", description: "x", format: MARKDOWN })',
        { id: unknownId },
        'NotFound',
        'Cannot add Document to not existing Package',
      ],
      [
        'deleteAPIDefinition(id: $id)',
        { id: unknownId },
        'NotFound',
        'while getting APIDefinition: Object was not found',
      ],
      [
        'addBundle(applicationID: $id, in: { name: "ü" })',
        { id: applicationID },
        'InvalidData',
        'validation error for type BundleCreateInput: name: must contain printable ASCII characters only.',
      ],
      [
        'addEventDefinitionToPackage(packageID: $id, in: { name: "x", spec: { type: ASYNC_API, format: XML }, version: { value: "", deprecated: null } })',
        { id },
        'InvalidData',
        'validation error for type EventDefinitionInput: spec: (Rule.DataOrFetchRequest: Only one of Data or Fetch Request must be passed; Rule.MatchingTypeAndFormat: ASYNC_API specifications are YAML or JSON, not XML.); version: (deprecated: is required; value: cannot be blank.).',
      ],
    ];
    for (const [text, variables, code, message] of wrong) {
      expect(await messages(`mutation($id: ID!) { ${text} { __typename } }`, variables)).toEqual([[code, message]]);
    }
    expect(
      await application(
        'packages { totalCount data { name apiDefinitions { totalCount } eventDefinitions { totalCount } } }',
      ),
    ).toEqual({
      packages: {
        totalCount: 1,
        data: [{ name: 'Orders', apiDefinitions: { totalCount: 0 }, eventDefinitions: { totalCount: 0 } }],
      },
    });
  });

  it('are changed only by their own Application, people and automation of the tenant', async () => {
    const id = await add({ name: 'Orders', apiDefinitions: [api1] });
    const { result } = await api.data('mutation { result: registerApplication(in: { name: "crm" }) { id } }');
    const as = (own: string): Consumer => ({
      ...api.admin,
      type: 'APPLICATION',
      id: own,
      scopes: new Set(['application:read', 'application:write']),
    });
    const other = as(result.id);
    const stranger = { ...api.admin, tenantId: await api.newTenant('other') };
    const { apiDefinitions } = (await application('packages { data { apiDefinitions { data { id } } } }'))['packages']
      .data[0];
    for (const consumer of [other, stranger]) {
      expect(
        (
          await messages('mutation($id: ID!) { updatePackage(id: $id, in: { name: "x" }) { id } }', { id }, consumer)
        )?.[0]?.[0],
      ).toBe('NotFound');
      expect((await messages('mutation($id: ID!) { deletePackage(id: $id) { id } }', { id }, consumer))?.[0]?.[0]).toBe(
        'NotFound',
      );
      expect(
        (
          await messages(
            'mutation($id: ID!) { addPackage(applicationID: $id, in: { name: "x" }) { id } }',
            { id: applicationID },
            consumer,
          )
        )?.[0]?.[0],
      ).toBe('NotFound');
      expect(
        (
          await messages('mutation($id: ID!) { deleteAPIDefinition(id: $id) { id } }', apiDefinitions.data[0], consumer)
        )?.[0]?.[0],
      ).toBe('NotFound');
    }
    expect(
      await messages(
        'mutation($id: ID!) { updatePackage(id: $id, in: { name: "x" }) { id } }',
        { id },
        as(applicationID),
      ),
    ).toBeUndefined();
  });

  it('leave one activity entry per mutation, without the texts', async () => {
    const id = await add({ name: 'Orders', apiDefinitions: [api1] });
    await api.data('mutation($id: ID!) { updatePackage(id: $id, in: { name: "New" }) { id } }', { id });
    await api.data(
      'mutation($id: ID!, $in: EventDefinitionInput!) { addEventDefinitionToPackage(packageID: $id, in: $in) { id } }',
      { id, in: event1 },
    );
    await api.data('mutation($id: ID!) { deletePackage(id: $id) { id } }', { id });
    const entries = await api.platform.database.read
      .select()
      .from(activity)
      .where(eq(activity.tenantId, api.tenantId))
      .orderBy(asc(activity.sequence));
    expect(
      entries.slice(1).map(({ action, objects }) => [action, objects.map(({ kind, name }) => `${kind} ${name}`)]),
    ).toEqual([
      ['package.added', ['APPLICATION shop', 'PACKAGE Orders']],
      ['package.updated', ['APPLICATION shop', 'PACKAGE New']],
      ['eventDefinition.added', ['APPLICATION shop', 'PACKAGE New', 'EVENT_DEFINITION order.created']],
      ['package.deleted', ['APPLICATION shop', 'PACKAGE New']],
    ]);
    expect(entries[1]).toMatchObject({
      after: { name: 'Orders', apiDefinitions: ['orders'] },
      touched: { applicationIds: [applicationID] },
    });
    expect(entries[3]?.after).toMatchObject({ name: 'order.created', dataLength: event1.spec.data.length });
    expect(JSON.stringify(entries)).not.toContain('asyncapi: 2');
  });
});
