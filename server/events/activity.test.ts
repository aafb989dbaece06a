import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { landscapeDeltas } from '../db/tables/tenant.tables.ts';
import { type Api, createApi } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';
import { type RecordedEntry, record } from './activity.ts';
import { journal } from './delta.ts';

const query = `query ($object: ID, $actions: [String!], $first: Int, $after: PageCursor) {
  activity(objectID: $object, actions: $actions, first: $first, after: $after) {
    totalCount
    pageInfo { endCursor hasNextPage }
    data { sequence at action actor { type id name } objects { kind id name } correlationID }
  }
}`;

describe.each(databases)('the activity log on $name', ({ open }) => {
  let api: Api;
  const asked = async (variables: Record<string, unknown> = {}) => (await api.data(query, variables))['activity'];
  const actions = async (variables?: Record<string, unknown>) =>
    (await asked(variables)).data.map(({ action }: { action: string }) => action);
  const register = async (name: string) =>
    (await api.data('mutation ($name: String!) { result: registerApplication(in: { name: $name }) { id } }', { name }))[
      'result'
    ].id as string;

  beforeEach(async () => {
    api = await createApi(open);
  });
  afterEach(() => api.close());

  it('tells the newest first: who did what to which object', async () => {
    const id = await register('orders');
    await api.data('mutation { createScenario(name: "campaign") { id } }');
    const { data, totalCount } = await asked();
    expect(totalCount).toBe(2);
    expect(data).toMatchObject([
      { sequence: 2, action: 'scenario.created', actor: { type: 'USER', id: 'test-user', name: 'Test User' } },
      { sequence: 1, action: 'application.registered', objects: [{ kind: 'APPLICATION', id, name: 'orders' }] },
    ]);
    expect(data[0].at).toBe('2026-11-19T14:32:00Z');
  });

  it('keeps an object findable by id after it is gone, under the name it had', async () => {
    const id = await register('orders');
    await register('shipping');
    await api.data('mutation ($id: ID!) { unregisterApplication(id: $id) { id } }', { id });
    expect(await actions({ object: id })).toEqual(['application.unregistered', 'application.registered']);
    expect((await asked({ object: id })).data[0].objects).toEqual([{ kind: 'APPLICATION', id, name: 'orders' }]);
  });

  it('narrows to actions by their beginning and takes wildcards literally', async () => {
    await register('orders');
    await api.data('mutation { createScenario(name: "campaign") { id } }');
    expect(await actions({ actions: ['scenario.'] })).toEqual(['scenario.created']);
    expect(await actions({ actions: ['scenario.', 'application.'] })).toHaveLength(2);
    expect(await actions({ actions: ['%.created'] })).toEqual([]);
    expect(await actions({ actions: [] })).toEqual([]);
  });

  it('pages with true totals', async () => {
    for (const name of ['a1', 'a2', 'a3']) await register(name);
    const { pageInfo, totalCount } = await asked({ first: 2 });
    expect({ totalCount, more: pageInfo.hasNextPage }).toEqual({ totalCount: 3, more: true });
    expect((await asked({ first: 2, after: pageInfo.endCursor })).data).toMatchObject([{ sequence: 1 }]);
  });

  it('shows nothing of another tenant and nothing without the scope', async () => {
    const id = await register('orders');
    const stranger = { ...api.admin, tenantId: await api.newTenant('other') };
    expect((await api.data(query, { object: id }, stranger))['activity'].data).toEqual([]);
    const { errors } = await api.run(query, {}, { ...api.admin, scopes: new Set(['application:read']) });
    expect(errors?.[0]?.extensions['error']).toBe('InsufficientScopes');
  });

  it('keeps exactly what was done to the landscape, and tells a listener of it before it is committed', async () => {
    const told: RecordedEntry[] = [];
    api.platform.onEntry = async (_tx, entry) => void told.push(entry);
    const id = await register('orders');
    const [row] = await api.platform.database.read.select().from(landscapeDeltas);
    expect(row).toMatchObject({ sequence: 1, versionBefore: 0, version: 1 });
    expect(row?.delta).toMatchObject({
      applications: [{ id, before: null, after: { name: 'orders' } }],
      memberships: [{ kind: 'APPLICATION', origin: 'DEFAULT', added: [id], removed: [] }],
    });
    expect(told).toMatchObject([{ sequence: 1, action: 'application.registered', actor: { id: 'test-user' } }]);
    expect(told[0]?.delta).toEqual(row?.delta);

    api.platform.onEntry = () => Promise.reject(new Error('no'));
    await api.run('mutation { registerApplication(in: { name: "shipping" }) { id } }');
    expect(await actions()).toEqual(['application.registered']);
  });

  it('refuses an entry that keeps quiet about the landscape', async () => {
    const recorder = { ...api.platform, consumer: null, correlationId: 'c' };
    const quiet = { tenantId: api.tenantId, action: 'quiet', objects: [], changesLandscape: false };
    const written = api.platform.database.write(async (tx) => {
      journal(tx, api.tenantId).scenario('s', null, { name: 'campaign', createdAt: 1 });
      await record(tx, recorder, quiet);
    });
    await expect(written).rejects.toThrow('quiet changed the landscape without saying so');
  });

  it('writes nothing for a mutation that fails', async () => {
    await register('orders');
    await api.run('mutation { registerApplication(in: { name: "orders" }) { id } }');
    expect(await actions()).toEqual(['application.registered']);
  });
});
