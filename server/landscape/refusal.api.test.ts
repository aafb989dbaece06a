import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Api, createApi } from '../testing/api.ts';
import { createLandscape, type LandscapeSeed } from '../testing/landscape.ts';
import {
  applyMutation,
  connectMutation,
  errorOf,
  everything,
  fetchAll,
  landscapeQuery,
  runtimeConsumer,
  switchMutation,
} from '../testing/landscapeWords.ts';

let api: Api;
let seed: LandscapeSeed;

beforeEach(async () => {
  api = await createApi();
  seed = await createLandscape(api.platform.database, { tenantId: api.tenantId, scenarios: ['campaign', 'marketing'] });
});
afterEach(() => api.close());

describe('between tenants', () => {
  it('no operation reaches what belongs to another one', async () => {
    const orders = await seed.application('orders', ['campaign']);
    const cluster = await seed.runtime('cluster', ['campaign']);
    const other = await api.newTenant('other');
    const stranger = { ...api.admin, tenantId: other };
    const foreign = await createLandscape(api.platform.database, { tenantId: other, scenarios: ['campaign'] });
    const theirs = await foreign.runtime('theirs', ['campaign']);
    const own = await foreign.application('own', ['campaign']);
    const before = await everything(api);
    const pair = { a: orders, r: cluster };
    const change = (c: object) => ({ v: 0, c: [c] });
    const attempts: [string, Record<string, unknown>][] = [
      [connectMutation, pair],
      [switchMutation, pair],
      [connectMutation, { a: orders, r: theirs }],
      [connectMutation, { a: own, r: cluster }],
      ['mutation ($a: ID!) { disconnectApplication(applicationID: $a) { state } }', { a: orders }],
      ['query ($a: ID!, $r: ID!) { explainPair(applicationID: $a, runtimeID: $r) { state } }', pair],
      ['query ($a: ID!) { connections(applicationID: $a) { totalCount } }', { a: orders }],
      ['query ($r: ID!) { connections(runtimeID: $r) { totalCount } }', { r: cluster }],
      [fetchAll, { r: cluster }],
      [applyMutation, change({ addToScenario: { objectID: orders, scenario: 'campaign' } })],
      [applyMutation, change({ connect: { applicationID: own, runtimeID: cluster } })],
      ['mutation { deleteScenario(name: "marketing") { id } }', {}],
      ['mutation { renameScenario(name: "marketing", newName: "mine") { id } }', {}],
    ];
    for (const [text, variables] of attempts) {
      expect(errorOf(await api.run(text, variables, stranger)).error, text).toBe('NotFound');
    }
    expect(await everything(api)).toEqual(before);
    expect(errorOf(await api.run(fetchAll, { r: cluster }, runtimeConsumer(api, cluster, other))).error).toBe(
      'NotFound',
    );
    const { landscape } = await api.data(landscapeQuery, {}, stranger);
    expect(landscape.applications.map(({ name }: { name: string }) => name)).toEqual(['own']);
    expect((await api.data('{ scenarios { name } }', {}, stranger)).scenarios).toHaveLength(2);
    expect((await api.data('{ connections { totalCount } }', {}, stranger)).connections.totalCount).toBe(1);
    await api.data('mutation { deleteScenario(name: "campaign") { id } }', {}, stranger);
    expect((await everything(api)).memberships.filter(({ tenantId }) => tenantId === api.tenantId)).toEqual(
      before.memberships.filter(({ tenantId }) => tenantId === api.tenantId),
    );
  });
});

describe('bad input', () => {
  it.each<[string, string, Record<string, unknown>, string]>([
    ['an Application that does not exist', connectMutation, { a: randomUUID(), r: randomUUID() }, 'NotFound'],
    ['ids that are none', switchMutation, { a: "'; drop table", r: '' }, 'NotFound'],
    ['an empty list of changes', applyMutation, { v: 0, c: [] }, 'InvalidData'],
    [
      'a change that says two things',
      applyMutation,
      {
        v: 0,
        c: [{ connect: { applicationID: 'a', runtimeID: 'r' }, disconnect: { applicationID: 'a', runtimeID: 'r' } }],
      },
      'InvalidData',
    ],
    [
      'a change of nobody',
      applyMutation,
      { v: 0, c: [{ addToScenario: { objectID: 'nobody', scenario: 'campaign' } }] },
      'NotFound',
    ],
    [
      'too many changes',
      applyMutation,
      { v: 0, c: Array.from({ length: 1001 }, () => ({ disconnect: { applicationID: 'a', runtimeID: 'r' } })) },
      'InvalidData',
    ],
    ['a cursor that is none', '{ connections(after: "???") { totalCount } }', {}, 'InvalidData'],
    ['a page of none', '{ connections(first: 0) { totalCount } }', {}, 'InvalidData'],
    [
      'a page of none for a Runtime',
      `{ applicationsForRuntime(runtimeID: "${randomUUID()}", first: 0) { totalCount } }`,
      {},
      'InvalidData',
    ],
  ])('%s is refused in the vocabulary and writes nothing', async (_what, text, variables, error) => {
    const before = await everything(api);
    const result = await api.run(text, variables);
    expect(errorOf(result).error ?? 'InvalidData').toBe(error);
    expect(result.errors?.[0]?.message).not.toMatch(/select|insert|sqlite|\bat .*\.ts/i);
    expect(await everything(api)).toEqual(before);
  });
});
