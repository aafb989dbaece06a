import { asc, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { activity, tenants } from '../db/tables/tenant.tables.ts';
import { type Api, createApi } from '../testing/api.ts';
import { createLandscape, type LandscapeSeed } from '../testing/landscape.ts';
import {
  applyMutation,
  connectMutation,
  errorOf,
  everything,
  landscapeQuery,
  switchMutation,
} from '../testing/landscapeWords.ts';

let api: Api;
let seed: LandscapeSeed;

beforeEach(async () => {
  api = await createApi();
  seed = await createLandscape(api.platform.database, { tenantId: api.tenantId, scenarios: ['campaign', 'marketing'] });
});
afterEach(() => api.close());

const entries = () =>
  api.platform.database.read
    .select()
    .from(activity)
    .where(eq(activity.tenantId, api.tenantId))
    .orderBy(asc(activity.sequence));

describe('the landscape', () => {
  it("loads the seed's example once, into an empty tenant, as one activity entry", async () => {
    const { loadExampleLandscape } = await api.data(
      'mutation { loadExampleLandscape { version applications { name memberships { scenario } } runtimes { name memberships { scenario } } } }',
    );
    const picture = (list: { name: string; memberships: { scenario: string }[] }[]) =>
      list.map(({ name, memberships: held }) => [name, held.map(({ scenario }) => scenario)]);
    expect(picture(loadExampleLandscape.applications)).toEqual([
      ['application-1', ['campaign']],
      ['application-2', ['campaign', 'marketing']],
      ['application-3', ['marketing']],
    ]);
    expect(picture(loadExampleLandscape.runtimes)).toEqual([
      ['runtime-1', ['campaign']],
      ['runtime-2', ['marketing']],
      ['runtime-3', ['default']],
    ]);
    expect((await entries()).map(({ action }) => action)).toEqual(['landscape.exampleLoaded']);
    const before = await everything(api);
    expect(errorOf(await api.run('mutation { loadExampleLandscape { version } }')).error).toBe('InvalidOperation');
    expect(await everything(api)).toEqual(before);
  });

  it('is one compact answer with versions, memberships and connections', async () => {
    const application = await seed.application('orders', ['campaign']);
    const runtime = await seed.runtime('cluster', ['campaign'], null);
    await api.data(connectMutation, { a: application, r: runtime });
    const { landscape } = await api.data(landscapeQuery);
    expect(landscape).toMatchObject({
      version: 1,
      sequence: 1,
      defaultScenario: 'default',
      connectionPolicy: 'EXCLUSIVE',
      scenarios: [{ name: 'campaign' }, { name: 'default' }, { name: 'marketing' }],
      applications: [{ name: 'orders', memberships: [{ scenario: 'campaign', manual: true, rule: false }] }],
      runtimes: [{ name: 'cluster', state: 'NOT_CONNECTED', unenforcedRemovals: 0 }],
      connections: [{ applicationID: application, runtimeID: runtime, pending: true }],
    });
  });

  it('explains every state of a pair', async () => {
    const orders = await seed.application('orders', ['campaign']);
    const first = await seed.runtime('first', ['campaign']);
    const second = await seed.runtime('second', ['campaign']);
    const third = await seed.runtime('third', []);
    const explain = async (r: string) =>
      (
        await api.data(
          'query ($a: ID!, $r: ID!) { explainPair(applicationID: $a, runtimeID: $r) { state explanation heldBy { name } } }',
          { a: orders, r },
        )
      ).explainPair;
    expect(await explain(first)).toMatchObject({ state: 'AVAILABLE', heldBy: null });
    await seed.connection(orders, first);
    expect(await explain(first)).toMatchObject({
      state: 'CONNECTED',
      explanation: 'orders can call first because both are in campaign.',
    });
    expect(await explain(second)).toMatchObject({ state: 'BLOCKED', heldBy: { name: 'first' } });
    expect(await explain(third)).toMatchObject({
      state: 'FORBIDDEN',
      explanation: 'orders is in campaign; third is in no scenario; they share no scenario.',
    });
  });

  it('pages pairs by state', async () => {
    const orders = await seed.application('orders', ['campaign', 'marketing']);
    await seed.application('stock', ['campaign']);
    const first = await seed.runtime('first', ['campaign', 'marketing']);
    await seed.runtime('second', ['campaign']);
    await seed.connection(orders, first);
    const list = async (args: string) =>
      (
        await api.data(
          `{ connections${args} { totalCount data { state scenarios application { name } runtime { name } } pageInfo { hasNextPage } } }`,
        )
      ).connections;
    const names = ({ data }: { data: any[] }) =>
      data.map((each) => `${each.application.name} ${each.runtime.name} ${each.state}`);
    const all = await list('');
    expect(names(all)).toEqual([
      'orders first CONNECTED',
      'orders second BLOCKED',
      'stock first AVAILABLE',
      'stock second AVAILABLE',
    ]);
    expect(all.data[0].scenarios).toEqual(['campaign', 'marketing']);
    expect(names(await list('(states: [BLOCKED, CONNECTED])'))).toEqual([
      'orders first CONNECTED',
      'orders second BLOCKED',
    ]);
    expect(names(await list('(states: [FORBIDDEN])'))).toEqual([]);
    expect(names(await list(`(applicationID: "${orders}", states: [BLOCKED])`))).toEqual(['orders second BLOCKED']);
    const page = await list('(first: 1, states: [AVAILABLE])');
    expect({ ...page, data: names(page) }).toEqual({
      totalCount: 2,
      data: ['stock first AVAILABLE'],
      pageInfo: { hasNextPage: true },
    });
  });
});

describe('connections', () => {
  it('connects an available pair, refuses a blocked one with the reason, and switches on demand', async () => {
    const orders = await seed.application('orders', ['campaign']);
    const first = await seed.runtime('first', ['campaign']);
    const second = await seed.runtime('second', ['campaign']);
    const { connectApplication } = await api.data(connectMutation, { a: orders, r: first });
    expect(connectApplication).toMatchObject({
      state: 'CONNECTED',
      scenarios: ['campaign'],
      application: { name: 'orders' },
    });
    const before = await everything(api);
    expect(errorOf(await api.run(connectMutation, { a: orders, r: second }))).toEqual({
      message: 'Application "orders" is connected to Runtime "first"',
      error: 'InvalidOperation',
    });
    expect(await everything(api)).toEqual(before);
    await api.data(switchMutation, { a: orders, r: second });
    expect(await seed.connections()).toEqual([`${orders} ${second}`]);
    expect(await seed.unenforced()).toEqual([`${first} ${orders} orders`]);
    const [connected, switched] = await entries();
    expect(connected).toMatchObject({
      action: 'connection.connected',
      actorType: 'USER',
      impact: { begins: { total: 1 } },
    });
    expect(switched).toMatchObject({
      action: 'connection.switched',
      impact: { breaks: { total: 1 }, begins: { total: 1 } },
    });
  });

  it('disconnects and answers what ended, or null', async () => {
    const orders = await seed.application('orders', ['campaign']);
    const first = await seed.runtime('first', ['campaign']);
    const mutation = 'mutation ($a: ID!) { disconnectApplication(applicationID: $a) { state runtime { name } } }';
    await seed.connection(orders, first);
    expect(await api.data(mutation, { a: orders })).toEqual({
      disconnectApplication: { state: 'CONNECTED', runtime: { name: 'first' } },
    });
    expect(await seed.connections()).toEqual([]);
    expect(await api.data(mutation, { a: orders })).toEqual({ disconnectApplication: null });
    expect(await entries()).toHaveLength(1);
  });

  it('allows several Runtimes under the policy SHARED', async () => {
    await api.platform.database.write(async (tx) => {
      await tx.update(tenants).set({ connectionPolicy: 'SHARED' }).where(eq(tenants.id, api.tenantId));
    });
    const orders = await seed.application('orders', ['campaign']);
    const first = await seed.runtime('first', ['campaign']);
    const second = await seed.runtime('second', ['campaign']);
    await api.data(connectMutation, { a: orders, r: first });
    await api.data(connectMutation, { a: orders, r: second });
    expect(await seed.connections()).toHaveLength(2);
    const result = await api.run('mutation ($a: ID!) { disconnectApplication(applicationID: $a) { state } }', {
      a: orders,
    });
    expect(errorOf(result).message).toBe('Application "orders" is connected to 2 Runtimes: say from which');
  });

  it('derives the events URL of an Application from its Runtime', async () => {
    const orders = await seed.application('orders', ['campaign']);
    const first = await seed.runtime('first', ['campaign']);
    const url = async () =>
      (
        await api.data('query ($a: ID!) { application(id: $a) { eventingConfiguration { defaultURL } } }', {
          a: orders,
        })
      ).application.eventingConfiguration.defaultURL;
    expect(await url()).toBe('');
    await api.data(connectMutation, { a: orders, r: first });
    expect(await url()).toBe('');
    await api.data(
      'mutation ($r: ID!) { setRuntimeLabel(runtimeID: $r, key: "runtime_eventServiceUrl", value: "https://gateway.example/old?x=1") { key } }',
      { r: first },
    );
    expect(await url()).toBe('https://gateway.example/orders/v1/events?x=1');
  });
});

describe('applyChanges', () => {
  it('applies a list, answers its impact, and its inverse takes it back', async () => {
    const orders = await seed.application('orders', []);
    const cluster = await seed.runtime('cluster', ['campaign'], null);
    const before = (await api.data(landscapeQuery)).landscape;
    const changes = [
      { addToScenario: { objectID: orders, scenario: 'campaign' } },
      { connect: { applicationID: orders, runtimeID: cluster } },
    ];
    const preview = await api.data(
      'query ($c: [LandscapeChangeInput!]!) { previewChanges(changes: $c) { version impact { begins { total } conflicts { kind } sideEffects { kind object { name } } } } }',
      { c: changes },
    );
    expect(preview.previewChanges).toEqual({
      version: 0,
      impact: {
        begins: { total: 1 },
        conflicts: [],
        sideEffects: [{ kind: 'LEAVES_DEFAULT', object: { name: 'orders' } }],
      },
    });
    const { applyChanges } = await api.data(applyMutation, { v: 0, c: changes });
    expect(applyChanges).toMatchObject({ version: 1, impact: { becomesPossible: { total: 1 } } });
    expect(await seed.connections()).toEqual([`${orders} ${cluster}`]);
    const inverse = applyChanges.inverse.map((change: Record<string, unknown>) =>
      Object.fromEntries(Object.entries(change).filter(([, value]) => value !== null)),
    );
    await api.data(applyMutation, { v: 1, c: inverse });
    expect((await api.data(landscapeQuery)).landscape).toEqual({ ...before, version: 2, sequence: 2 });
    expect((await entries()).map(({ action, impact }) => [action, (impact as any).begins.total])).toEqual([
      ['landscape.changed', 1],
      ['landscape.changed', 0],
    ]);
  });

  it('refuses a stale version and says which is the present one', async () => {
    const orders = await seed.application('orders', []);
    const changes = [{ addToScenario: { objectID: orders, scenario: 'campaign' } }];
    await api.data(applyMutation, { v: 0, c: changes });
    const before = await everything(api);
    expect(errorOf(await api.run(applyMutation, { v: 0, c: changes }))).toEqual({
      message: 'the landscape is at version 1, not 0: look at it anew before changing it',
      error: 'ConcurrentUpdate',
    });
    expect(await everything(api)).toEqual(before);
  });

  it('lets exactly one of two administrators who looked at the same version win', async () => {
    const [a, b] = [await seed.application('a', []), await seed.application('b', [])];
    const change = (id: string) =>
      api.run(applyMutation, { v: 0, c: [{ addToScenario: { objectID: id, scenario: 'campaign' } }] });
    const results = await Promise.all([change(a), change(b)]);
    expect(results.filter(({ errors }) => !errors)).toHaveLength(1);
  });

  it('is all or nothing: one conflict among good changes writes nothing', async () => {
    const orders = await seed.application('orders', []);
    const cluster = await seed.runtime('cluster', ['marketing']);
    const before = await everything(api);
    const changes = [
      { addToScenario: { objectID: orders, scenario: 'campaign' } },
      { connect: { applicationID: orders, runtimeID: cluster } },
    ];
    expect(errorOf(await api.run(applyMutation, { v: 0, c: changes }))).toEqual({
      message: 'Application "orders" and Runtime "cluster" share no scenario',
      error: 'InvalidOperation',
    });
    expect(await everything(api)).toEqual(before);
  });
});

describe('scenarios', () => {
  it('are created, renamed and deleted; deleting sends members home and ends connections', async () => {
    const created = await api.data('mutation { createScenario(name: "Winter sale") { id name applicationCount } }');
    expect(created.createScenario).toMatchObject({ name: 'Winter sale', applicationCount: 0 });
    await api.data('mutation { renameScenario(name: "Winter sale", newName: "Spring_sale-1") { name } }');
    const fresh = await createLandscape(api.platform.database, { tenantId: api.tenantId });
    const orders = await fresh.application('orders', ['Spring_sale-1']);
    const stock = await fresh.application('stock', ['Spring_sale-1', 'campaign']);
    const cluster = await fresh.runtime('cluster', ['Spring_sale-1', 'campaign']);
    await fresh.connection(orders, cluster);
    await fresh.connection(stock, cluster);
    const list = (await api.data('{ scenarios { name applicationCount runtimeCount connectionCount } }')).scenarios;
    expect(list).toContainEqual({ name: 'Spring_sale-1', applicationCount: 2, runtimeCount: 1, connectionCount: 2 });
    const gone = await api.data('mutation { deleteScenario(name: "Spring_sale-1") { name applicationCount } }');
    expect(gone.deleteScenario).toEqual({ name: 'Spring_sale-1', applicationCount: 2 });
    expect(await fresh.connections()).toEqual([`${stock} ${cluster}`]);
    const { landscape } = await api.data(landscapeQuery);
    expect(landscape.applications.map((each: any) => each.memberships[0])).toEqual([
      { scenario: 'default', manual: false, rule: false },
      { scenario: 'campaign', manual: true, rule: false },
    ]);
    const last = (await entries()).at(-1);
    expect(last).toMatchObject({ action: 'scenario.deleted', impact: { breaks: { total: 1 } } });
    expect(last?.before).toMatchObject({ name: 'Spring_sale-1', connections: [{ applicationID: orders }] });
  });

  it.each([
    ['createScenario(name: "x")', 'InvalidData'],
    ['createScenario(name: "-x-")', 'InvalidData'],
    [`createScenario(name: "${'x'.repeat(129)}")`, 'InvalidData'],
    ['createScenario(name: "campaign")', 'NotUniqueName'],
    ['renameScenario(name: "campaign", newName: "marketing")', 'NotUniqueName'],
    ['renameScenario(name: "campaign", newName: "")', 'InvalidData'],
    ['renameScenario(name: "nowhere", newName: "other")', 'NotFound'],
    ['renameScenario(name: "default", newName: "other")', 'InvalidOperation'],
    ['deleteScenario(name: "default")', 'InvalidOperation'],
    ['deleteScenario(name: "nowhere")', 'NotFound'],
  ])('%s is refused with %s and writes nothing', async (field, error) => {
    const before = await everything(api);
    expect(errorOf(await api.run(`mutation { ${field} { id } }`)).error).toBe(error);
    expect(await everything(api)).toEqual(before);
  });
});
