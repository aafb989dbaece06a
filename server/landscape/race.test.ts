import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connections } from '../db/tables/landscape.tables.ts';
import type { Consumer } from '../shared/consumer.ts';
import { type Api, createApi } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';
import { createLandscape, type LandscapeSeed } from '../testing/landscape.ts';
import { beginConnections } from './outcome.store.ts';

const rounds = 200;
const fetchOwn = 'query ($r: ID!) { applicationsForRuntime(runtimeID: $r) { data { id } } }';
const connect = 'mutation ($a: ID!, $r: ID!) { connectApplication(applicationID: $a, runtimeID: $r) { state } }';

describe.each(databases)('two Runtimes and one Application on $name', ({ open }) => {
  let api: Api;
  let seed: LandscapeSeed;
  let orders: string;
  let first: string;
  let second: string;

  beforeAll(async () => {
    api = await createApi(open);
    seed = await createLandscape(api.platform.database, { tenantId: api.tenantId, scenarios: ['campaign'] });
    orders = await seed.application('orders', ['campaign']);
    first = await seed.runtime('first', ['campaign']);
    second = await seed.runtime('second', ['campaign']);
  }, 120_000);
  afterAll(() => api.close());

  const as = (id: string): Consumer => ({ ...api.admin, type: 'RUNTIME', id });
  const ask = async (id: string): Promise<number> => {
    const { applicationsForRuntime } = await api.data(fetchOwn, { r: id }, as(id));
    return applicationsForRuntime.data.length;
  };
  const release = () =>
    api.platform.database.write(async (tx) => {
      await tx.delete(connections).where(eq(connections.tenantId, api.tenantId));
    });

  it('that fetch at the same moment end with exactly one connection, every time', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const received = await Promise.all(round % 2 ? [ask(first), ask(second)] : [ask(second), ask(first)]);
      expect(received[0]! + received[1]!).toBe(1);
      expect(await seed.connections()).toHaveLength(1);
      await release();
    }
  }, 120_000);

  it('decide it in the insert itself, not in what was read before', async () => {
    const tenant = { id: api.tenantId, connectionPolicy: 'EXCLUSIVE' as const };
    const env = { ...seed.env, newId: randomUUID };
    for (let round = 0; round < 20; round += 1) {
      const won = await Promise.all(
        [first, second].map((runtimeID) =>
          api.platform.database.write((tx) =>
            beginConnections(tx, env, tenant, [{ applicationID: orders, runtimeID }], 'RUNTIME'),
          ),
        ),
      );
      expect(won.flat()).toHaveLength(1);
      await release();
    }
  });

  it('connected by an administrator and a fetch at the same moment end with one connection', async () => {
    for (let round = 0; round < 20; round += 1) {
      const [result, received] = await Promise.all([api.run(connect, { a: orders, r: first }), ask(second)]);
      expect(result.errors ? 0 : 1).toBe(1 - received);
      expect(await seed.connections()).toHaveLength(1);
      await release();
    }
  });
});
