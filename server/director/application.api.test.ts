import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Api, createApi } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';

const unknownId = '00000000-0000-4000-8000-000000000000';

describe.each(databases)('Applications on $name', ({ open }) => {
  let api: Api;
  beforeEach(async () => {
    api = await createApi(open);
  });
  afterEach(() => api.close());

  const register = async (input: Record<string, unknown>) =>
    (
      await api.data(
        'mutation($in: ApplicationRegisterInput!) { result: registerApplication(in: $in) { id name providerName description healthCheckURL labels status { condition timestamp } auths { id } } }',
        { in: input },
      )
    )['result'];
  const messages = async (text: string, variables?: Record<string, unknown>) =>
    (await api.run(text, variables)).errors?.map(({ message, extensions }) => [extensions['error'], message]);

  it('registers one in the default scenario with the labels the server keeps', async () => {
    const application = await register({ name: 'shop', providerName: 'ACME', labels: { group: ['a'] } });
    expect(application).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: 'shop',
      providerName: 'ACME',
      description: null,
      healthCheckURL: null,
      labels: { group: ['a'], name: 'shop', integrationSystemID: '', scenarios: ['default'] },
      status: { condition: 'INITIAL', timestamp: '2026-11-19T14:32:00Z' },
      auths: null,
    });
  });

  it('registers one in explicit scenarios, without the default one', async () => {
    await api.data(
      'mutation($schema: JSONSchema!) { updateLabelDefinition(in: { key: "scenarios", schema: $schema }) { key } }',
      {
        schema: JSON.stringify({
          type: 'array',
          minItems: 1,
          uniqueItems: true,
          items: { type: 'string', enum: ['default', 'campaign'] },
        }),
      },
    );
    const application = await register({ name: 'shop', labels: { scenarios: ['default', 'campaign'] } });
    expect(application.labels.scenarios).toEqual(['campaign']);
    const { setApplicationLabel } = await api.data(
      'mutation($id: ID!) { setApplicationLabel(applicationID: $id, key: "scenarios", value: ["default"]) { key value } }',
      { id: application.id },
    );
    expect(setApplicationLabel).toEqual({ key: 'scenarios', value: ['default'] });
  });

  it('refuses a second one of the same name, and in another tenant does not', async () => {
    await register({ name: 'shop' });
    const again = 'mutation { registerApplication(in: { name: "shop" }) { id } }';
    expect(await messages(again)).toEqual([['NotUniqueName', 'Object is not unique']]);
    const tenantId = await api.newTenant('other');
    await api.data(again, {}, { ...api.admin, tenantId });
  });

  it('replaces every field on update and resets the condition', async () => {
    const { id } = await register({ name: 'shop', providerName: 'ACME', statusCondition: 'CONNECTED' });
    api.now += 60_000;
    const { updateApplication } = await api.data(
      'mutation($id: ID!) { updateApplication(id: $id, in: { description: "d" }) { name providerName description status { condition timestamp } labels } }',
      { id },
    );
    expect(updateApplication).toEqual({
      name: 'shop',
      providerName: null,
      description: 'd',
      status: { condition: 'INITIAL', timestamp: '2026-11-19T14:33:00Z' },
      labels: { name: 'shop', integrationSystemID: '', scenarios: ['default'] },
    });
  });

  it('answers the last state of an unregistered one, its nested fields gone', async () => {
    const { id } = await register({ name: 'shop', labels: { a: 1 } });
    await api.data('mutation($id: ID!) { requestOneTimeTokenForApplication(id: $id) { token } }', { id });
    const { unregisterApplication } = await api.data(
      'mutation($id: ID!) { unregisterApplication(id: $id) { id name labels auths { id } } }',
      { id },
    );
    expect(unregisterApplication).toEqual({ id, name: 'shop', labels: null, auths: null });
    expect(await api.data('query($id: ID!) { application(id: $id) { id } }', { id })).toEqual({ application: null });
    await register({ name: 'shop' });
  });

  it('answers null for one that is not there, not a UUID or of another tenant', async () => {
    const { id } = await register({ name: 'shop' });
    const tenantId = await api.newTenant('other');
    const query = 'query($id: ID!) { application(id: $id) { id } }';
    expect(await api.data(query, { id: unknownId })).toEqual({ application: null });
    expect(await api.data(query, { id: "x' OR 1=1 --" })).toEqual({ application: null });
    expect(await api.data(query, { id }, { ...api.admin, tenantId })).toEqual({ application: null });
  });

  it('narrows labels to one key', async () => {
    const { id } = await register({ name: 'shop' });
    const { application } = await api.data(
      'query($id: ID!) { application(id: $id) { one: labels(key: "name") none: labels(key: "x") scenarios: labels(key: "scenarios") } }',
      { id },
    );
    expect(application).toEqual({ one: { name: 'shop' }, none: {}, scenarios: { scenarios: ['default'] } });
  });

  it('takes label values written into the document as well as variables', async () => {
    const { registerApplication } = await api.data(
      'mutation { registerApplication(in: { name: "shop", labels: { a: { b: [{ c: 1 }] } } }) { id labels(key: "a") } }',
    );
    expect(registerApplication.labels).toEqual({ a: { b: [{ c: 1 }] } });
    const { setApplicationLabel } = await api.data(
      'mutation ($id: ID!) { setApplicationLabel(applicationID: $id, key: "x", value: { y: 1 }) { value } }',
      { id: registerApplication.id },
    );
    expect(setApplicationLabel.value).toEqual({ y: 1 });
  });

  it('pages by id with the true total', async () => {
    for (let n = 0; n < 5; n += 1) await register({ name: `app-${n}` });
    const query =
      'query($after: PageCursor) { applications(first: 2, after: $after) { data { id } totalCount pageInfo { startCursor endCursor hasNextPage } } }';
    const ids: string[] = [];
    let after = '';
    let pages = 0;
    for (let more = true; more; pages += 1) {
      const { applications } = await api.data(query, { after });
      expect(applications.totalCount).toBe(5);
      expect(applications.pageInfo.startCursor).toBe(after);
      ids.push(...applications.data.map((each: { id: string }) => each.id));
      after = applications.pageInfo.endCursor;
      more = applications.pageInfo.hasNextPage;
    }
    expect([pages, new Set(ids).size]).toEqual([3, 5]);
    expect(ids).toEqual([...ids].sort());
  });

  it('filters by labels and scenarios, all filters together', async () => {
    await register({ name: 'a', labels: { tags: ['x', 'y'], tier: { level: 1, zone: 'eu' } } });
    await register({ name: 'b', labels: { tags: ['x'], tier: { level: 2 } } });
    await register({ name: 'c' });
    const names = async (...filter: Record<string, string>[]) => {
      const { applications } = await api.data(
        'query($filter: [LabelFilter!]) { applications(filter: $filter) { totalCount data { name } } }',
        { filter },
      );
      expect(applications.totalCount).toBe(applications.data.length);
      return applications.data.map((each: { name: string }) => each.name).sort();
    };
    expect(await names()).toEqual(['a', 'b', 'c']);
    expect(await names({ key: 'tags' })).toEqual(['a', 'b']);
    expect(await names({ key: 'tags', query: '"y"' })).toEqual(['a']);
    expect(await names({ key: 'tags', query: '["x"]' })).toEqual(['a', 'b']);
    expect(await names({ key: 'tier', query: '{"level":2}' })).toEqual(['b']);
    expect(await names({ key: 'tags', query: '"x"' }, { key: 'tier', query: '{"zone":"eu"}' })).toEqual(['a']);
    expect(await names({ key: 'name', query: '"c"' })).toEqual(['c']);
    expect(await names({ key: 'scenarios' })).toEqual(['a', 'b', 'c']);
    expect(await names({ key: 'scenarios', query: '$[*] ? (@ == "default" || @ == "x")' })).toEqual(['a', 'b', 'c']);
    expect(await names({ key: 'scenarios', query: '$[*] ? (@ == "x")' })).toEqual([]);
    expect(await names({ key: 'no\0key' })).toEqual([]);
  });

  it('refuses bad input in the words of the vocabulary and writes nothing', async () => {
    const { id } = await register({ name: 'shop' });
    const before = await api.data('{ applications { totalCount data { id name description labels } } }');
    const cases: [string, Record<string, unknown>, string, string | RegExp][] = [
      [
        'mutation($in: ApplicationRegisterInput!) { registerApplication(in: $in) { id } }',
        { in: { name: '' } },
        'InvalidData',
        'validation error for type ApplicationRegisterInput: name: cannot be blank.',
      ],
      [
        'mutation($in: ApplicationRegisterInput!) { registerApplication(in: $in) { id } }',
        { in: { name: '1', providerName: 'p'.repeat(257), healthCheckURL: 'x', labels: { 'a-b': 1 } } },
        'InvalidData',
        'validation error for type ApplicationRegisterInput: healthCheckURL: is not valid URL; labels: (a-b: must be in a valid format.); name: cannot start with digit; providerName: the length must be no more than 256.',
      ],
      [
        'mutation($in: ApplicationRegisterInput!) { registerApplication(in: $in) { id } }',
        { in: { name: 'new', description: 'a\0b', labels: { a: null } } },
        'InvalidData',
        'validation error for type ApplicationRegisterInput: description: must not contain the NUL character; labels: (a: cannot be blank.).',
      ],
      [
        'mutation($in: ApplicationRegisterInput!) { registerApplication(in: $in) { id } }',
        { in: { name: 'new', labels: { scenarios: ['nowhere'] } } },
        'InvalidData',
        /^while validating Label value for 'scenarios': while validating value \["nowhere"\] against JSON Schema: \{.*\}: 0: 0 must be one of the following: "default"$/,
      ],
      [
        'mutation($in: ApplicationRegisterInput!) { registerApplication(in: $in) { id } }',
        { in: { name: 'new', labels: { scenarios: [] } } },
        'InvalidData',
        /\(root\): Array must have at least 1 items$/,
      ],
      [
        'mutation($in: ApplicationUpdateInput!) { updateApplication(id: "nonsense", in: $in) { id } }',
        { in: {} },
        'NotFound',
        'while getting Application with ID nonsense: Object was not found',
      ],
      [
        'mutation($id: ID!) { updateApplication(id: $id, in: { healthCheckURL: "ftp//x" }) { id } }',
        { id },
        'InvalidData',
        'validation error for type ApplicationUpdateInput: healthCheckURL: is not valid URL.',
      ],
      [
        'mutation($id: ID!) { unregisterApplication(id: $id) { id } }',
        { id: unknownId },
        'NotFound',
        `while getting Application with ID ${unknownId}: Object was not found`,
      ],
      [
        'mutation($id: ID!) { setApplicationLabel(applicationID: $id, key: "a", value: 1) { key } }',
        { id: unknownId },
        'NotFound',
        `application with ID ${unknownId} doesn't exist`,
      ],
      [
        'mutation($id: ID!) { setApplicationLabel(applicationID: $id, key: "a-b", value: "") { key } }',
        { id },
        'InvalidData',
        'validation error for type LabelInput: key: must be in a valid format; value: cannot be blank.',
      ],
      [
        'mutation($id: ID!) { deleteApplicationLabel(applicationID: $id, key: "none") { key } }',
        { id },
        'NotFound',
        'while getting label for Application: Object none not found',
      ],
      [
        'mutation($id: ID!, $key: String!) { deleteApplicationLabel(applicationID: $id, key: $key) { key } }',
        { id, key: 'a\0b' },
        'NotFound',
        'while getting label for Application: Object a\0b not found',
      ],
      ['{ applications(first: 0) { totalCount } }', {}, 'InvalidData', 'page size must be between 1 and 100'],
      ['{ applications(first: null) { totalCount } }', {}, 'InvalidData', "missing required parameter 'first'"],
      [
        '{ applications(after: "%") { totalCount } }',
        {},
        'InvalidData',
        'while decoding page cursor: cursor is not correct...',
      ],
      [
        '{ applications(filter: [{ key: "a", query: "{" }]) { totalCount } }',
        {},
        'InvalidData',
        'while building filter query: the query of a label filter has to be a JSON document',
      ],
      [
        '{ applications(filter: [{ key: "scenarios", query: "$.x" }]) { totalCount } }',
        {},
        'InvalidData',
        'while building filter query: while extracting value from JSON path: value not found in the query parameter',
      ],
    ];
    for (const [text, variables, code, message] of cases) {
      expect(await messages(text, variables)).toEqual([
        [code, typeof message === 'string' ? message : expect.stringMatching(message)],
      ]);
    }
    expect(await api.data('{ applications { totalCount data { id name description labels } } }')).toEqual(before);
  });

  it('sets, replaces and deletes labels', async () => {
    const { id } = await register({ name: 'shop' });
    const set =
      'mutation($id: ID!, $value: Any!) { setApplicationLabel(applicationID: $id, key: "k", value: $value) { key value } }';
    expect(await api.data(set, { id, value: { a: 1 } })).toEqual({
      setApplicationLabel: { key: 'k', value: { a: 1 } },
    });
    await api.data(set, { id, value: [2] });
    expect(
      await api.data('mutation($id: ID!) { deleteApplicationLabel(applicationID: $id, key: "k") { key value } }', {
        id,
      }),
    ).toEqual({ deleteApplicationLabel: { key: 'k', value: [2] } });
    expect(
      await api.data(
        'mutation($id: ID!) { deleteApplicationLabel(applicationID: $id, key: "scenarios") { key value } }',
        { id },
      ),
    ).toEqual({ deleteApplicationLabel: { key: 'scenarios', value: ['default'] } });
    const { application } = await api.data('query($id: ID!) { application(id: $id) { labels } }', { id });
    expect(application.labels).toEqual({ name: 'shop', integrationSystemID: '', scenarios: ['default'] });
  });
});
