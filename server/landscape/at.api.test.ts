import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noteConnected } from '../connector/identify.ts';
import { clientById } from '../connector/identity.store.ts';
import { systemAuths } from '../db/tables/director.tables.ts';
import { landscapeDeltas } from '../db/tables/tenant.tables.ts';
import { type Api, createApi } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';
import { connectMutation, errorOf } from '../testing/landscapeWords.ts';

const query = `query ($at: Timestamp, $sequence: Int) { landscape(at: $at, sequence: $sequence) {
  version sequence at previousSequence nextSequence scenarios { name } applications { name } } }`;

describe.each(databases)('the landscape of a past moment on $name', ({ open }) => {
  let api: Api;
  let start: number;
  beforeEach(async () => {
    api = await createApi(open);
    start = api.now;
  });
  afterEach(() => api.close());

  const asked = async (variables: { at?: string; sequence?: number } = {}) =>
    (await api.data(query, variables))['landscape'];
  const at = (offsetMs: number) => asked({ at: new Date(start + offsetMs).toISOString() });
  const names = async (answer: Promise<{ applications: { name: string }[] }>) =>
    (await answer).applications.map(({ name }) => name);
  const register = (name: string) =>
    api.data('mutation ($name: String!) { registerApplication(in: { name: $name }) { id } }', { name });
  const registerAt = async (offsetMs: number, name: string) => {
    api.now = start + offsetMs;
    await register(name);
  };

  it('contains what happened at that very millisecond, and nothing later', async () => {
    await registerAt(1500, 'first');
    await registerAt(1500, 'second');
    await registerAt(1501, 'third');
    expect(await names(at(1499))).toEqual([]);
    expect(await names(at(1500))).toEqual(['first', 'second']);
    expect(await names(at(1501))).toEqual(['first', 'second', 'third']);
  });

  it('contains the whole second if a whole second is asked for, because entries print no more', async () => {
    await registerAt(1500, 'first');
    await registerAt(2000, 'second');
    expect(await names(at(1000))).toEqual(['first']);
    expect(await names(at(2000))).toEqual(['first', 'second']);
  });

  it('is the default scenario alone before the first entry, and nothing before the tenant was made', async () => {
    await registerAt(5000, 'first');
    expect(await at(100)).toMatchObject({
      version: 0,
      sequence: 0,
      scenarios: [{ name: 'default' }],
      applications: [],
    });
    expect(await asked({ sequence: 0 })).toMatchObject({ scenarios: [{ name: 'default' }], applications: [] });
    expect(await at(-5000)).toMatchObject({ version: 0, scenarios: [], applications: [] });
  });

  it('is the present at this moment, and refused for later ones', async () => {
    await registerAt(5001, 'first');
    expect(await names(at(5001))).toEqual(['first']);
    expect(errorOf(await api.run(query, { at: new Date(api.now + 1).toISOString() }))).toEqual({
      error: 'InvalidData',
      message: `at: ${new Date(api.now + 1).toISOString()} is in the future`,
    });
  });

  it('is asked for by moment or by entry', async () => {
    await register('first');
    expect(errorOf(await api.run(query, { at: new Date(start).toISOString(), sequence: 1 })).error).toBe('InvalidData');
    for (const sequence of [2, -1]) {
      expect(errorOf(await api.run(query, { sequence })).error).toBe('NotFound');
    }
  });

  it('leads from change to change and over entries that changed nothing', async () => {
    await register('first');
    await api.data('mutation { createLabelDefinition(in: { key: "k" }) { key } }');
    await register('second');
    const present = await asked();
    expect(present).toMatchObject({ sequence: 3, previousSequence: 2, nextSequence: null });
    const before = await asked({ sequence: present.previousSequence });
    expect(before).toMatchObject({
      version: 1,
      previousSequence: 0,
      nextSequence: 3,
      applications: [{ name: 'first' }],
    });
    expect(await asked({ sequence: before.previousSequence })).toMatchObject({
      previousSequence: null,
      nextSequence: 1,
    });
    const changes = 'query ($c: Boolean) { activity(changesLandscape: $c) { totalCount data { sequence } } }';
    const listed = async (c: boolean | null) =>
      (await api.data(changes, { c }))['activity'].data.map(({ sequence }: { sequence: number }) => sequence);
    expect([await listed(null), await listed(true), await listed(false)]).toEqual([[3, 2, 1], [3, 1], [2]]);
  });

  it('stays in order although a clock goes back', async () => {
    await registerAt(9000, 'first');
    await registerAt(3000, 'second');
    api.now = start + 10_000;
    expect(await names(at(8000))).toEqual([]);
    expect(await names(at(9000))).toEqual(['first', 'second']);
  });

  it('shows nothing of another tenant', async () => {
    await register('first');
    const stranger = { ...api.admin, tenantId: await api.newTenant('other') };
    const { landscape } = await api.data(query, { sequence: 0 }, stranger);
    expect(landscape.applications).toEqual([]);
    expect(errorOf(await api.run(query, { sequence: 1 }, stranger)).error).toBe('NotFound');
  });

  it('says of what was connected to a Runtime that had never called that it was waiting', async () => {
    const { loadExampleLandscape: example } = await api.data(
      'mutation { loadExampleLandscape { applications { id name } runtimes { id name } } }',
    );
    const [a, r] = [example.applications[0].id, example.runtimes[0].id];
    await api.data(connectMutation, { a, r });
    await api.data('mutation ($r: ID!) { requestOneTimeTokenForRuntime(id: $r) { token } }', { r });
    const { database } = api.platform;
    const [auth] = await database.read.select().from(systemAuths);
    const client = await clientById(database.read, api.tenantId, auth?.id ?? '');
    if (!client) throw new Error('the token made no machine identity');
    await noteConnected({ ...client, condition: 'INITIAL' }, api.platform);
    const then = async (sequence: number) => {
      const answer = await api.data(
        'query ($s: Int) { landscape(sequence: $s) { runtimes { id state } connections { runtimeID pending } } }',
        { s: sequence },
      );
      const { runtimes, connections } = answer['landscape'];
      return [runtimes.find(({ id }: { id: string }) => id === r).state, connections];
    };
    expect(await then(2)).toEqual(['NOT_CONNECTED', [{ runtimeID: r, pending: true }]]);
    expect(await then(3), 'a token alone is no call').toEqual(['NOT_CONNECTED', [{ runtimeID: r, pending: true }]]);
    expect(await then(4)).toEqual(['NOT_CONNECTED', [{ runtimeID: r, pending: false }]]);
  });

  it('is refused for a time whose changes were not recorded', async () => {
    await register('first');
    await register('second');
    await api.platform.database.write(async (tx) => {
      await tx.delete(landscapeDeltas);
    });
    await register('third');
    expect(errorOf(await api.run(query, { sequence: 2 })).error).toBe('InvalidOperation');
    expect(await names(asked({ sequence: 3 }))).toEqual(['first', 'second', 'third']);
  });
});
