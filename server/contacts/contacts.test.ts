import { eq } from 'drizzle-orm';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { certificates } from '../db/tables/connector.tables.ts';
import { runtimes } from '../db/tables/director.tables.ts';
import { unenforcedRemovals } from '../db/tables/landscape.tables.ts';
import { tenants } from '../db/tables/tenant.tables.ts';
import { createFeed, type Feed, type FeedEvent } from '../events/feed.ts';
import { databases } from '../testing/databases.ts';
import { type Contacts, createContacts } from './contacts.ts';

const at = Date.parse('2026-11-19T14:32:00Z');

async function addTenant(database: Database, id: string): Promise<void> {
  await database.write(async (tx) => {
    await tx.insert(tenants).values({
      id,
      externalId: id,
      name: id,
      status: 'ACTIVE',
      connectionPolicy: 'EXCLUSIVE',
      createdAt: at,
    });
  });
}

async function addRuntime(database: Database, tenantId: string, id: string): Promise<void> {
  await database.write(async (tx) => {
    await tx.insert(runtimes).values({
      id,
      tenantId,
      name: id,
      statusCondition: 'INITIAL',
      statusAt: at,
      createdAt: at,
      updatedAt: at,
    });
  });
}

const runtimeOf = async (database: Database, id: string) =>
  (await database.read.select().from(runtimes).where(eq(runtimes.id, id)))[0]!;

