import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { tenantRoles, users } from '../db/tables/access.tables.ts';
import { scenarios } from '../db/tables/landscape.tables.ts';
import { tenants } from '../db/tables/tenant.tables.ts';
import { createFeed } from '../events/feed.ts';
import { databases } from '../testing/databases.ts';
import { createFirstStart, type FirstStart } from './firstStart.ts';

const person = { email: 'Mara@Example.com', password: 'a long sentence works' };

describe.each(databases)('First start on $name', ({ open }) => {
  let database: Database;
  let now: number;
  let instance: () => FirstStart;
  beforeEach(async () => {
    database = await open();
    now = Date.parse('2026-11-21T12:00:00Z');
    const feed = createFeed(database);
    const onEntry = async () => undefined;
    instance = () => createFirstStart({ database, clock: () => now, newId: randomUUID, feed, onEntry });
  });
  afterEach(() => database.close());

  test('several instances make one default tenant with one scenario', async () => {
    await Promise.all(Array.from({ length: 5 }, () => instance().makeDefaultTenant('default')));
    const [tenant, ...others] = await database.read.select().from(tenants);
    expect(others).toEqual([]);
    expect(tenant).toMatchObject({ externalId: 'default', status: 'ACTIVE', connectionPolicy: 'EXCLUSIVE' });
    expect(await database.read.select({ name: scenarios.name, tenantId: scenarios.tenantId }).from(scenarios)).toEqual([
      { name: 'default', tenantId: tenant?.id },
    ]);
  });

  test('several instances make one administrator from the configuration, later starts none', async () => {
    await instance().makeDefaultTenant('default');
    await Promise.allSettled(Array.from({ length: 3 }, () => instance().makeAdministrator(person)));
    await instance().makeAdministrator({ ...person, email: 'other@example.com' });
    expect(await database.read.select({ email: users.email }).from(users)).toEqual([{ email: 'mara@example.com' }]);
    expect(await database.read.select({ role: tenantRoles.role }).from(tenantRoles)).toEqual([
      { role: 'ADMINISTRATOR' },
    ]);
  });

  test('a link is spent once, and neither the link nor a person remains of a failed attempt', async () => {
    await instance().makeDefaultTenant('default');
    const secret = (await instance().newSetupSecret()) ?? '';
    await expect(instance().setUp('wrong', person)).rejects.toThrow(/used already or has expired/);
    await expect(instance().setUp(secret, { ...person, password: 'short' })).rejects.toThrow(/at least 12/);
    const attempts = Array.from({ length: 5 }, (_, index) =>
      instance().setUp(secret, { ...person, email: `p${index}@example.com` }),
    );
    const results = await Promise.allSettled(attempts);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await database.read.select().from(users)).toHaveLength(1);
    expect(await instance().setupExpiry(secret)).toBeNull();
    expect(await instance().newSetupSecret()).toBeNull();
  });

  test('a link lives for thirty minutes', async () => {
    await instance().makeDefaultTenant('default');
    const secret = (await instance().newSetupSecret()) ?? '';
    now += 30 * 60_000 - 1;
    expect(await instance().setupExpiry(secret)).toBe(now + 1);
    now += 1;
    expect(await instance().setupExpiry(secret)).toBeNull();
  });
});
