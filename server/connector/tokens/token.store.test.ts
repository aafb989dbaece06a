import { eq } from 'drizzle-orm';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../db/database.ts';
import { oneTimeTokens } from '../../db/tables/connector.tables.ts';
import { systemAuths } from '../../db/tables/director.tables.ts';
import { tenants } from '../../db/tables/tenant.tables.ts';
import { hour, minute } from '../../shared/clock.ts';
import { sha256 } from '../../shared/ids.ts';
import { databases } from '../../testing/databases.ts';
import { createOneTimeTokens, newTokenText } from './oneTimeTokens.ts';
import { startSweep } from './sweep.ts';
import { findLiveToken, spendToken } from './token.store.ts';

const now = Date.parse('2026-11-19T14:32:00Z');
const ttlMs = { RUNTIME: hour, APPLICATION: 5 * minute, CSR: 2 * minute };
const tokens = createOneTimeTokens({ ttlMs, clock: () => now });

test('a token is 64 random bytes as URL-safe base64 with padding', () => {
  const texts = Array.from({ length: 100 }, newTokenText);
  for (const text of texts) expect(text).toMatch(/^[A-Za-z0-9_-]{86}==$/);
  expect(new Set(texts).size).toBe(100);
  expect(Buffer.from(texts[0]!, 'base64')).toHaveLength(64);
});

describe.each(databases)('one-time tokens on $name', ({ open }) => {
  let database: Database;
  beforeEach(async () => {
    database = await open();
    await database.write(async (tx) => {
      await tx
        .insert(tenants)
        .values({ id: 't', externalId: 't', status: 'ACTIVE', connectionPolicy: 'EXCLUSIVE', createdAt: now });
      await tx
        .insert(systemAuths)
        .values({ id: 'client', tenantId: 't', ownerKind: 'RUNTIME', ownerId: 'owner', createdAt: now });
    });
  });
  afterEach(() => database.close());

  const issue = (kind: keyof typeof ttlMs = 'RUNTIME') =>
    database.write((tx) => tokens.issue(tx, { tenantId: 't', clientId: 'client', kind, createdBy: 'somebody' }));
  const rows = () => database.read.select().from(oneTimeTokens);
  const spend = async (token: string, at = now) => {
    const row = (await rows()).find(({ hash }) => hash === sha256(token));
    return row && database.write((tx) => spendToken(tx, row, at));
  };

  test('only its hash is stored', async () => {
    const { token } = await issue();
    expect(await rows()).toEqual([
      {
        hash: sha256(token),
        tenantId: 't',
        clientId: 'client',
        kind: 'RUNTIME',
        createdAt: now,
        createdBy: 'somebody',
        expiresAt: now + hour,
        usedAt: null,
        revokedAt: null,
        expiryNotedAt: null,
      },
    ]);
  });

  test('each kind lives as long as configured, to the millisecond', async () => {
    for (const kind of ['RUNTIME', 'APPLICATION', 'CSR'] as const) {
      const [inTime, late] = [await issue(kind), await issue(kind)];
      expect(inTime.expiresAt).toBe(now + ttlMs[kind]);
      expect(await spend(inTime.token, inTime.expiresAt - 1)).toMatchObject({ clientId: 'client', kind });
      expect(await findLiveToken(database.read, sha256(late.token), late.expiresAt)).toBeUndefined();
      expect(await spend(late.token, late.expiresAt)).toBeUndefined();
    }
  });

  test('fifty that spend one token at once: exactly one gets it', async () => {
    const { token } = await issue();
    const spent = await Promise.all(Array.from({ length: 50 }, () => spend(token)));
    expect(spent.filter((row) => row !== undefined)).toHaveLength(1);
    expect((await rows())[0]?.usedAt).toBe(now);
  });

  test('several tokens of one client are independent', async () => {
    const [first, second] = [await issue(), await issue('CSR')];
    await spend(first.token);
    expect(await findLiveToken(database.read, sha256(first.token), now)).toBeUndefined();
    expect(await findLiveToken(database.read, sha256(second.token), now)).toMatchObject({ kind: 'CSR' });
  });

  test('deleting the client deletes its tokens', async () => {
    const { token } = await issue();
    await database.write(async (tx) => {
      await tx.delete(systemAuths).where(eq(systemAuths.id, 'client'));
    });
    expect(await spend(token)).toBeUndefined();
  });

  test('the sweep removes what expired more than an hour ago, except what a Runtime was given and never used', async () => {
    const [kept, used] = [await issue('RUNTIME'), await issue('RUNTIME'), await issue('CSR')];
    await spend(used.token);
    const sweepAt = (at: number) => startSweep({ database, clock: () => at, log: pino({ level: 'silent' }) }).stop();
    await sweepAt(now + ttlMs.CSR + hour);
    expect(await rows()).toHaveLength(3);
    await sweepAt(now + ttlMs.RUNTIME + hour + 1);
    expect((await rows()).map((row) => row.hash)).toEqual([sha256(kept.token)]);
  });
});
