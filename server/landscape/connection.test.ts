import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../db/database.ts';
import { databases } from '../testing/databases.ts';
import { createLandscape, type LandscapeSeed } from '../testing/landscape.ts';
import { availableApplications, connectedApplications } from './claim.store.ts';
import { scenarioCounts } from './connection.store.ts';
import { loadFacts, loadFactsAround, readTenant } from './facts.store.ts';
import { loadLandscape } from './landscape.ts';

const everything = { offset: 0, limit: Number.MAX_SAFE_INTEGER };

describe.each(databases)('landscape stores on $name', ({ open }) => {
  let database: Database;
  let seed: LandscapeSeed;
  let ids: Record<'orders' | 'stock' | 'far' | 'first' | 'second', string>;

  beforeAll(async () => {
    database = await open();
    seed = await createLandscape(database, { scenarios: ['campaign', 'marketing', 'far away'] });
    ids = {
      orders: await seed.application('orders', ['campaign', 'marketing']),
      stock: await seed.application('stock', ['campaign']),
      far: await seed.application('far', ['far away']),
      first: await seed.runtime('first', ['campaign', 'marketing']),
      second: await seed.runtime('second', ['campaign'], null),
    };
    await seed.connection(ids.orders, ids.first);
    await seed.membership(ids.stock, 'APPLICATION', 'campaign', 'RULE');
  }, 120_000);
  afterAll(() => database.close());

  it('find what a Runtime could be connected to under either policy', async () => {
    const tenant = { id: seed.tenantId, connectionPolicy: 'EXCLUSIVE' as const };
    expect(await availableApplications(database.read, tenant, ids.second)).toEqual([ids.stock]);
    const shared = await availableApplications(database.read, { ...tenant, connectionPolicy: 'SHARED' }, ids.second);
    expect(shared.sort()).toEqual([ids.orders, ids.stock].sort());
  });

  it('answer the connected Applications with their true number', async () => {
    const { rows, totalCount } = await connectedApplications(database.read, seed.tenantId, ids.first, everything);
    expect({ names: rows.map(({ name }) => name), totalCount }).toEqual({ names: ['orders'], totalCount: 1 });
  });

  it('count members once even if they are in a scenario by hand and by rule', async () => {
    const counts = await scenarioCounts(database.read, seed.tenantId);
    expect([...counts.values()]).toContainEqual({ applicationCount: 2, runtimeCount: 2, connectionCount: 1 });
  });

  it('load no more than what an object and its scenarios can touch', async () => {
    const tenant = await readTenant(database.read, seed.tenantId);
    const names = ({ facts }: Awaited<ReturnType<typeof loadFacts>>) =>
      [...facts.applications, ...facts.runtimes].map(({ name }) => name).sort();
    const around = { objectIds: [ids.second], scenarios: [] };
    const section = await loadFactsAround(database.read, tenant, 'default', around);
    expect(names(section)).toEqual(['first', 'orders', 'second', 'stock']);
    expect(section.facts.connections).toHaveLength(1);
    expect(section.facts.applications.find(({ id }) => id === ids.stock)?.memberships).toEqual([
      { scenario: 'campaign', manual: true, rule: true },
    ]);
    const ofOne = { objectIds: [ids.stock], scenarios: ['campaign'] };
    expect(names(await loadFactsAround(database.read, tenant, 'default', ofOne))).toEqual(['first', 'second', 'stock']);
    expect(names(await loadFacts(database.read, tenant, 'default'))).toEqual([
      'far',
      'first',
      'orders',
      'second',
      'stock',
    ]);
  });

  it('load the landscape with what is pending and not enforced', async () => {
    const settings = { defaultScenario: 'default', staleAfterMs: 1000 };
    const landscape = await loadLandscape(database.read, { clock: seed.env.clock, settings }, seed.tenantId);
    expect(landscape.connections).toEqual([
      { applicationID: ids.orders, runtimeID: ids.first, since: expect.any(Number), pending: false },
    ]);
    expect(landscape.runtimes.map(({ name, state }) => [name, state])).toEqual([
      ['first', 'NOT_CONNECTED'],
      ['second', 'NOT_CONNECTED'],
    ]);
  });
});
