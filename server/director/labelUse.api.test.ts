import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Api, createApi } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';

describe.each(databases)('what a label definition is used for, on $name', ({ open }) => {
  let api: Api;
  beforeEach(async () => {
    api = await createApi(open);
    await api.data(`mutation {
      createScenario(name: "campaign") { id }
      a: registerApplication(in: { name: "orders", labels: { region: "eu", scenarios: ["campaign"] } }) { id }
      b: registerApplication(in: { name: "crm", labels: { region: 7 } }) { id }
      r: registerRuntime(in: { name: "cluster", labels: { region: "us" } }) { id }
    }`);
  });
  afterEach(() => api.close());

  const preview = (key: string, schema: unknown) =>
    api.run(
      `query ($in: LabelDefinitionInput!) { previewLabelDefinition(in: $in) {
        labelCount refusedCount refused { object { name kind } value problem } } }`,
      { in: { key, schema: typeof schema === 'string' ? schema : JSON.stringify(schema) } },
    );

  test('is counted by kind, unused keys included', async () => {
    await api.data('mutation { createLabelDefinition(in: { key: "unused", schema: "{}" }) { key } }');
    const { labelKeys } = await api.data('{ labelKeys { key schema applicationCount runtimeCount } }');
    expect(labelKeys).toContainEqual({ key: 'region', schema: null, applicationCount: 2, runtimeCount: 1 });
    expect(labelKeys).toContainEqual({ key: 'unused', schema: '{}', applicationCount: 0, runtimeCount: 0 });
  });

  test('shows which labels a schema would refuse, which the update then refuses', async () => {
    const schema = { type: 'string', enum: ['eu', 'asia'] };
    const { data } = await preview('region', schema);
    expect(data?.previewLabelDefinition).toMatchObject({ labelCount: 3, refusedCount: 2 });
    expect(data?.previewLabelDefinition.refused).toEqual(
      expect.arrayContaining([
        {
          object: { name: 'crm', kind: 'APPLICATION' },
          value: 7,
          problem: expect.stringContaining('Expected: string, given: integer'),
        },
        {
          object: { name: 'cluster', kind: 'RUNTIME' },
          value: 'us',
          problem: expect.stringContaining('must be one of the following: "eu", "asia"'),
        },
      ]),
    );
    const update = (text: string) =>
      api.run('mutation ($s: JSONSchema!) { updateLabelDefinition(in: { key: "region", schema: $s }) { key } }', {
        s: text,
      });
    expect((await update(JSON.stringify(schema))).errors).toHaveLength(1);
    expect((await preview('region', { type: ['string', 'integer'] })).data?.previewLabelDefinition.refusedCount).toBe(
      0,
    );
    expect((await update('{"type":["string","integer"]}')).errors).toBeUndefined();
  });

  test('answers hostile schemas with an error', async () => {
    for (const schema of ['{', '[]', '{"type":"nonsense"}', '{"$ref":"https://example.com/x"}']) {
      const { errors } = await preview('region', schema);
      expect(errors?.[0]?.extensions['error'], schema).toBe('InvalidData');
    }
    const slow = await preview('region', { pattern: '^(([a-z])+.)+[A-Z]([a-z])+$' });
    expect(slow.errors).toBeUndefined();
  });

  test('says what a definition has against a value before it is set', async () => {
    await api.data('mutation { createLabelDefinition(in: { key: "tier", schema: "{\\"enum\\":[1,2]}" }) { key } }');
    const ask = 'query ($key: String!, $value: Any!) { labelProblem(key: $key, value: $value) }';
    expect(await api.data(ask, { key: 'tier', value: 1 })).toEqual({ labelProblem: null });
    expect((await api.data(ask, { key: 'tier', value: 3 })).labelProblem).toContain(
      'must be one of the following: 1, 2',
    );
    expect(await api.data(ask, { key: 'never_seen', value: { any: 'thing' } })).toEqual({ labelProblem: null });
    expect((await api.data(ask, { key: 'scenarios', value: ['nowhere'] })).labelProblem).toContain('must be one of');
    expect((await api.run(ask, { key: 'no-key', value: 1 })).errors?.[0]?.extensions['error']).toBe('InvalidData');
  });

  test('shows what goes with it: labels, rules that match nothing, connections that stop', async () => {
    await api.data(`mutation {
      createScenarioRule(in: { scenario: "campaign", selector: { key: "region", value: "us" }, matches: [RUNTIME] }) { scenario }
    }`);
    const { applications, runtimes } = await api.data('{ applications { data { id name } } runtimes { data { id } } }');
    await api.data('mutation ($a: ID!, $r: ID!) { connectApplication(applicationID: $a, runtimeID: $r) { state } }', {
      a: applications.data.find(({ name }: { name: string }) => name === 'orders').id,
      r: runtimes.data[0].id,
    });
    const { previewLabelDefinitionDeletion: does } = await api.data(`{ previewLabelDefinitionDeletion(key: "region") {
      labelCount rules { scenario matches } impact { breaks { total } } } }`);
    expect(does).toEqual({
      labelCount: 3,
      rules: [{ scenario: 'campaign', matches: ['RUNTIME'] }],
      impact: { breaks: { total: 1 } },
    });
    const { errors } = await api.run('{ previewLabelDefinitionDeletion(key: "scenarios") { labelCount } }');
    expect(errors?.[0]?.extensions['error']).toBe('InvalidData');
    const unknown = await api.run('{ previewLabelDefinitionDeletion(key: "nothing") { labelCount } }');
    expect(unknown.errors?.[0]?.extensions['error']).toBe('NotFound');
  });
});
