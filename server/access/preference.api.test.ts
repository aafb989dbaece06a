import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { users } from '../db/tables/access.tables.ts';
import { activity } from '../db/tables/tenant.tables.ts';
import type { Consumer } from '../shared/consumer.ts';
import { type Api, createApi } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';

const set = 'mutation ($key: String!, $value: Any) { setPreference(key: $key, value: $value) { key value } }';
const read = '{ preferences { key value } }';

describe.each(databases)('On $name', ({ open }) => {
  let api: Api;
  const person = (id: string, tenantId = api.tenantId): Consumer => ({ ...api.admin, type: 'USER', id, tenantId });
  const valuesOf = async (as: Consumer) => (await api.data(read, {}, as)).preferences;

  beforeEach(async () => {
    api = await createApi(open);
    await api.platform.database.write(async (tx) => {
      const more = { emailVerified: false, createdAt: 1, updatedAt: 1 };
      await tx
        .insert(users)
        .values(['mara', 'jonas'].map((id) => ({ id, name: id, email: `${id}@example.com`, ...more })));
    });
  });
  afterEach(() => api.close());

  test('a preference is kept for its person, changed and taken back', async () => {
    await api.data(set, { key: 'density', value: 'compact' }, person('mara'));
    await api.data(set, { key: 'density', value: 'comfortable' }, person('mara'));
    await api.data(set, { key: 'theme', value: 'dark' }, person('mara'));
    expect(await valuesOf(person('mara'))).toEqual([
      { key: 'density', value: 'comfortable' },
      { key: 'theme', value: 'dark' },
    ]);
    expect(await valuesOf(person('jonas'))).toEqual([]);
    await api.data(set, { key: 'density', value: null }, person('mara'));
    expect(await valuesOf(person('mara'))).toEqual([{ key: 'theme', value: 'dark' }]);
    expect(await api.platform.database.read.select().from(activity)).toEqual([]);
  });

  test('columns and views of a table hold in one tenant, the rest everywhere', async () => {
    const other = person('mara', await api.newTenant('other'));
    const views = [
      { name: 'Failed', filter: 'state:failed', sort: '-updated', columns: null },
      { name: 'Dense', filter: '', sort: 'name', columns: ['state'], density: 'compact' },
    ];
    await api.data(set, { key: 'views:runtimes', value: views }, person('mara'));
    await api.data(set, { key: 'columns:runtimes', value: ['state', 'certificate'] }, person('mara'));
    await api.data(set, { key: 'firstSteps', value: 'hidden' }, person('mara'));
    await api.data(set, { key: 'pins', value: ['orders', 'kyma-eu'] }, person('mara'));
    await api.data(set, { key: 'timeZone', value: 'local' }, person('mara'));
    expect((await valuesOf(person('mara'))).map(({ key }: { key: string }) => key)).toEqual([
      'columns:runtimes',
      'firstSteps',
      'pins',
      'timeZone',
      'views:runtimes',
    ]);
    expect(await valuesOf(other)).toEqual([{ key: 'timeZone', value: 'local' }]);
  });

  test.each([
    ['an unknown key', 'colour', 'red', 'there is no preference'],
    ['a key of every object', 'constructor', 'red', 'there is no preference'],
    ['a table that is none', 'views:everything', [], 'there is no preference'],
    ['an unknown value', 'density', 'huge', 'value'],
    ['an inspector that covers the screen', 'inspectorWidth', 2000, 'value'],
    [
      'a view of no known row height',
      'views:runtimes',
      [{ name: 'a', filter: '', sort: '', columns: null, density: 'huge' }],
      'density',
    ],
    ['another type', 'columns:runtimes', { a: 1 }, 'value'],
    ['more than there is', 'shortcuts', { enabled: true, keys: {}, more: 1 }, 'value'],
    ['a card pinned twice', 'pins', ['orders', 'orders'], 'the same id twice'],
    ['more pins than the map has room for', 'pins', Array.from({ length: 101 }, (_, at) => `id-${at}`), 'value'],
    [
      'two views of one name',
      'views:runtimes',
      Array.from({ length: 2 }, () => ({ name: 'a', filter: '', sort: '', columns: null })),
      'same name',
    ],
    [
      'too much',
      'views:runtimes',
      Array.from({ length: 40 }, (_, n) => ({ name: `${n}`, filter: 'x'.repeat(1000), sort: '', columns: null })),
      'longer than',
    ],
  ])('%s is refused and nothing is kept', async (_case, key, value, problem) => {
    const { errors } = await api.run(set, { key, value }, person('mara'));
    expect(errors?.[0]?.message).toContain(problem);
    expect(errors?.[0]?.extensions['error']).toBe('InvalidData');
    expect(await valuesOf(person('mara'))).toEqual([]);
  });
});
