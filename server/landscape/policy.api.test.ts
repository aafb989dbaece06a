import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connections } from '../db/tables/landscape.tables.ts';
import { type Api, createApi } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';

describe.each(databases)('The connection policy on $name', ({ open }) => {
  let api: Api;
  const id: Record<string, string> = {};

  beforeEach(async () => {
    api = await createApi(open);
    await api.data('mutation { createScenario(name: "campaign") { name } }');
    for (const each of ['orders', 'billing']) {
      const { made } = await api.data(
        `mutation { made: registerApplication(in: { name: "${each}", labels: { scenarios: ["campaign"] } }) { id } }`,
      );
      id[each] = made.id;
    }
    for (const each of ['eu', 'us']) {
      const { made } = await api.data(
        `mutation { made: registerRuntime(in: { name: "${each}", labels: { scenarios: ["campaign"] } }) { id } }`,
      );
      id[each] = made.id;
    }
  });
  afterEach(() => api.close());

  const connect = (application: string, runtime: string) =>
    api.run('mutation($a: ID!, $r: ID!) { connectApplication(applicationID: $a, runtimeID: $r) { state } }', {
      a: id[application],
      r: id[runtime],
    });
  const set = (policy: string) => api.run(`mutation { setConnectionPolicy(policy: ${policy}) { connectionPolicy } }`);
  const preview = async (policy: string) =>
    (
      await api.data(
        `{ it: previewConnectionPolicy(policy: ${policy}) { from to connections becomePossible stopBeingPossible conflicts { application { name } runtimes { name } } } }`,
      )
    ).it;

  test('sharing lets a second Runtime in; going back waits until one is left', async () => {
    await connect('orders', 'eu');
    expect((await connect('orders', 'us')).errors?.[0]?.message).toMatch(/is connected to Runtime "eu"/);
    expect(await preview('SHARED')).toMatchObject({ connections: 1, becomePossible: 1, conflicts: [] });
    expect((await set('SHARED')).data).toEqual({ setConnectionPolicy: { connectionPolicy: 'SHARED' } });
    expect((await connect('orders', 'us')).errors).toBeUndefined();
    expect((await preview('EXCLUSIVE')).conflicts).toEqual([
      { application: { name: 'orders' }, runtimes: [{ name: 'eu' }, { name: 'us' }] },
    ]);
    const refused = await set('EXCLUSIVE');
    expect(refused.errors?.[0]?.message).toBe(
      'Application "orders" is connected to 2 Runtimes: end all but one connection of each first',
    );
    expect(await api.platform.database.read.select().from(connections)).toHaveLength(2);
    await api.data(
      `mutation { disconnectApplication(applicationID: "${id['orders']}", runtimeID: "${id['us']}") { state } }`,
    );
    await set('EXCLUSIVE');
    expect((await connect('orders', 'us')).errors?.[0]?.message).toMatch(/is connected to Runtime "eu"/);
    expect((await connect('billing', 'us')).errors).toBeUndefined();
  });

  test('is entered in the log with what it meant, and known to the landscape', async () => {
    await set('SHARED');
    const { landscape, activity } = await api.data(
      '{ landscape { connectionPolicy version } activity(first: 1) { data { action before after impact } } }',
    );
    expect(landscape.connectionPolicy).toBe('SHARED');
    expect(activity.data[0]).toMatchObject({
      action: 'settings.connectionPolicyChanged',
      before: { connectionPolicy: 'EXCLUSIVE' },
      after: { connectionPolicy: 'SHARED' },
    });
    expect((await set('SHARED')).errors?.[0]?.message).toMatch(/already/);
  });
});
