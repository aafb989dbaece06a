import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { webhookDeliveries } from '../db/tables/webhook.tables.ts';
import { type Api, createApi } from '../testing/api.ts';
import { connectMutation, runtimeConsumer, switchMutation } from '../testing/landscapeWords.ts';
import { countStatements } from '../testing/statements.ts';
import { addWebhook, mark, registerApplication } from '../testing/webhookWords.ts';

interface Told {
  type: string;
  data: Record<string, any>;
}

describe('Events of an Application', () => {
  let api: Api;
  let shop: string;
  let runtimes: Record<'one' | 'two', string>;

  beforeEach(async () => {
    api = await createApi();
    await api.data('mutation { a: createScenario(name: "campaign") { id } b: createScenario(name: "sale") { id } }');
    shop = await registerApplication(api, 'shop', { scenarios: ['campaign'] });
    await registerApplication(api, 'other', { scenarios: ['campaign'] });
    const register = 'mutation ($in: RuntimeInput!) { registerRuntime(in: $in) { id } }';
    const runtime = async (name: string) => {
      const labels = { scenarios: ['campaign'], runtime_eventServiceUrl: `https://gateway.${name}.example` };
      return (await api.data(register, { in: { name, labels } })).registerRuntime.id as string;
    };
    runtimes = { one: await runtime('one'), two: await runtime('two') };
    await addWebhook(api, shop, 'https://receiver.example/hook');
  });
  afterEach(() => api.close());

  /** What the outbox has got since, without what is in every event. */
  async function toldBy(act: () => Promise<unknown>): Promise<Told[]> {
    const { read } = api.platform.database;
    const before = new Set((await read.select().from(webhookDeliveries)).map(({ id }) => id));
    await act();
    const rows = (await read.select().from(webhookDeliveries)).filter(({ id }) => !before.has(id));
    rows.sort((a, b) => a.sequence - b.sequence || a.position - b.position);
    return rows.map(({ body }) => {
      const { type, data, subject } = JSON.parse(body);
      const { application, ...rest } = data;
      expect([subject, application]).toEqual([shop, { id: shop, name: 'shop' }]);
      return { type, data: rest };
    });
  }
  const named = (name: 'one' | 'two') => ({ id: runtimes[name], name });
  const url = (name: string) => `https://gateway.${name}.example/shop/v1/events`;
  const connect = () => api.data(connectMutation, { a: shop, r: runtimes.one });

  it('tell that it was connected, switched and disconnected', async () => {
    expect(await toldBy(connect)).toEqual([
      { type: 'compass.connection.established.v1', data: { runtime: named('one'), eventsURL: url('one') } },
    ]);
    const switching = () => api.data(switchMutation, { a: shop, r: runtimes.two });
    expect(await toldBy(switching)).toEqual([
      {
        type: 'compass.connection.switched.v1',
        data: { from: named('one'), runtime: named('two'), eventsURL: url('two') },
      },
    ]);
    const disconnecting = () =>
      api.data('mutation ($a: ID!) { disconnectApplication(applicationID: $a) { state } }', { a: shop });
    expect(await toldBy(disconnecting)).toEqual([
      { type: 'compass.connection.ended.v1', data: { runtime: named('two') } },
    ]);
  });

  it('tell that a Runtime has connected itself by fetching its configuration', async () => {
    const fetching = () =>
      api.data(
        'query ($r: ID!) { applicationsForRuntime(runtimeID: $r) { totalCount } }',
        { r: runtimes.one },
        runtimeConsumer(api, runtimes.one),
      );
    expect((await toldBy(fetching)).map(({ type }) => type)).toEqual(['compass.connection.established.v1']);
  });

  it('tell that its connection ended because the Runtime was unregistered', async () => {
    await connect();
    const leaving = () => api.data('mutation ($id: ID!) { unregisterRuntime(id: $id) { id } }', { id: runtimes.one });
    expect(await toldBy(leaving)).toEqual([{ type: 'compass.connection.ended.v1', data: { runtime: named('one') } }]);
  });

  it('tell which scenarios it joined and left, the default one included', async () => {
    const setScenarios = (names: string[]) => () =>
      api.data(
        'mutation ($a: ID!, $v: Any!) { setApplicationLabel(applicationID: $a, key: "scenarios", value: $v) { key } }',
        {
          a: shop,
          v: names,
        },
      );
    const crossing = async (act: () => Promise<unknown>) =>
      (await toldBy(act))
        .filter(({ type }) => type.startsWith('compass.scenario.'))
        .map(({ type, data }) => `${type.split('.')[2]} ${data['scenario'].name}`);
    expect(await crossing(setScenarios(['campaign', 'sale']))).toEqual(['joined sale']);
    expect(await crossing(setScenarios(['sale']))).toEqual(['left campaign']);
    expect(await crossing(setScenarios(['sale']))).toEqual([]);
    expect(await crossing(() => api.data('mutation { deleteScenario(name: "sale") { id } }'))).toEqual([
      'left sale',
      'joined default',
    ]);
  });

  it('tell what changed in the configuration of the Runtime it is connected to, not how', async () => {
    const setLabel = (key: string, value: unknown) => () =>
      api.data(
        'mutation ($r: ID!, $k: String!, $v: Any!) { setRuntimeLabel(runtimeID: $r, key: $k, value: $v) { key } }',
        {
          r: runtimes.one,
          k: key,
          v: value,
        },
      );
    expect(await toldBy(setLabel('region', 'eu'))).toEqual([]);
    await connect();
    expect(await toldBy(setLabel('runtime_eventServiceUrl', 'https://new.example'))).toEqual([
      {
        type: 'compass.runtime.updated.v1',
        data: {
          runtime: named('one'),
          changed: ['labels.runtime_eventServiceUrl'],
          eventsURL: 'https://new.example/shop/v1/events',
        },
      },
    ]);
    expect(await toldBy(setLabel('runtime_eventServiceUrl', 'https://new.example'))).toEqual([]);
    const [update] = await toldBy(() =>
      api.data('mutation ($id: ID!, $in: RuntimeInput!) { updateRuntime(id: $id, in: $in) { id } }', {
        id: runtimes.one,
        in: { name: 'renamed', description: 'moved', labels: { scenarios: ['campaign'], region: 'us' } },
      }),
    );
    expect(update).toMatchObject({
      type: 'compass.runtime.updated.v1',
      data: {
        runtime: { name: 'renamed' },
        changed: ['description', 'labels.region', 'labels.runtime_eventServiceUrl', 'name'],
      },
    });
    expect(JSON.stringify(update)).not.toContain('us"');
  });

  it('tell that credentials were requested and are not used any more', async () => {
    const { addPackage: own } = await api.data(
      'mutation ($a: ID!) { addPackage(applicationID: $a, in: { name: "orders" }) { id } }',
      { a: shop },
    );
    await api.data('mutation($a: ID!, $r: ID!) { connectApplication(applicationID: $a, runtimeID: $r) { state } }', {
      a: shop,
      r: runtimes.one,
    });
    const runtime = runtimeConsumer(api, runtimes.one);
    let request = '';
    const requesting = async () => {
      const text =
        'mutation ($p: ID!) { requestPackageInstanceAuthCreation(packageID: $p, in: { context: "{}" }) { id } }';
      request = (await api.data(text, { p: own.id }, runtime)).requestPackageInstanceAuthCreation.id;
    };
    const [told] = await toldBy(requesting);
    expect(told).toEqual({
      type: 'compass.credentials.requested.v1',
      data: {
        instanceAuthID: request,
        package: { id: own.id, name: 'orders' },
        runtime: named('one'),
        condition: 'PENDING',
      },
    });
    const giveBack = 'mutation ($id: ID!) { requestPackageInstanceAuthDeletion(authID: $id) { id } }';
    expect(await toldBy(() => api.data(giveBack, { id: request }, runtime))).toMatchObject([
      { type: 'compass.credentials.unused.v1', data: { instanceAuthID: request, deleted: false } },
    ]);
  });

  it('tell of its own updates, labels and offers, but not of an update that changes nothing', async () => {
    const update = (description: string | null) => () =>
      api.data('mutation ($a: ID!, $d: String) { updateApplication(id: $a, in: { description: $d }) { id } }', {
        a: shop,
        d: description,
      });
    expect(await toldBy(update('sells'))).toMatchObject([
      {
        type: 'compass.application.updated.v1',
        data: { change: 'application.updated', changed: ['description'], object: { kind: 'APPLICATION', id: shop } },
      },
    ]);
    expect(await toldBy(update('sells'))).toEqual([]);
    const adding = () =>
      api.data(
        `mutation ($a: ID!) { addPackage(applicationID: $a, in: { name: "orders", defaultInstanceAuth:
          { credential: { basic: { username: "u", password: "hidden" } } } }) { id } }`,
        { a: shop },
      );
    const told = await toldBy(adding);
    expect(told).toMatchObject([{ data: { change: 'package.added', object: { kind: 'PACKAGE', name: 'orders' } } }]);
    expect(JSON.stringify(told)).not.toContain('hidden');
  });

  it('tell that it was unregistered, after what that ends', async () => {
    await connect();
    const leaving = () => api.data('mutation ($id: ID!) { unregisterApplication(id: $id) { id } }', { id: shop });
    expect((await toldBy(leaving)).map(({ type }) => type)).toEqual([
      'compass.connection.ended.v1',
      'compass.application.unregistered.v1',
    ]);
  });

  it('go to every webhook of it with one id', async () => {
    await addWebhook(api, shop, 'https://second.example/hook');
    expect(await toldBy(() => mark(api, shop, 1))).toHaveLength(2);
    const rows = await api.platform.database.read.select().from(webhookDeliveries);
    expect(new Set(rows.map(({ eventId }) => eventId)).size).toBe(1);
  });

  it('cost no statement in a tenant without webhooks', async () => {
    const tenantId = await api.newTenant('quiet');
    const quiet = { ...api.admin, tenantId };
    const register = 'mutation ($n: String!) { registerApplication(in: { name: $n }) { id } }';
    await api.data(register, { n: 'first' }, quiet);
    const { statements } = await countStatements(() => api.data(register, { n: 'second' }, quiet));
    expect(statements.length).toBeGreaterThan(5);
    expect(statements.filter((text) => /"webhook(s|_deliveries)"/.test(text))).toEqual([]);
  });
});
