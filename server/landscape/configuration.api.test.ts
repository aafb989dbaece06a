import { randomUUID } from 'node:crypto';
import { asc, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runtimes } from '../db/tables/director.tables.ts';
import { activity } from '../db/tables/tenant.tables.ts';
import { type Api, createApi } from '../testing/api.ts';
import { createLandscape, type LandscapeSeed } from '../testing/landscape.ts';
import { errorOf, everything, fetchAll, runtimeConsumer } from '../testing/landscapeWords.ts';

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

const fetchQuery = `query ($r: ID!, $first: Int, $after: PageCursor) {
  applicationsForRuntime(runtimeID: $r, first: $first, after: $after) {
    data { id name eventingConfiguration { defaultURL } } totalCount pageInfo { hasNextPage endCursor } } }`;

describe('applicationsForRuntime', () => {
  it('connects what is available to the Runtime that asks for itself, once, and records it', async () => {
    const orders = await seed.application('orders', ['campaign']);
    await seed.application('alien', ['marketing']);
    const cluster = await seed.runtime('cluster', ['campaign'], null);
    const ask = async () =>
      (await api.data(fetchAll, { r: cluster }, runtimeConsumer(api, cluster))).applicationsForRuntime;
    expect(await ask()).toEqual({ data: [{ name: 'orders' }], totalCount: 1 });
    expect(await seed.connections()).toEqual([`${orders} ${cluster}`]);
    const before = await everything(api);
    expect(await ask()).toEqual({ data: [{ name: 'orders' }], totalCount: 1 });
    expect(await everything(api)).toEqual(before);
    expect(await entries()).toMatchObject([
      { action: 'connection.claimed', actorType: 'RUNTIME', actorId: cluster, impact: { begins: { total: 1 } } },
    ]);
    await api.platform.contacts.flush();
    const [row] = await api.platform.database.read.select().from(runtimes).where(eq(runtimes.id, cluster));
    expect(row).toMatchObject({ lastAttemptAt: expect.any(Number), lastFetchAt: expect.any(Number) });
  });

  it('does not give a second Runtime what the first one holds', async () => {
    await seed.application('orders', ['campaign']);
    const first = await seed.runtime('first', ['campaign']);
    const second = await seed.runtime('second', ['campaign']);
    await api.data(fetchAll, { r: first }, runtimeConsumer(api, first));
    const answer = await api.data(fetchAll, { r: second }, runtimeConsumer(api, second));
    expect(answer.applicationsForRuntime).toEqual({ data: [], totalCount: 0 });
  });

  it('shows an administrator all that share a scenario and connects nothing', async () => {
    const orders = await seed.application('orders', ['campaign']);
    await seed.application('stock', ['campaign']);
    const first = await seed.runtime('first', ['campaign']);
    const second = await seed.runtime('second', ['campaign']);
    await seed.connection(orders, second);
    const before = await everything(api);
    expect((await api.data(fetchAll, { r: first })).applicationsForRuntime.totalCount).toBe(2);
    expect(await everything(api)).toEqual(before);
  });

  it('answers completely without `first`, and in pages with it', async () => {
    const cluster = await seed.runtime('cluster', ['campaign']);
    for (let n = 0; n < 205; n += 1) await seed.application(`app-${n}`, ['campaign']);
    const complete = await api.data(fetchAll, { r: cluster }, runtimeConsumer(api, cluster));
    expect(complete.applicationsForRuntime.data).toHaveLength(205);
    const page = (await api.data(fetchQuery, { r: cluster, first: 200 }, runtimeConsumer(api, cluster)))
      .applicationsForRuntime;
    expect(page).toMatchObject({ totalCount: 205, pageInfo: { hasNextPage: true } });
    const rest = await api.data(
      fetchQuery,
      { r: cluster, first: 200, after: page.pageInfo.endCursor },
      runtimeConsumer(api, cluster),
    );
    expect(rest.applicationsForRuntime.data).toHaveLength(5);
  });

  it('answers an empty page without any cursor to a Runtime in no scenario, whatever was asked for', async () => {
    const alone = await seed.runtime('alone', []);
    const alien = await seed.runtime('alien', ['campaign']);
    const ask = async (r: string) => {
      const text = `query ($r: ID!, $after: PageCursor) { applicationsForRuntime(runtimeID: $r, after: $after) {
        data { id } totalCount pageInfo { startCursor endCursor hasNextPage } } }`;
      return (await api.data(text, { r, after: 'NA==' }))['applicationsForRuntime'];
    };
    const empty = { data: [], totalCount: 0, pageInfo: { startCursor: '', endCursor: '', hasNextPage: false } };
    expect(await ask(alone)).toEqual(empty);
    expect(await ask(alien)).toEqual({ ...empty, pageInfo: { ...empty.pageInfo, startCursor: 'NA==' } });
  });

  it('does not know other Runtimes, whoever asks', async () => {
    const first = await seed.runtime('first', ['campaign']);
    const second = await seed.runtime('second', ['campaign']);
    const expected = {
      message: 'while getting all Application for Runtime: runtime does not exist',
      error: 'NotFound',
    };
    expect(errorOf(await api.run(fetchAll, { r: second }, runtimeConsumer(api, first)))).toEqual(expected);
    expect(errorOf(await api.run(fetchAll, { r: randomUUID() }))).toEqual(expected);
    expect(errorOf(await api.run(fetchAll, { r: 'nonsense' })).message).toMatch(
      /^while converting runtimeID to UUID: /,
    );
  });
});
