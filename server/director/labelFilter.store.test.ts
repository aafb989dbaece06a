import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../db/database.ts';
import { applications, labels, runtimes } from '../db/tables/director.tables.ts';
import { tenants } from '../db/tables/tenant.tables.ts';
import { databases } from '../testing/databases.ts';
import { listApplications } from './application.store.ts';
import { newApplication } from './application.ts';
import { parseLabelFilters } from './labelFilter.ts';
import type { Reach } from './ownership.ts';
import { listRuntimes } from './runtime.store.ts';
import { newRuntime } from './runtime.ts';

const count = 10_000;
const chunk = 500;
const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

describe.each(databases)('Label filters over 10,000 objects on $name', ({ open }) => {
  let database: Database;
  const all: Reach = { tenantId: 'mine', application: null, sharingWith: null, runtime: null };
  const page = (offset: number) => ({ offset, limit: 100, startCursor: '' });

  beforeAll(async () => {
    database = await open();
    await database.write(async (tx) => {
      for (const id of ['mine', 'other']) {
        await tx
          .insert(tenants)
          .values({ id, externalId: id, name: id, status: 'ACTIVE', connectionPolicy: 'EXCLUSIVE', createdAt: 0 });
      }
      for (let from = 0; from < count; from += chunk) {
        const numbers = Array.from({ length: chunk }, (_, index) => from + index);
        const owner = (number: number) => ({ id: idOf(number), tenantId: 'mine', at: 0 });
        await tx.insert(applications).values(numbers.map((n) => newApplication({ name: `a-${n}` }, owner(n))));
        await tx.insert(runtimes).values(numbers.map((n) => newRuntime({ name: `r-${n}` }, owner(n + count))));
        await tx.insert(labels).values(
          numbers.map((n) => ({
            tenantId: 'mine',
            objectKind: 'APPLICATION' as const,
            objectId: idOf(n),
            key: 'tags',
            value: [`mod-${n % 3}`, `half-${n % 2}`],
          })),
        );
      }
      const stranger = newApplication({ name: 'a-0' }, { id: idOf(count * 3), tenantId: 'other', at: 0 });
      await tx.insert(applications).values(stranger);
      await tx
        .insert(labels)
        .values({ tenantId: 'other', objectKind: 'APPLICATION', objectId: stranger.id, key: 'tags', value: ['mod-0'] });
    });
  }, 120_000);
  afterAll(() => database.close());

  const list = (filter: { key: string; query?: string }[], offset: number) =>
    listApplications(database.read, all, parseLabelFilters(filter), page(offset));

  it('count all that match and answer them in order, page by page', async () => {
    const filter = [
      { key: 'tags', query: '["mod-1"]' },
      { key: 'tags', query: '"half-1"' },
    ];
    const expected = Array.from({ length: count }, (_, n) => n).filter((n) => n % 3 === 1 && n % 2 === 1);
    for (const offset of [0, 800, 1600]) {
      const { rows, totalCount } = await list(filter, offset);
      expect(totalCount).toBe(expected.length);
      expect(rows.map(({ id }) => id)).toEqual(expected.slice(offset, offset + 100).map(idOf));
    }
  }, 60_000);

  it('find every object by key alone, of this tenant and kind only', async () => {
    expect((await list([{ key: 'tags' }], 9_950)).rows).toHaveLength(50);
    expect((await list([{ key: 'tags' }], 0)).totalCount).toBe(count);
    const { rows, totalCount } = await listRuntimes(database.read, all, parseLabelFilters([{ key: 'tags' }]), page(0));
    expect([rows, totalCount]).toEqual([[], 0]);
  });

  it('answer an empty page beyond the end, with the total', async () => {
    expect(await list([{ key: 'tags', query: '"mod-0"' }], 9_000)).toEqual({ rows: [], totalCount: 3334 });
  });
});
