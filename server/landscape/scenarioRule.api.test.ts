import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Consumer } from '../shared/consumer.ts';
import { type Api, createApi } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';

const rule = 'scenario selector { key value } matches';
const create = `mutation ($in: ScenarioRuleInput!) { result: createScenarioRule(in: $in) { ${rule} } }`;
const remove = `mutation ($s: String!, $m: [ObjectKind!]) { result: deleteScenarioRule(scenario: $s, matches: $m) { ${rule} } }`;
const impact = 'breaks { total } becomesPossible { total } sideEffects { kind object { name } }';
const preview = `query ($in: ScenarioRuleInput!) { result: previewScenarioRule(in: $in) {
  version applicationCount runtimeCount impact { ${impact} } } }`;
const previewRemoval = `query ($s: String!, $m: [ObjectKind!]) { result: previewScenarioRuleDeletion(scenario: $s, matches: $m) {
  applicationCount runtimeCount impact { ${impact} } } }`;

describe.each(databases)('rules that match Applications on $name', ({ open }) => {
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
  const refusal = async (text: string, variables: Record<string, unknown>) => {
    const [error] = (await api.run(text, variables, admin)).errors ?? [];
    return [error?.extensions['error'], error?.message];
  };
  const input = (scenario: string, value: string, matches: string[] = ['APPLICATION']) => ({
    in: { scenario, selector: { key: 'region', value }, matches },
  });
  const register = async (what: 'Application' | 'Runtime', name: string, labels: object = {}): Promise<string> => {
    const type = what === 'Runtime' ? 'RuntimeInput' : 'ApplicationRegisterInput';
    return (await data(`mutation ($in: ${type}!) { r: register${what}(in: $in) { id } }`, { in: { name, labels } }))[
      'r'
    ].id;
  };
  const label = (id: string, key: string, value: unknown) =>
    data(
      'mutation ($id: ID!, $key: String!, $value: Any!) { setApplicationLabel(applicationID: $id, key: $key, value: $value) { key } }',
      { id, key, value },
    );
  const unlabel = (id: string, key: string) =>
    data('mutation ($id: ID!, $key: String!) { deleteApplicationLabel(applicationID: $id, key: $key) { key } }', {
      id,
      key,
    });
  /** `scenario`, with `!` if by hand and `*` if by rule; by name. */
  const members = async (): Promise<Record<string, string>> => {
    const own = 'name memberships { scenario manual rule }';
    const { landscape } = await data(`{ landscape { applications { ${own} } runtimes { ${own} } } }`);
    return Object.fromEntries(
      [...landscape.applications, ...landscape.runtimes].map(({ name, memberships }: any) => [
        name,
        memberships.map((each: any) => `${each.scenario}${each.manual ? '!' : ''}${each.rule ? '*' : ''}`).join(' '),
      ]),
    );
  };
  const connections = async () =>
    (await data('{ landscape { connections { runtimeID } } }'))['landscape'].connections.length;
  const lastEntry = async () =>
    (await data('{ activity(first: 1) { data { action objects { name } impact before after } } }'))['activity'].data[0];

  it('take Applications out of the default scenario, and let them return', async () => {
    await register('Application', 'orders', { region: 'eu' });
    await register('Application', 'stock', { region: 'us' });
    await register('Runtime', 'cluster', { region: 'eu' });
    expect((await data(create, input('campaign', 'eu')))['result']).toEqual({
      scenario: 'campaign',
      selector: { key: 'region', value: 'eu' },
      matches: ['APPLICATION'],
    });
    expect(await members()).toEqual({ orders: 'campaign*', stock: 'default', cluster: '' });
    expect(await lastEntry()).toMatchObject({
      action: 'scenarioAssignment.created',
      objects: [{ name: 'campaign' }, { name: 'orders' }],
      impact: { sideEffects: [{ kind: 'LEAVES_DEFAULT', object: { name: 'orders' } }] },
    });
    await register('Application', 'late', { region: 'eu' });
    expect((await members())['late']).toBe('campaign*');
    expect((await lastEntry()).impact.conflicts).toEqual([]);
    expect((await data(remove, { s: 'campaign' }))['result']).toMatchObject([{ matches: ['APPLICATION'] }]);
    expect(await members()).toEqual({ orders: 'default', stock: 'default', late: 'default', cluster: '' });
  });

  it('follow the labels of an Application, and tell it in the entry of the label', async () => {
    const orders = await register('Application', 'orders');
    await data(create, input('campaign', 'eu'));
    await label(orders, 'region', 'eu');
    expect((await members())['orders']).toBe('campaign*');
    expect(await lastEntry()).toMatchObject({
      action: 'label.set',
      before: { scenarios: ['default'] },
      after: { region: 'eu', scenarios: ['campaign'] },
    });
    await label(orders, 'region', ['eu']);
    expect((await members())['orders']).toBe('default');
    await label(orders, 'region', 'eu');
    await unlabel(orders, 'region');
    expect((await members())['orders']).toBe('default');
    await label(orders, 'region', 'eu');
    await data('mutation { deleteLabelDefinition(key: "region", deleteRelatedLabels: true) { key } }');
    expect((await members())['orders']).toBe('default');
  });

  it('follow the labels that Compass keeps itself, even when an update restores them', async () => {
    const orders = await register('Application', 'orders');
    const selector = { key: 'name', value: 'orders' };
    await data(create, { in: { scenario: 'campaign', selector, matches: ['APPLICATION'] } });
    expect((await members())['orders']).toBe('campaign*');
    await label(orders, 'name', 'other');
    expect((await members())['orders']).toBe('default');
    await data('mutation ($id: ID!) { updateApplication(id: $id, in: {}) { id } }', { id: orders });
    expect((await members())['orders']).toBe('campaign*');
    expect(await lastEntry()).toMatchObject({ action: 'application.updated', after: { scenarios: ['campaign'] } });
  });

  it('of one kind let nobody of the other kind go', async () => {
    await data(create, input('campaign', 'eu'));
    const zone = { scenario: 'campaign', selector: { key: 'zone', value: 'a' }, matches: ['RUNTIME'] };
    await data(create, { in: zone });
    await register('Application', 'orders', { region: 'eu' });
    await register('Runtime', 'cluster', { zone: 'a' });
    await data('mutation { deleteLabelDefinition(key: "region", deleteRelatedLabels: true) { key } }');
    expect(await members()).toEqual({ orders: 'default', cluster: 'campaign*' });
  });

  it('leave what is by hand, and are not undone by hand', async () => {
    const orders = await register('Application', 'orders', { region: 'eu', scenarios: ['campaign', 'marketing'] });
    await data(create, input('campaign', 'eu'));
    expect((await members())['orders']).toBe('campaign!* marketing!');
    await label(orders, 'scenarios', ['default']);
    expect((await members())['orders']).toBe('campaign*');
    await unlabel(orders, 'scenarios');
    expect((await members())['orders']).toBe('campaign*');
    await label(orders, 'scenarios', ['campaign']);
    await data(remove, { s: 'campaign' });
    expect((await members())['orders']).toBe('campaign!');
  });

  it('end connections that lose their last common scenario, as the preview says before', async () => {
    await data(create, input('campaign', 'eu', ['APPLICATION', 'RUNTIME']));
    await register('Application', 'orders', { region: 'eu' });
    const cluster = await register('Runtime', 'cluster', { region: 'eu' });
    const scopes = new Set(['application:read']);
    const fetch = 'query ($id: ID!) { applicationsForRuntime(runtimeID: $id) { totalCount } }';
    await api.data(fetch, { id: cluster }, { ...admin, type: 'RUNTIME', id: cluster, scopes });
    expect(await connections()).toBe(1);
    expect((await data(previewRemoval, { s: 'campaign', m: ['APPLICATION'] }))['result']).toEqual({
      applicationCount: 1,
      runtimeCount: 0,
      impact: {
        breaks: { total: 1 },
        becomesPossible: { total: 0 },
        sideEffects: [{ kind: 'RETURNS_TO_DEFAULT', object: { name: 'orders' } }],
      },
    });
    expect(await connections()).toBe(1);
    await data(remove, { s: 'campaign', m: ['APPLICATION'] });
    expect(await connections()).toBe(0);
    expect(await members()).toEqual({ orders: 'default', cluster: 'campaign*' });
    expect(await lastEntry()).toMatchObject({ impact: { breaks: { total: 1 } } });
  });

  it('are previewed without a trace', async () => {
    await register('Application', 'orders', { region: 'eu' });
    await register('Runtime', 'cluster', { region: 'eu' });
    const before = await data('{ landscape { version sequence } scenarioRules { scenario } }');
    expect((await data(preview, input('campaign', 'eu', ['APPLICATION', 'RUNTIME'])))['result']).toMatchObject({
      version: before['landscape'].version,
      applicationCount: 1,
      runtimeCount: 1,
      impact: { becomesPossible: { total: 1 }, sideEffects: [{ kind: 'LEAVES_DEFAULT' }] },
    });
    expect(await data('{ landscape { version sequence } scenarioRules { scenario } }')).toEqual(before);
  });

  it('stand beside the assignments of the contract, which shows and deletes only its own', async () => {
    const assignments = async () =>
      (await data('{ automaticScenarioAssignments { totalCount data { scenarioName selector { value } } } }'))[
        'automaticScenarioAssignments'
      ];
    await data(create, input('campaign', 'eu'));
    expect(await assignments()).toEqual({ totalCount: 0, data: [] });
    const assign =
      'mutation ($v: String!) { createAutomaticScenarioAssignment(in: { scenarioName: "campaign", selector: { key: "region", value: $v } }) { scenarioName } }';
    await data(assign, { v: 'us' });
    expect(await assignments()).toMatchObject({ totalCount: 1, data: [{ selector: { value: 'us' } }] });
    expect((await data(`{ scenarioRules(scenario: "campaign") { ${rule} } }`))['scenarioRules']).toEqual([
      { scenario: 'campaign', selector: { key: 'region', value: 'eu' }, matches: ['APPLICATION'] },
      { scenario: 'campaign', selector: { key: 'region', value: 'us' }, matches: ['RUNTIME'] },
    ]);
    await register('Application', 'orders', { region: 'eu' });
    await data(
      'mutation { deleteAutomaticScenarioAssignmentsForSelector(selector: { key: "region", value: "us" }) { scenarioName } }',
    );
    expect((await members())['orders']).toBe('campaign*');
    await data(assign, { v: 'eu' });
    expect((await data(`{ scenarioRules { ${rule} } }`))['scenarioRules']).toMatchObject([
      { matches: ['APPLICATION', 'RUNTIME'] },
    ]);
    await data('mutation { deleteAutomaticScenarioAssignmentForScenario(scenarioName: "campaign") { scenarioName } }');
    expect((await data(`{ scenarioRules { ${rule} } }`))['scenarioRules']).toMatchObject([
      { matches: ['APPLICATION'] },
    ]);
  });

  it('go with their scenario; until then its name cannot leave the label definition', async () => {
    await data(create, input('campaign', 'eu'));
    const orders = await register('Application', 'orders', { region: 'eu' });
    const schema = JSON.stringify({
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: { type: 'string', enum: ['default', 'marketing'] },
    });
    const update = 'mutation ($s: JSONSchema!) { updateLabelDefinition(in: { key: "scenarios", schema: $s }) { key } }';
    expect((await refusal(update, { s: schema }))[0]).toBe('InvalidData');
    await data('mutation ($id: ID!) { unregisterApplication(id: $id) { id } }', { id: orders });
    expect((await refusal(update, { s: schema }))[1]).toContain('Scenario Assignment [scenario=campaign]');
    await register('Application', 'orders', { region: 'eu' });
    await data('mutation { deleteScenario(name: "campaign") { id } }');
    expect(await members()).toEqual({ orders: 'default' });
    expect((await data('{ scenarioRules { scenario } }'))['scenarioRules']).toEqual([]);
  });

  it('are refused in words', async () => {
    await data(create, input('campaign', 'eu'));
    const twice = ['NotUnique', 'the scenario already has a rule that matches Applications'];
    expect(await refusal(create, input('campaign', 'us'))).toEqual(twice);
    expect(await refusal(preview, input('campaign', 'us'))).toEqual(twice);
    expect(await refusal(create, input('campaign', 'us', ['RUNTIME', 'APPLICATION']))).toEqual(twice);
    expect((await data('{ scenarioRules { matches } }'))['scenarioRules']).toEqual([{ matches: ['APPLICATION'] }]);
    expect(await refusal(create, input('default', 'eu'))).toEqual([
      'InvalidOperation',
      'Applications are in the default scenario by themselves: no rule puts them there',
    ]);
    expect((await refusal(create, input('nowhere', 'eu')))[0]).toBe('NotFound');
    expect((await refusal(create, input('marketing', 'eu', [])))[0]).toBe('InvalidData');
    expect((await refusal(create, input('marketing', 'x'.repeat(257))))[0]).toBe('InvalidData');
    expect((await refusal(remove, { s: 'marketing' }))[0]).toBe('NotFound');
    expect((await refusal(remove, { s: 'campaign', m: ['RUNTIME'] }))[0]).toBe('NotFound');
  });
});
