import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Api, createApi } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';
import { record } from './activity.ts';

const query = `query ($filter: ActivityFilter) { activity(filter: $filter) { totalCount data { sequence } } }`;
const history = `query ($from: Timestamp, $to: Timestamp, $stretches: Int) {
  landscapeHistory(from: $from, to: $to, stretches: $stretches) { from to changes stretches { index changes sequence } } }`;

describe.each(databases)('looking for activity on $name', ({ open }) => {
  let api: Api;
  let start: number;
  const sequences = async (filter: Record<string, unknown>) => {
    const { activity } = await api.data(query, { filter });
    const found = activity.data.map(({ sequence }: { sequence: number }) => sequence);
    expect(activity.totalCount).toBe(found.length);
    return found.reverse();
  };
  const where = (...conditions: [key: string, value: string, negated?: boolean][]) =>
    sequences({ conditions: conditions.map(([key, value, negated = false]) => ({ key, value, negated })) });

  // 1 orders, 2 campaign, 3 100%_off, 4 a token for orders, 5 orders edited
  beforeEach(async () => {
    api = await createApi(open);
    start = api.now;
    const { id } = (await api.data('mutation { made: registerApplication(in: { name: "orders" }) { id } }'))['made'];
    api.now = start + 10_000;
    await api.data('mutation { createScenario(name: "campaign") { id } }');
    await api.data('mutation { registerApplication(in: { name: "per-cent" , description: "100%" }) { id } }');
    api.now = start + 20_500;
    await api.data('mutation ($id: ID!) { requestOneTimeTokenForApplication(id: $id) { token } }', { id });
    await api.data('mutation ($id: ID!) { updateApplication(id: $id, in: { description: "x" }) { id } }', { id });
  });
  afterEach(() => api.close());

  it('joins values of one key by or, keys and negations by and', async () => {
    expect(await where(['ACTION', 'scenario.'], ['ACTION', 'Application.registered'])).toEqual([1, 2, 3]);
    expect(await where(['ACTION', 'application.'], ['OBJECT', 'ORD'])).toEqual([1, 5]);
    expect(await where(['OBJECT', 'orders', true])).toEqual([2, 3]);
    expect(await where(['TEXT', 'orders'], ['TEXT', 'token'])).toEqual([4]);
  });

  it('finds actors by part of their name, by id and by type', async () => {
    expect(await where(['ACTOR', 'test us'])).toEqual([1, 2, 3, 4, 5]);
    expect(await where(['ACTOR', 'test-user'])).toHaveLength(5);
    expect(await where(['ACTOR', 'user', true])).toEqual([]);
    expect(await where(['ACTOR', 'runtime'])).toEqual([]);
  });

  it('tells security and changes of the landscape apart', async () => {
    expect(await where(['KIND', 'security'])).toEqual([4]);
    expect(await where(['KIND', 'landscape'])).toEqual([1, 2, 3, 5]);
    expect(await where(['RESULT', 'refused'])).toEqual([]);
    expect(await where(['RESULT', 'done'])).toHaveLength(5);
  });

  it('counts tokens, certificates, credentials, people and refusals as security, and nothing else', async () => {
    const security = [
      ...['oneTimeToken.issued', 'token.used', 'oneTimeToken.expired', 'certificate.issued', 'certificate.renewed'],
      ...['certificate.revoked', 'connection.refused', 'signIn.failed', 'person.roleChanged', 'person.sessionsEnded'],
      ...['webhook.secretRotated', 'identityProvider.updated'],
    ];
    const others = ['connection.connected', 'webhook.updated', 'runtime.reported', 'personal.x'];
    const { database } = api.platform;
    const recorder = { ...api.platform, consumer: null, correlationId: 'c' };
    await database.write(async (tx) => {
      for (const action of [...security, ...others]) {
        await record(tx, recorder, { tenantId: api.tenantId, action, objects: [], changesLandscape: false });
      }
    });
    const found = await where(['KIND', 'security']);
    expect(found).toEqual([4, ...security.map((_, position) => 6 + position)]);
  });

  it('takes signs of patterns, quotes and backslashes literally', async () => {
    for (const value of ['%', '_', '\\', '"', "'; drop table activity; --", 'ord%']) {
      expect(await where(['OBJECT', value])).toEqual([]);
    }
  });

  it('keeps to moments and numbers, whole seconds included', async () => {
    const at = (ms: number) => new Date(start + ms).toISOString();
    expect(await sequences({ since: at(10_000), until: at(20_000) })).toEqual([2, 3, 4, 5]);
    expect(await sequences({ until: at(9_999) })).toEqual([1]);
    expect(await sequences({ afterSequence: 1, untilSequence: 3 })).toEqual([2, 3]);
  });

  it('refuses what it does not know', async () => {
    const problem = async (conditions: unknown[]) =>
      (await api.run(query, { filter: { conditions } })).errors?.[0]?.message;
    expect(await problem([{ key: 'KIND', value: 'odd' }])).toContain('there is no kind "odd"');
    expect(await problem([{ key: 'RESULT', value: 'odd' }])).toContain('there is no result "odd"');
    expect(await problem([{ key: 'TEXT', value: 'x'.repeat(201) }])).toContain('at most 200 characters');
    expect(await problem(Array(21).fill({ key: 'TEXT', value: 'x' }))).toContain('at most 20 conditions');
  });

  it('counts the changes of the landscape over time', async () => {
    api.now = start + 30_000;
    const counted = async (variables: Record<string, unknown>) =>
      (await api.data(history, variables))['landscapeHistory'];
    const all = await counted({ stretches: 3 });
    expect(all).toMatchObject({ changes: 4, from: '2026-11-19T14:32:00Z', to: '2026-11-19T14:32:30Z' });
    expect(all.stretches).toEqual([
      { index: 0, changes: 3, sequence: 3 },
      { index: 2, changes: 1, sequence: 5 },
    ]);
    const from = new Date(start + 15_000).toISOString();
    expect((await counted({ from, stretches: 1 })).stretches).toEqual([{ index: 0, changes: 1, sequence: 5 }]);
    const odd = await api.run(history, { stretches: 0 });
    expect(odd.errors?.[0]?.message).toContain('stretches: between 1 and 1000');
  });
});
