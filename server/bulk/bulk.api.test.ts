import { and, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { activity } from '../db/tables/tenant.tables.ts';
import { type Api, createApi } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';
import { createLandscape, type LandscapeSeed } from '../testing/landscape.ts';
import { errorOf } from '../testing/landscapeWords.ts';
import { insertJob, settleItem } from './job.store.ts';

let api: Api;
let seed: LandscapeSeed;

const fields = 'id state total done undoable failures { object { id name } reason message }';
const startMutation = `mutation ($in: BulkInput!) { job: startBulk(in: $in) { ${fields} } }`;
const previewQuery = `query ($in: BulkInput!) { previewBulk(in: $in) { itemCount freezeCount impact {
  breaks { total pairs { application { name } runtime { name } } } sideEffects { kind } conflicts { message } } } }`;

const finished = (id: string) =>
  vi.waitFor(async () => {
    const { job } = await api.data(`query ($id: ID!) { job: bulkJob(id: $id) { ${fields} } }`, { id });
    expect(job.state).toBe('FINISHED');
    return job;
  }, 10_000);

const start = async (input: unknown) => finished((await api.data(startMutation, { in: input })).job.id);
const entriesOf = (action: string) =>
  api.platform.database.read
    .select()
    .from(activity)
    .where(and(eq(activity.tenantId, api.tenantId), eq(activity.action, action)));
const scenariosOf = async (name: string) => {
  const { table } = await api.data(
    'query ($words: String) { table: applicationTable(filter: { words: $words }, first: 1) { data { memberships { scenario } } } }',
    { words: name },
  );
  return table.data[0].memberships.map(({ scenario }: { scenario: string }) => scenario);
};

describe.each(databases)('a bulk job on $name', ({ open }) => {
  beforeEach(async () => {
    api = await createApi(open);
    seed = await createLandscape(api.platform.database, {
      tenantId: api.tenantId,
      scenarios: ['campaign', 'marketing'],
    });
  });
  afterEach(() => api.close());

  it('does every row by itself, tells which failed and why, and tries nothing again that is gone', async () => {
    const orders = await seed.application('orders', []);
    const gone = 'no-such-id';
    const target = { ids: [orders, gone] };
    const job = await start({ table: 'APPLICATIONS', target, action: { assign: 'campaign' } });
    expect(job).toMatchObject({ total: 2, done: 1, failures: [{ object: { id: gone }, reason: 'GONE' }] });
    expect(job.failures[0].message).toContain(gone);
    expect(await scenariosOf('orders')).toEqual(['campaign']);
    expect(await entriesOf('bulk.started')).toHaveLength(1);
    expect(await entriesOf('landscape.changed')).toHaveLength(1);
    await vi.waitFor(async () =>
      expect(await entriesOf('bulk.finished')).toMatchObject([
        { objects: [{ id: gone }], after: { job: job.id, total: 2, done: 1, failed: 1, failures: [{ name: gone }] } },
      ]),
    );
    const again = await api.run(`mutation ($id: ID!) { job: retryBulk(id: $id) { ${fields} } }`, { id: job.id });
    expect(errorOf(again).message).toContain('nothing of this job would succeed');
    expect(await entriesOf('bulk.started')).toHaveLength(1);
  });

  it('shows what stops before anything does, then does it to all that match', async () => {
    const runtime = await seed.runtime('cluster', ['campaign']);
    await seed.connection(await seed.application('orders', ['campaign']), runtime);
    await seed.application('shop', ['campaign']);
    const input = { table: 'APPLICATIONS', target: { filter: { tokens: [{ key: 'scenario', value: 'campaign' }] } } };
    const unassign = { ...input, action: { unassign: 'campaign' } };
    const { previewBulk } = await api.data(previewQuery, { in: unassign });
    expect(previewBulk).toMatchObject({
      itemCount: 2,
      impact: { breaks: { total: 1, pairs: [{ application: { name: 'orders' }, runtime: { name: 'cluster' } }] } },
    });
    expect(previewBulk.impact.sideEffects.map(({ kind }: { kind: string }) => kind)).toEqual([
      'RETURNS_TO_DEFAULT',
      'RETURNS_TO_DEFAULT',
    ]);
    expect(await scenariosOf('shop')).toEqual(['campaign']);
    expect(await start(unassign)).toMatchObject({ total: 2, done: 2, failures: [] });
    expect(await scenariosOf('shop')).toEqual(['default']);
    expect(await seed.connections()).toEqual([]);
  });

  it('sets and deletes labels, and unregisters', async () => {
    const runtime = await seed.runtime('cluster', []);
    const row = { table: 'RUNTIMES', target: { ids: [runtime] } };
    await start({ ...row, action: { setLabel: { key: 'env', value: 'prod' } } });
    const labels = async () => (await api.data('{ t: runtimeTable(first: 1) { data { labels } } }')).t.data[0].labels;
    expect(await labels()).toEqual({ env: 'prod' });
    await start({ ...row, action: { deleteLabel: 'env' } });
    expect(await labels()).toEqual({});
    expect(await start({ ...row, action: { unregister: true } })).toMatchObject({ done: 1 });
    expect((await api.data('{ t: runtimeTable(first: 1) { totalCount } }')).t.totalCount).toBe(0);
  });

  it('deletes scenarios: what stops is shown before, the default one is refused, and its members return to it', async () => {
    const runtime = await seed.runtime('cluster', ['campaign', 'marketing']);
    await seed.connection(await seed.application('orders', ['campaign', 'marketing']), runtime);
    const input = { table: 'SCENARIOS', target: { filter: {} }, action: { deleteScenarios: true } };
    const { previewBulk } = await api.data(previewQuery, { in: input });
    expect(previewBulk).toMatchObject({
      itemCount: 3,
      impact: {
        breaks: { total: 1, pairs: [{ application: { name: 'orders' }, runtime: { name: 'cluster' } }] },
        sideEffects: [{ kind: 'RETURNS_TO_DEFAULT' }],
        conflicts: [{ message: 'the default scenario cannot be deleted' }],
      },
    });
    const job = await start(input);
    expect(job).toMatchObject({ total: 3, done: 2, failures: [{ object: { name: 'default' }, reason: 'REFUSED' }] });
    expect(job.failures[0].message).toContain('the default scenario cannot be deleted');
    expect(await scenariosOf('orders')).toEqual(['default']);
    expect(await seed.connections()).toEqual([]);
    expect(await entriesOf('scenario.deleted')).toHaveLength(2);
  });

  it('tries again what something that may pass came between, and leaves what would be refused again', async () => {
    const [late, stubborn] = [await seed.application('late', []), await seed.application('stubborn', [])];
    const objects = [late, stubborn].map((id) => ({ kind: 'APPLICATION' as const, id, name: id, undoes: null }));
    const action = { name: 'assign' as const, scenario: 'campaign' };
    await api.platform.database.write(async (tx) => {
      await insertJob(tx, { id: 'over', tenantId: api.tenantId, kind: 'APPLICATION', action, objects }, api.now);
      const failures = [
        { reason: 'FAILED' as const, message: 'the database was busy' },
        { reason: 'REFUSED' as const, message: 'not this one' },
      ];
      for (const [position, failure] of failures.entries()) await settleItem(tx, { jobId: 'over', position, failure });
    });
    const { job } = await api.data(`{ job: bulkJob(id: "over") { ${fields} } }`);
    expect(job).toMatchObject({ state: 'FINISHED', failures: [{ reason: 'FAILED' }, { reason: 'REFUSED' }] });
    const again = await api.data(`mutation { job: retryBulk(id: "over") { ${fields} } }`);
    expect(await finished(again.job.id)).toMatchObject({ total: 1, done: 1, failures: [] });
    expect(await scenariosOf('late')).toEqual(['campaign']);
    expect(await scenariosOf('stubborn')).toEqual(['default']);
  });

  it('refuses for good what the default scenario holds, and a scenario there is not', async () => {
    const target = { ids: [await seed.application('orders', [])] };
    const unassign = await start({ table: 'APPLICATIONS', target, action: { unassign: 'default' } });
    expect(unassign).toMatchObject({ done: 0, failures: [{ object: { name: 'orders' }, reason: 'REFUSED' }] });
    const nowhere = await start({ table: 'APPLICATIONS', target, action: { assign: 'nowhere' } });
    expect(nowhere).toMatchObject({ done: 0, failures: [{ object: { name: 'orders' }, reason: 'REFUSED' }] });
  });

  const undo = async (id: string) =>
    finished((await api.data(`mutation ($id: ID!) { job: undoBulk(id: $id) { ${fields} } }`, { id })).job.id);

  it('takes back what it did to memberships, row by row, with the connections that had ended; and that again', async () => {
    const runtime = await seed.runtime('cluster', ['campaign']);
    const [orders, shop] = [
      await seed.application('orders', ['campaign']),
      await seed.application('shop', ['campaign']),
    ];
    await seed.connection(orders, runtime);
    const target = { ids: [orders, shop] };
    const job = await start({ table: 'APPLICATIONS', target, action: { unassign: 'campaign' } });
    expect(job).toMatchObject({ done: 2, undoable: 2 });
    await start({ table: 'APPLICATIONS', target: { ids: [shop] }, action: { assign: 'campaign' } });
    const { preview } = await api.data(
      `query ($id: ID!) { preview: previewBulkUndo(id: $id) { itemCount freezeCount impact {
        breaks { total pairs { application { name } runtime { name } } } sideEffects { kind } conflicts { message } } } }`,
      { id: job.id },
    );
    expect(preview).toMatchObject({
      itemCount: 2,
      impact: {
        breaks: { total: 0 },
        sideEffects: [{ kind: 'LEAVES_DEFAULT' }],
        conflicts: [{ message: 'nothing of it is left to take back' }],
      },
    });
    const undone = await undo(job.id);
    expect(undone).toMatchObject({ total: 2, done: 1, failures: [{ object: { name: 'shop' }, reason: 'REFUSED' }] });
    expect(await scenariosOf('orders')).toEqual(['campaign']);
    expect(await seed.connections()).toHaveLength(1);
    expect(await undo(undone.id)).toMatchObject({ total: 1, done: 1 });
    expect(await scenariosOf('orders')).toEqual(['default']);
    expect(await seed.connections()).toEqual([]);
  });

  it('sets labels back to what each was, and leaves what somebody has changed since', async () => {
    const [one, two, gone] = [
      await seed.runtime('one', []),
      await seed.runtime('two', []),
      await seed.runtime('gone', []),
    ];
    const label = (ids: string[], value: string) =>
      start({ table: 'RUNTIMES', target: { ids }, action: { setLabel: { key: 'env', value } } });
    await label([one], 'dev');
    const job = await label([one, two, gone], 'prod');
    await label([two], 'lab');
    await start({ table: 'RUNTIMES', target: { ids: [gone] }, action: { unregister: true } });
    const undone = await undo(job.id);
    expect(undone).toMatchObject({ total: 3, done: 1 });
    const failures = undone.failures.map((each: { object: { name: string }; reason: string; message: string }) => [
      each.object.name,
      each.reason,
    ]);
    expect(new Map(failures)).toEqual(
      new Map([
        ['two', 'REFUSED'],
        ['gone', 'GONE'],
      ]),
    );
    expect(JSON.stringify(undone.failures)).toContain('label env was changed since');
    const { t } = await api.data('{ t: runtimeTable(first: 5) { data { name labels } } }');
    expect(t.data).toMatchObject([
      { name: 'one', labels: { env: 'dev' } },
      { name: 'two', labels: { env: 'lab' } },
    ]);
  });

  it('does not offer to take back what does not come back', async () => {
    const target = { ids: [await seed.application('orders', [])] };
    const job = await start({ table: 'APPLICATIONS', target, action: { unregister: true } });
    expect(job).toMatchObject({ done: 1, undoable: 0 });
    const refused = await api.run(`mutation ($id: ID!) { job: undoBulk(id: $id) { id } }`, { id: job.id });
    expect(errorOf(refused).message).toContain('nothing this job has done can be taken back');
  });

  it('tells of a job whose server has gone, and goes on with what it left', async () => {
    const [done, open] = [await seed.application('orders', []), await seed.application('shop', [])];
    const objects = [
      { kind: 'APPLICATION' as const, id: done, name: 'orders', undoes: null },
      { kind: 'APPLICATION' as const, id: open, name: 'shop', undoes: null },
    ];
    const action = { name: 'assign' as const, scenario: 'campaign' };
    await api.platform.database.write(async (tx) => {
      const job = { id: 'left', tenantId: api.tenantId, kind: 'APPLICATION' as const, action, objects };
      await insertJob(tx, job, api.now);
      await settleItem(tx, { jobId: 'left', position: 0, failure: null });
    });
    const look = async () => (await api.data(`{ job: bulkJob(id: "left") { ${fields} } }`)).job;
    expect(await look()).toMatchObject({ state: 'RUNNING', total: 2, done: 1 });
    const retry = `mutation { job: retryBulk(id: "left") { ${fields} } }`;
    expect(errorOf(await api.run(retry)).message).toContain('still running');
    api.now += 31_000;
    expect(await look()).toMatchObject({ state: 'INTERRUPTED', total: 2, done: 1 });
    const { job } = await api.data(retry);
    expect(await finished(job.id)).toMatchObject({ total: 1, done: 1, failures: [] });
    expect(await scenariosOf('shop')).toEqual(['campaign']);
    expect(await scenariosOf('orders')).toEqual(['default']);
    // A server that was only slow, and comes back to it, finds nothing of it left to do.
    const settled = await api.platform.database.write((tx) =>
      settleItem(tx, { jobId: 'left', position: 1, failure: null }),
    );
    expect(settled).toBe(false);
  });
});

describe('a bulk job is refused', () => {
  beforeEach(async () => {
    api = await createApi();
    seed = await createLandscape(api.platform.database, { tenantId: api.tenantId });
  });
  afterEach(() => api.close());

  it('without the scope of the action itself, for scenarios as a label, and for nothing', async () => {
    const target = { ids: [await seed.runtime('cluster', [])] };
    const scopes = new Set(['landscape:read', 'landscape:write']);
    const refusal = async (action: unknown, as = api.admin, ids: unknown = target) =>
      errorOf(await api.run(startMutation, { in: { table: 'RUNTIMES', target: ids, action } }, as));
    expect((await refusal({ unregister: true }, { ...api.admin, scopes })).error).toBe('InsufficientScopes');
    expect((await refusal({ revokeCertificates: true }, { ...api.admin, scopes })).error).toBe('InsufficientScopes');
    expect((await refusal({ setLabel: { key: 'scenarios', value: [] } })).message).toContain('assign and unassign');
    expect((await refusal({ deleteScenarios: true })).message).toContain('scenarios can only be deleted');
    expect((await refusal({ unregister: false })).message).toContain('exactly one member');
    expect((await refusal({ unregister: true }, api.admin, { ids: [] })).message).toContain('at least one id');
    expect(await entriesOf('bulk.started')).toEqual([]);
  });
});
