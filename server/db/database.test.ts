import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { databases } from '../testing/databases.ts';
import type { Database, Tx } from './database.ts';
import { tenants } from './tables/all.ts';
import { isUniqueViolation } from './violations.ts';

const tenant = (id: string, externalId = id) => ({
  id,
  externalId,
  name: null,
  status: 'ACTIVE' as const,
  connectionPolicy: 'EXCLUSIVE' as const,
  createdAt: 1,
});

describe.each(databases)('a database on $name', ({ open }) => {
  let database: Database;
  const names = async () => (await database.read.select().from(tenants).orderBy(tenants.id)).map((row) => row.id);

  beforeEach(async () => {
    database = await open();
  });
  afterEach(() => database.close());

  it('keeps what a resolved body wrote', async () => {
    await database.write((tx) => tx.insert(tenants).values(tenant('a')));
    await database.write((tx) => tx.insert(tenants).values(tenant('b')), 'MEMORY');
    await database.write((tx) => tx.insert(tenants).values(tenant('c')));
    expect(await names()).toEqual(['a', 'b', 'c']);
  });

  it('keeps nothing of a rejected body and passes its error on', async () => {
    const failing = database.write(async (tx) => {
      await tx.insert(tenants).values(tenant('a'));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await names()).toEqual([]);
  });

  it('does not let two bodies share a transaction, however they interleave', async () => {
    await database.write((tx) => tx.insert(tenants).values(tenant('a')));
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) =>
        database.write(async (tx) => {
          await tx
            .update(tenants)
            .set({ sequence: sql`${tenants.sequence} + 1` })
            .where(eq(tenants.id, 'a'));
          await Promise.resolve();
          if (index % 5 === 0) throw new Error('rolled back');
        }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(10);
    const [row] = await database.read.select().from(tenants);
    expect(row?.sequence).toBe(40);
  });

  it('calls back after the commit and never after a rollback', async () => {
    const called: string[] = [];
    const body = (name: string, fail: boolean) => async (tx: Tx) => {
      tx.onCommit(() => called.push(name));
      if (fail) throw new Error('no');
    };
    await database.write(body('kept', false));
    await database.write(body('lost', true)).catch(() => undefined);
    expect(called).toEqual(['kept']);
  });

  it('delivers the signals of committed transactions only', async () => {
    const heard: string[] = [];
    const stop = database.onSignal((message) => heard.push(message));
    await database
      .write(async (tx) => {
        tx.signal('lost');
        throw new Error('no');
      })
      .catch(() => undefined);
    await database.write(async (tx) => tx.signal('one'));
    await database.write(async (tx) => tx.signal('two'));
    await vi.waitFor(() => expect(heard).toEqual(['one', 'two']));
    stop();
  });

  it('tells a unique violation, and of which index, from other errors', async () => {
    await database.write((tx) => tx.insert(tenants).values(tenant('a', 'x')));
    const again = await database
      .write((tx) => tx.insert(tenants).values(tenant('b', 'x')))
      .catch((error: unknown) => error);
    expect(isUniqueViolation(again)).toBe(true);
    expect(isUniqueViolation(again, { name: 'tenants_external_id', columns: 'tenants.external_id' })).toBe(true);
    expect(isUniqueViolation(again, { name: 'runtimes_name', columns: 'runtimes.tenant_id, runtimes.name' })).toBe(
      false,
    );
    expect(isUniqueViolation(new Error('something else'))).toBe(false);
  });
});