describe.each(databases)('contact times on $name', ({ open }) => {
  let database: Database;
  let feed: Feed;
  let contacts: Contacts;

  beforeEach(async () => {
    database = await open();
    feed = createFeed(database);
    contacts = createContacts({ database, feed, log: pino({ level: 'silent' }) });
    await addTenant(database, 't1');
    await addRuntime(database, 't1', 'r1');
    await addRuntime(database, 't1', 'r2');
  });
  afterEach(async () => {
    await contacts.close();
    await database.close();
  });

  test('what could not be written is written with the next flush', async () => {
    let broken = true;
    const write: Database['write'] = (body) => (broken ? Promise.reject(new Error('disk full')) : database.write(body));
    const stubborn = createContacts({ database: { ...database, write }, feed, log: pino({ level: 'silent' }) });
    stubborn.connectorCall('r1', true, at + 1);
    stubborn.fetch('r2', true, at + 2);
    await expect(stubborn.flush()).rejects.toThrow('disk full');
    broken = false;
    stubborn.connectorCall('r1', false, at + 3);
    await stubborn.close();
    expect(await runtimeOf(database, 'r1')).toMatchObject({ lastSyncAt: at + 3, lastSuccessAt: at + 1 });
    expect(await runtimeOf(database, 'r2')).toMatchObject({ lastAttemptAt: at + 2, lastFetchAt: at + 2 });
  });

  test('nothing is written before the flush, everything after it', async () => {
    contacts.connectorCall('r1', true, at + 1);
    contacts.connectorCall('r1', false, at + 5);
    contacts.fetch('r2', false, at + 2);
    expect(await runtimeOf(database, 'r1')).toMatchObject({ lastSyncAt: null });
    await contacts.flush();
    expect(await runtimeOf(database, 'r1')).toMatchObject({
      lastSyncAt: at + 5,
      lastSuccessAt: at + 1,
      lastAttemptAt: null,
      lastFetchAt: null,
    });
    expect(await runtimeOf(database, 'r2')).toMatchObject({
      lastSyncAt: null,
      lastAttemptAt: at + 2,
      lastFetchAt: null,
    });
  });

  test('a late contact never moves a time back', async () => {
    contacts.fetch('r1', true, at + 100);
    await contacts.flush();
    contacts.fetch('r1', true, at + 50);
    contacts.connectorCall('r1', true, at + 60);
    await contacts.flush();
    expect(await runtimeOf(database, 'r1')).toMatchObject({ lastFetchAt: at + 100, lastSyncAt: at + 60 });
  });

  test('a successful fetch forgets the removals that ended before it, and only those', async () => {
    const removal = (applicationId: string, endedAt: number, runtimeId = 'r1') => ({
      tenantId: 't1',
      runtimeId,
      applicationId,
      applicationName: applicationId,
      endedAt,
    });
    await database.write(async (tx) => {
      await tx
        .insert(unenforcedRemovals)
        .values([removal('before', at), removal('after', at + 10), removal('other', at, 'r2')]);
    });
    contacts.fetch('r1', false, at + 5);
    await contacts.flush();
    expect(await database.read.select().from(unenforcedRemovals)).toHaveLength(3);
    contacts.fetch('r1', true, at + 5);
    await contacts.flush();
    const left = await database.read.select({ id: unenforcedRemovals.applicationId }).from(unenforcedRemovals);
    expect(left.map((each) => each.id).sort()).toEqual(['after', 'other']);
  });

  test('subscribers of the tenant hear of the touched Runtimes, others do not', async () => {
    await addTenant(database, 't2');
    await addRuntime(database, 't2', 'r3');
    const heard: FeedEvent[] = [];
    const stop = database.onSignal((message) => heard.push(JSON.parse(message)));
    contacts.connectorCall('r1', true, at);
    contacts.connectorCall('r3', true, at);
    await contacts.flush();
    await expect.poll(() => heard.length).toBe(2);
    stop();
    expect(heard.find((each) => each.tenantId === 't1')?.runtimeIds).toEqual(['r1']);
    expect(heard.find((each) => each.tenantId === 't2')?.runtimeIds).toEqual(['r3']);
  });

  test('five thousand Runtimes are written together', async () => {
    const ids = Array.from({ length: 5000 }, (_, number) => `many-${number}`);
    await database.write(async (tx) => {
      for (let start = 0; start < ids.length; start += 1000) {
        await tx.insert(runtimes).values(
          ids.slice(start, start + 1000).map((id) => ({
            id,
            tenantId: 't1',
            name: id,
            statusCondition: 'INITIAL' as const,
            statusAt: at,
            createdAt: at,
            updatedAt: at,
          })),
        );
      }
    });
    for (const id of ids) contacts.fetch(id, true, at + 7);
    await contacts.flush();
    const fetched = await database.read
      .select({ id: runtimes.id })
      .from(runtimes)
      .where(eq(runtimes.lastFetchAt, at + 7));
    expect(fetched).toHaveLength(5000);
  });

  test('a certificate keeps its first use and moves its last', async () => {
    await database.write(async (tx) => {
      await tx.insert(certificates).values({
        sha256: 'abc',
        serial: '1',
        tenantId: 't1',
        clientId: 'c1',
        ownerKind: 'RUNTIME',
        ownerId: 'r1',
        ownerName: 'r1',
        subject: '',
        issuer: '',
        keyType: 'RSA 4096',
        issuedBy: 'TOKEN',
        issuedAt: at,
        notBefore: at,
        notAfter: at + 1000,
        pem: '',
      });
    });
    contacts.certificateUsed('abc', at + 1);
    contacts.certificateUsed('abc', at + 3);
    await contacts.flush();
    contacts.certificateUsed('abc', at + 9);
    await contacts.flush();
    const [row] = await database.read.select().from(certificates);
    expect(row).toMatchObject({ firstUsedAt: at + 1, lastUsedAt: at + 9 });
  });

  test('closing writes what has gathered', async () => {
    contacts.connectorCall('r1', true, at + 1);
    await contacts.close();
    expect(await runtimeOf(database, 'r1')).toMatchObject({ lastSuccessAt: at + 1 });
  });

  test('contacts are written without anybody asking', async () => {
    const quick = createContacts({ database, feed, log: pino({ level: 'silent' }), flushEveryMs: 5 });
    quick.connectorCall('r1', true, at + 1);
    await expect.poll(async () => (await runtimeOf(database, 'r1')).lastSyncAt).toBe(at + 1);
  });
});
