import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Consumer } from '../shared/consumer.ts';
import { type Api, createApi } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';

const rule = 'scenarioName selector { key value }';
const create = `mutation ($s: String!, $k: String!, $v: String!) {
  result: createAutomaticScenarioAssignment(in: { scenarioName: $s, selector: { key: $k, value: $v } }) { ${rule} } }`;

describe.each(databases)('automatic scenario assignments on $name', ({ open }) => {
  let api: Api;
  /** Each test works in a tenant of its own. */
  let admin: Consumer;
  let tenants = 0;

  beforeAll(async () => {
    api = await createApi(open);
  }, 120_000);
  beforeEach(async () => {
    tenants += 1;
    admin = { ...api.admin, tenantId: await api.newTenant(`tenant-${tenants}`) };
    for (const name of ['campaign', 'marketing']) {
      await data('mutation ($name: String!) { createScenario(name: $name) { id } }', { name });
    }
  });
  afterAll(() => api.close());

  const data = (text: string, variables: Record<string, unknown> = {}) => api.data(text, variables, admin);
  const refusal = async (text: string, variables: Record<string, unknown> = {}) => {
    const [error] = (await api.run(text, variables, admin)).errors ?? [];
    return [error?.extensions['error'], error?.message];
  };
  const assign = async (s: string, k: string, v: string) => (await data(create, { s, k, v }))['result'];
  const unassign = (s: string) =>
    data('mutation ($s: String!) { deleteAutomaticScenarioAssignmentForScenario(scenarioName: $s) { scenarioName } }', {
      s,
    });
  const runtime = async (name: string, labels: Record<string, unknown> = {}): Promise<string> =>
    (
      await data(
        'mutation ($name: String!, $labels: Labels) { r: registerRuntime(in: { name: $name, labels: $labels }) { id } }',
        {
          name,
          labels,
        },
      )
    )['r'].id;
  const label = (id: string, key: string, value: unknown) =>
    data(
      'mutation ($id: ID!, $key: String!, $value: Any!) { setRuntimeLabel(runtimeID: $id, key: $key, value: $value) { key } }',
      {
        id,
        key,
        value,
      },
    );
  const labelsOf = async (id: string) =>
    (await data('query ($id: ID!) { runtime(id: $id) { labels } }', { id }))['runtime'].labels;
  /** `scenario`, with `!` if by hand and `*` if by rule. */
  const memberships = async (id: string): Promise<string[]> => {
    const { landscape } = await data('{ landscape { runtimes { id memberships { scenario manual rule } } } }');
    const own = landscape.runtimes.find((each: { id: string }) => each.id === id);
    return own.memberships.map(
      (each: { scenario: string; manual: boolean; rule: boolean }) =>
        `${each.scenario}${each.manual ? '!' : ''}${each.rule ? '*' : ''}`,
    );
  };
  const lastEntry = async () =>
    (await data('{ activity(first: 1) { data { action actor { type } objects { name } impact before after } } }'))[
      'activity'
    ].data[0];

  it('put the Runtimes that have the label into the scenario, and nobody else', async () => {
    const matching = await runtime('matching', { region: 'eu' });
    const others = await Promise.all([
      runtime('other-value', { region: 'us' }),
      runtime('list', { region: ['eu'] }),
      runtime('object', { region: { eu: true } }),
      runtime('none'),
    ]);
    expect(await assign('campaign', 'region', 'eu')).toEqual({
      scenarioName: 'campaign',
      selector: { key: 'region', value: 'eu' },
    });
    expect(await labelsOf(matching)).toEqual({ region: 'eu', scenarios: ['campaign'] });
    expect(await Promise.all(others.map(memberships))).toEqual([[], [], [], []]);
    expect(await lastEntry()).toMatchObject({
      action: 'scenarioAssignment.created',
      objects: [{ name: 'campaign' }, { name: 'matching' }],
    });
  });

  it('follow labels that are registered, set, replaced and deleted', async () => {
    await assign('campaign', 'region', 'eu');
    await assign('marketing', 'region', 'us');
    const id = await runtime('cluster', { region: 'eu', scenarios: ['default'] });
    expect(await memberships(id)).toEqual(['campaign*', 'default!']);
    await label(id, 'region', 'us');
    expect(await memberships(id)).toEqual(['default!', 'marketing*']);
    await label(id, 'colour', 'red');
    expect(await memberships(id)).toEqual(['default!', 'marketing*']);
    await data('mutation ($id: ID!) { deleteRuntimeLabel(runtimeID: $id, key: "region") { key } }', { id });
    expect(await memberships(id)).toEqual(['default!']);
    const update =
      'mutation ($id: ID!, $labels: Labels) { updateRuntime(id: $id, in: { name: "cluster", labels: $labels }) { id } }';
    await data(update, { id, labels: { region: 'eu' } });
    expect(await memberships(id)).toEqual(['campaign*']);
    // Sent back as they were read, for another description: nothing becomes by hand.
    await data(update, { id, labels: await labelsOf(id) });
    expect(await memberships(id)).toEqual(['campaign*']);
    await data(update, { id, labels: { scenarios: ['campaign'] } });
    expect(await memberships(id)).toEqual(['campaign!']);
    await data(update, { id });
    expect(await memberships(id)).toEqual([]);
  });

  it('keep what is by hand when they are deleted, and cannot be undone by hand', async () => {
    const [byBoth, byRule] = [
      await runtime('both', { region: 'eu', scenarios: ['campaign'] }),
      await runtime('rule', { region: 'eu' }),
    ];
    await assign('campaign', 'region', 'eu');
    await label(byBoth, 'scenarios', ['marketing']);
    expect(await memberships(byBoth)).toEqual(['campaign*', 'marketing!']);
    await label(byBoth, 'scenarios', ['campaign', 'marketing']);
    await unassign('campaign');
    expect(await memberships(byBoth)).toEqual(['campaign!', 'marketing!']);
    expect(await labelsOf(byRule)).toEqual({ region: 'eu' });
  });

  it('end connections in the same transaction, with the impact in the entry and the objects in the feed', async () => {
    const id = await runtime('cluster', { region: 'eu' });
    await assign('campaign', 'region', 'eu');
    const { a } = await data(
      'mutation { a: registerApplication(in: { name: "orders", labels: { scenarios: ["campaign"] } }) { id } }',
    );
    const connect = 'mutation ($a: ID!, $r: ID!) { connectApplication(applicationID: $a, runtimeID: $r) { state } }';
    const connected = async () => (await data('{ landscape { connections { runtimeID } } }'))['landscape'].connections;
    await data(connect, { a: a.id, r: id });
    await label(id, 'region', 'us');
    expect(await connected()).toEqual([]);
    expect(await lastEntry()).toMatchObject({
      action: 'label.set',
      impact: { breaks: { total: 1 } },
      before: { region: 'eu', scenarios: ['campaign'] },
      after: { region: 'us', scenarios: [] },
    });
    await label(id, 'region', 'eu');
    await data(connect, { a: a.id, r: id });
    await unassign('campaign');
    expect(await connected()).toEqual([]);
    expect(await lastEntry()).toMatchObject({
      action: 'scenarioAssignment.deleted',
      objects: [{ name: 'campaign' }, { name: 'orders' }, { name: 'cluster' }],
      impact: { breaks: { total: 1 } },
    });
  });

  it('end with the labels of a deleted definition', async () => {
    const id = await runtime('cluster', { region: 'eu', scenarios: ['marketing'] });
    await assign('campaign', 'region', 'eu');
    await data('mutation { deleteLabelDefinition(key: "region", deleteRelatedLabels: true) { key } }');
    expect(await memberships(id)).toEqual(['marketing!']);
  });

  it('go with their scenario, keep its new name, and forbid removing it from the label definition', async () => {
    const id = await runtime('cluster', { region: 'eu' });
    await assign('campaign', 'region', 'eu');
    await data('mutation { renameScenario(name: "campaign", newName: "promotion") { id } }');
    expect(await memberships(id)).toEqual(['promotion*']);
    const { labelDefinition } = await data('{ labelDefinition(key: "scenarios") { schema } }');
    const schema = JSON.parse(labelDefinition.schema);
    schema.items.enum = ['default', 'marketing'];
    const update =
      'mutation ($schema: JSONSchema) { updateLabelDefinition(in: { key: "scenarios", schema: $schema }) { key } }';
    await label(id, 'region', 'us');
    expect(await refusal(update, { schema: JSON.stringify(schema) })).toEqual([
      'InvalidData',
      'while updating label definition: while validating Scenario Assignments against a new schema: Scenario Assignment [scenario=promotion] is not valid against a new schema: 0: 0 must be one of the following: "default", "marketing"',
    ]);
    await label(id, 'region', 'eu');
    await data('mutation { deleteScenario(name: "promotion") { id } }');
    expect(await memberships(id)).toEqual([]);
    await label(id, 'region', 'eu');
    expect(await memberships(id)).toEqual([]);
  });

  it('are listed by scenario, by selector and in pages, under the old names too', async () => {
    await assign('marketing', 'region', 'eu');
    await assign('default', 'zone', '1');
    await assign('campaign', 'region', 'eu');
    const of = (scenarioName: string, key: string, value: string) => ({ scenarioName, selector: { key, value } });
    expect(
      await data(`{
        one: automaticScenarioAssignmentForScenario(scenarioName: "default") { ${rule} }
        some: automaticScenarioAssignmentsForSelector(selector: { key: "region", value: "eu" }) { ${rule} }
        old: automaticScenarioAssignmentForSelector(selector: { key: "region", value: "us" }) { ${rule} }
        page: automaticScenarioAssignments(first: 2) { totalCount pageInfo { hasNextPage } data { ${rule} } }
      }`),
    ).toEqual({
      one: of('default', 'zone', '1'),
      some: [of('campaign', 'region', 'eu'), of('marketing', 'region', 'eu')],
      old: [],
      page: {
        totalCount: 3,
        pageInfo: { hasNextPage: true },
        data: [of('campaign', 'region', 'eu'), of('default', 'zone', '1')],
      },
    });
    const remove = `mutation { r: deleteAutomaticScenarioAssignmentForSelector(selector: { key: "region", value: "eu" }) { ${rule} } }`;
    expect((await data(remove))['r']).toEqual([of('campaign', 'region', 'eu'), of('marketing', 'region', 'eu')]);
    expect(
      (await data('{ automaticScenarioAssignments { totalCount } }'))['automaticScenarioAssignments'].totalCount,
    ).toBe(1);
    const set = `mutation { s: setAutomaticScenarioAssignment(in: { scenarioName: "campaign", selector: { key: "a", value: "b" } }) { ${rule} } }`;
    expect((await data(set))['s']).toEqual(of('campaign', 'a', 'b'));
  });

  it('are refused in the words of the vocabulary', async () => {
    await assign('campaign', 'region', 'eu');
    expect(await refusal(create, { s: 'campaign', k: 'zone', v: '1' })).toEqual([
      'NotUnique',
      'while creating Assignment: a given scenario already has an assignment',
    ]);
    expect(await refusal(create, { s: 'nowhere', k: 'zone', v: '1' })).toEqual([
      'NotFound',
      'while creating Assignment: scenario `nowhere` does not exist',
    ]);
    expect(await refusal(create, { s: 'marketing', k: 'zone', v: 'x'.repeat(257) })).toEqual([
      'InvalidData',
      'validation error for type AutomaticScenarioAssignmentSetInput: selector: (value: the length must be no more than 256.).',
    ]);
    expect(
      await refusal(
        'mutation { deleteAutomaticScenarioAssignmentsForSelector(selector: { key: "K", value: "V" }) { scenarioName } }',
      ),
    ).toEqual([
      'InvalidData',
      'while deleting the Assignments for selector [{K V}]: while ensuring input is valid: expected at least one item in Assignments slice',
    ]);
    const missing = ['NotFound', 'while getting the Assignment for scenario [name=marketing]: Object was not found'];
    expect(
      await refusal(
        'mutation { deleteAutomaticScenarioAssignmentForScenario(scenarioName: "marketing") { scenarioName } }',
      ),
    ).toEqual(missing);
    expect(
      await refusal('{ automaticScenarioAssignmentForScenario(scenarioName: "marketing") { scenarioName } }'),
    ).toEqual(missing);
  });

  it('stay within their tenant', async () => {
    await assign('campaign', 'region', 'eu');
    admin = { ...api.admin, tenantId: await api.newTenant(`other-of-${tenants}`) };
    const theirs = await runtime('cluster', { region: 'eu' });
    expect(await memberships(theirs)).toEqual([]);
    expect(
      (await data('{ automaticScenarioAssignments { totalCount } }'))['automaticScenarioAssignments'].totalCount,
    ).toBe(0);
    await assign('default', 'region', 'eu');
    expect(await memberships(theirs)).toEqual(['default*']);
  });
});
