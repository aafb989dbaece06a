import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Api, createApi } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';

const unknownId = '00000000-0000-4000-8000-000000000000';
const fields = 'id name description labels status { condition timestamp } metadata { creationTimestamp }';

describe.each(databases)('Runtimes on $name', ({ open }) => {
  let api: Api;
  beforeEach(async () => {
    api = await createApi(open);
  });
  afterEach(() => api.close());

  const register = async (input: Record<string, unknown>) =>
    (await api.data(`mutation($in: RuntimeInput!) { result: registerRuntime(in: $in) { ${fields} } }`, { in: input }))[
      'result'
    ];
  const update = async (id: string, input: Record<string, unknown>) =>
    (
      await api.data(
        `mutation($id: ID!, $in: RuntimeInput!) { result: updateRuntime(id: $id, in: $in) { ${fields} } }`,
        {
          id,
          in: input,
        },
      )
    )['result'];
  const messages = async (text: string, variables?: Record<string, unknown>) =>
    (await api.run(text, variables)).errors?.map(({ message, extensions }) => [extensions['error'], message]);

  it('registers one without labels in no scenario', async () => {
    expect(await register({ name: 'cluster' })).toEqual({
      id: expect.any(String),
      name: 'cluster',
      description: null,
      labels: {},
      status: { condition: 'INITIAL', timestamp: '2026-11-19T14:32:00Z' },
      metadata: { creationTimestamp: '2026-11-19T14:32:00Z' },
    });
  });

  it('replaces everything on update, labels and scenarios included, but for the creation time', async () => {
    const { id, labels } = await register({
      name: 'cluster',
      description: 'd',
      labels: { a: 1, scenarios: ['default'] },
    });
    expect(labels).toEqual({ a: 1, scenarios: ['default'] });
    api.now += 60_000;
    expect(await update(id, { name: 'renamed', labels: { b: true }, statusCondition: 'FAILED' })).toEqual({
      id,
      name: 'renamed',
      description: null,
      labels: { b: true },
      status: { condition: 'FAILED', timestamp: '2026-11-19T14:33:00Z' },
      metadata: { creationTimestamp: '2026-11-19T14:32:00Z' },
    });
    expect((await update(id, { name: 'renamed' })).labels).toEqual({});
  });

  it('answers the events URL it announces', async () => {
    const { id } = await register({ name: 'cluster' });
    const query = 'query($id: ID!) { runtime(id: $id) { eventingConfiguration { defaultURL } } }';
    expect(await api.data(query, { id })).toEqual({ runtime: { eventingConfiguration: { defaultURL: '' } } });
    const set =
      'mutation($id: ID!, $value: Any!) { setRuntimeLabel(runtimeID: $id, key: "runtime_eventServiceUrl", value: $value) { key value } }';
    await api.data(set, { id, value: 'https://events.example.com' });
    expect(await api.data(query, { id })).toEqual({
      runtime: { eventingConfiguration: { defaultURL: 'https://events.example.com' } },
    });
    await api.data(set, { id, value: 7 });
    expect(await messages(query, { id })).toEqual([
      ['InvalidData', 'the label runtime_eventServiceUrl has to be a string'],
    ]);
  });

  it('refuses names that are taken', async () => {
    await register({ name: 'one' });
    const { id } = await register({ name: 'two' });
    expect(await messages('mutation { registerRuntime(in: { name: "one" }) { id } }')).toEqual([
      ['NotUniqueName', 'while creating Runtime: Object is not unique'],
    ]);
    expect(await messages('mutation($id: ID!) { updateRuntime(id: $id, in: { name: "one" }) { id } }', { id })).toEqual(
      [['NotUniqueName', 'while updating Runtime: Object is not unique']],
    );
  });

  it('lists them by name and filters them', async () => {
    for (const name of ['c', 'a', 'b']) await register({ name, labels: name === 'a' ? {} : { zone: name } });
    const names = async (filter?: Record<string, string>[]) => {
      const { runtimes } = await api.data(
        'query($filter: [LabelFilter!]) { runtimes(filter: $filter, first: 2) { data { name } totalCount pageInfo { hasNextPage } } }',
        { filter },
      );
      return [
        runtimes.data.map((each: { name: string }) => each.name),
        runtimes.totalCount,
        runtimes.pageInfo.hasNextPage,
      ];
    };
    expect(await names()).toEqual([['a', 'b'], 3, true]);
    expect(await names([{ key: 'zone' }])).toEqual([['b', 'c'], 2, false]);
    expect(await names([{ key: 'zone', query: '"c"' }])).toEqual([['c'], 1, false]);
    expect(await names([{ key: 'scenarios' }])).toEqual([[], 0, false]);
  });

  it('is gone with its credentials after unregistering', async () => {
    const { id } = await register({ name: 'cluster', labels: { a: 1 } });
    await api.data('mutation($id: ID!) { requestOneTimeTokenForRuntime(id: $id) { token } }', { id });
    expect(
      await api.data('mutation($id: ID!) { unregisterRuntime(id: $id) { name labels auths { id } } }', { id }),
    ).toEqual({ unregisterRuntime: { name: 'cluster', labels: null, auths: null } });
    expect(await api.data('query($id: ID!) { runtime(id: $id) { id } }', { id })).toEqual({ runtime: null });
  });

  it('refuses bad input in the words of the vocabulary and writes nothing', async () => {
    const { id } = await register({ name: 'cluster', labels: { a: 1 } });
    const before = await api.data(`{ runtimes { totalCount data { ${fields} } } }`);
    const cases: [string, Record<string, unknown>, string, string][] = [
      [
        'mutation($in: RuntimeInput!) { registerRuntime(in: $in) { id } }',
        { in: { name: 'x'.repeat(37), description: 'd'.repeat(2001), labels: { '': 1 } } },
        'InvalidData',
        'validation error for type RuntimeInput: description: the length must be no more than 2000; labels: (: cannot be blank.); name: must be no more than 36 characters.',
      ],
      [
        'mutation($id: ID!) { updateRuntime(id: $id, in: { name: "ok", labels: { scenarios: ["default", "none"] } }) { id } }',
        { id: 'x' },
        'NotFound',
        'while getting Runtime with ID x: Object was not found',
      ],
      [
        'mutation($id: ID!) { unregisterRuntime(id: $id) { id } }',
        { id: unknownId },
        'NotFound',
        `while getting Runtime with ID ${unknownId}: Object was not found`,
      ],
      [
        'mutation($id: ID!) { setRuntimeLabel(runtimeID: $id, key: "a", value: 1) { key } }',
        { id: 'x' },
        'NotFound',
        "Runtime with ID x doesn't exist",
      ],
      [
        'mutation($id: ID!) { setRuntimeLabel(runtimeID: $id, key: "scenarios", value: "default") { key } }',
        { id },
        'InvalidData',
        `while validating Label value for 'scenarios': while validating value "default" against JSON Schema: {"items":{"enum":["default"],"maxLength":128,"pattern":"^[A-Za-z0-9]([-_A-Za-z0-9\\\\s]*[A-Za-z0-9])$","type":"string"},"minItems":1,"type":"array","uniqueItems":true}: (root): Invalid type. Expected: array, given: string`,
      ],
      [
        'mutation($id: ID!) { deleteRuntimeLabel(runtimeID: $id, key: "scenarios") { key } }',
        { id },
        'NotFound',
        'while getting label for Runtime: Object scenarios not found',
      ],
      [
        'mutation($id: ID!) { requestOneTimeTokenForRuntime(id: $id) { token } }',
        { id: unknownId },
        'NotFound',
        `while getting Runtime with ID ${unknownId}: Object was not found`,
      ],
    ];
    for (const [text, variables, code, message] of cases) {
      expect(await messages(text, variables)).toEqual([[code, message]]);
    }
    for (const open of ['[', '{ a: ']) {
      const nested = `${open.repeat(20_000)}${(open === '[' ? ']' : '}').repeat(20_000)}`;
      const text = `mutation { setRuntimeLabel(runtimeID: "${id}", key: "a", value: ${nested}) { key } }`;
      expect((await api.run(text)).errors?.[0]?.message).toBe('the request is nested too deeply');
    }
    const wrongTypes = [
      'mutation { registerRuntime(in: { name: 1 }) { id } }',
      'mutation { registerRuntime(in: { name: "a", labels: [1] }) { id } }',
      'mutation { registerRuntime(in: { name: "a", statusCondition: BROKEN }) { id } }',
      '{ runtime(id: {}) { id } }',
    ];
    for (const text of wrongTypes) expect((await api.run(text)).errors?.[0]?.message).not.toMatch(/SELECT|\bat .*\.ts/);
    expect(await api.data(`{ runtimes { totalCount data { ${fields} } } }`)).toEqual(before);
  });
});
