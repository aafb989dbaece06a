import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Api, createApi } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';
import { createRefusals, type Refusal, type Refusals } from './refusals.ts';

describe.each(databases)('refusals on $name', ({ open }) => {
  let api: Api;
  let refusals: Refusals;
  beforeEach(async () => {
    api = await createApi(open);
    refusals = createRefusals(api.platform);
  });
  afterEach(() => api.close());

  const refusal = (more: Partial<Refusal> = {}): Refusal => ({
    action: 'signIn.failed',
    tenantId: api.tenantId,
    objects: [{ kind: 'USER', id: 'mara', name: 'Mara' }],
    reason: 'the password is wrong',
    from: '192.0.2.7',
    ...more,
  });
  const entries = async (tenantId = api.tenantId) => {
    const query = '{ activity { data { action actor { type } objects { id } after } } }';
    return (await api.data(query, {}, { ...api.admin, tenantId })).activity.data.toReversed();
  };

  test('are entered once, with how often they happened, by whom, why and from where', async () => {
    for (const _ of Array(500)) refusals.note(refusal());
    refusals.note(refusal({ from: '192.0.2.8' }));
    await refusals.flush();
    await refusals.flush();
    expect(await entries()).toEqual([
      {
        action: 'signIn.failed',
        actor: { type: 'SYSTEM' },
        objects: [{ id: 'mara' }],
        after: { reason: 'the password is wrong', count: 500, from: '192.0.2.7' },
      },
      expect.objectContaining({ after: { reason: 'the password is wrong', count: 1, from: '192.0.2.8' } }),
    ]);
    const found = '{ activity(filter: { conditions: [{ key: RESULT, value: "refused" }] }) { totalCount } }';
    expect((await api.data(found)).activity.totalCount).toBe(2);
  });

  test('from any number of places fill no more than a handful of entries, and none is lost', async () => {
    for (let at = 0; at < 5000; at += 1) refusals.note(refusal({ from: `10.0.${at >> 8}.${at & 255}` }));
    refusals.note(refusal({ action: 'connection.refused' }));
    await refusals.flush();
    const all = await entries();
    expect(all).toHaveLength(12);
    expect(all.reduce((sum: number, { after }: any) => sum + after.count, 0)).toBe(5001);
    expect(all[10]).toMatchObject({ objects: [], after: { reason: 'other callers or reasons', count: 4990 } });
  });

  test('that concern nobody belong to the default tenant, and those of a tenant that is gone to nobody', async () => {
    const other = await api.newTenant('other');
    refusals.note(refusal({ tenantId: null, objects: [] }));
    refusals.note(refusal({ tenantId: other }));
    refusals.note(refusal({ tenantId: randomUUID() }));
    await refusals.flush();
    expect(await entries()).toHaveLength(1);
    expect(await entries(other)).toHaveLength(1);
  });

  test('that could not be written are kept for the next time', async () => {
    const broken = { ...api.platform.database, write: () => Promise.reject(new Error('no disk')) };
    let database = broken as typeof api.platform.database;
    const failing = createRefusals({
      ...api.platform,
      database: { ...database, write: (body) => database.write(body) },
    });
    failing.note(refusal());
    await expect(failing.flush()).rejects.toThrow('no disk');
    failing.note(refusal());
    database = api.platform.database;
    await failing.flush();
    expect(await entries()).toMatchObject([{ after: { count: 2 } }]);
  });
});
