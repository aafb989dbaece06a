import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { certificates } from '../db/tables/connector.tables.ts';
import { systemAuths } from '../db/tables/director.tables.ts';
import { runtimeReports } from '../db/tables/health.tables.ts';
import { minute, second } from '../shared/clock.ts';
import type { Consumer } from '../shared/consumer.ts';
import { type Api, createApi, testSettings } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';
import { countStatements } from '../testing/statements.ts';

const report = `mutation ($in: RuntimeStatusInput!) { reportRuntimeStatus(in: $in) {
  state since message reportedAt versions { name version } components { name ok message since }
  failures { application { id name kind } message since } } }`;

describe.each(databases)('reportRuntimeStatus on $name', ({ open }) => {
  let api: Api;
  let runtime: Consumer;
  let orders: string;
  beforeEach(async () => {
    api = await createApi(open);
    runtime = await register('cluster', ['default']);
    orders = (await api.data('mutation { a: registerApplication(in: { name: "orders" }) { id } }'))['a'].id;
  }, 60_000);
  afterEach(() => api.close());

  async function register(name: string, scenarios: string[]): Promise<Consumer> {
    const labels = scenarios.length > 0 ? { scenarios } : {};
    const mutation = 'mutation ($in: RuntimeInput!) { r: registerRuntime(in: $in) { id } }';
    const { r } = await api.data(mutation, { in: { name, labels } });
    const clientId = `client-${name}`;
    await api.platform.database.write(async (tx) => {
      const at = api.now;
      const owner = { tenantId: api.tenantId, ownerKind: 'RUNTIME', ownerId: r.id } as const;
      await tx.insert(systemAuths).values({ ...owner, id: clientId, createdAt: at });
      await tx.insert(certificates).values({
        ...owner,
        sha256: name,
        serial: name,
        clientId,
        ownerName: name,
        subject: '',
        issuer: '',
        keyType: 'ECDSA P-256',
        issuedBy: 'TOKEN',
        issuedAt: at,
        notBefore: at,
        notAfter: at + 90 * 24 * 60 * minute,
        pem: '',
        lastUsedAt: at,
      });
    });
    const scopes = new Set(['runtime:read', 'runtime:write', 'runtime:report', 'application:read']);
    return { type: 'RUNTIME', id: r.id, name, tenantId: api.tenantId, scopes };
  }

  const say = async (input: object, as = runtime) =>
    (await api.data(report, { in: { state: 'SYNCHRONIZED', ...input } }, as))['reportRuntimeStatus'];
  const look = async (id = runtime.id) =>
    (
      await api.data(
        `query ($id: ID!) { runtime(id: $id) { connectionState agentReport { state message reportedAt failures { message } }
          synchronizationStatus { lastSuccessfulApplication } } }`,
        { id },
      )
    )['runtime'];
  const entries = async () =>
    (
      await api.data(
        '{ activity(actions: ["runtime.reported"]) { data { actor { type id } objects { name } before after } } }',
      )
    )['activity'].data;
  const iso = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;

  it('keeps what the agent says and shows it', async () => {
    expect((await look()).agentReport).toBeNull();
    const said = await say({
      message: 'fine',
      lastSuccessfulApplication: iso(api.now - minute),
      versions: [{ name: 'agent', version: '1.2.3' }],
      components: [{ name: 'gateway', ok: false, message: 'no endpoints' }],
      failures: [{ applicationID: orders, message: 'quota exceeded' }],
    });
    expect(said).toEqual({
      state: 'SYNCHRONIZED',
      since: iso(api.now),
      message: 'fine',
      reportedAt: iso(api.now),
      versions: [{ name: 'agent', version: '1.2.3' }],
      components: [{ name: 'gateway', ok: false, message: 'no endpoints', since: iso(api.now) }],
      failures: [
        {
          application: { id: orders, name: 'orders', kind: 'APPLICATION' },
          message: 'quota exceeded',
          since: iso(api.now),
        },
      ],
    });
    await api.platform.contacts.flush();
    expect(await look()).toEqual({
      connectionState: 'CONNECTED',
      agentReport: {
        state: 'SYNCHRONIZED',
        message: 'fine',
        reportedAt: iso(api.now),
        failures: [{ message: 'quota exceeded' }],
      },
      synchronizationStatus: { lastSuccessfulApplication: iso(api.now - minute) },
    });
    expect(await entries()).toEqual([
      {
        actor: { type: 'RUNTIME', id: runtime.id },
        objects: [{ name: 'cluster' }, { name: 'orders' }],
        before: null,
        after: { state: 'SYNCHRONIZED', versions: { agent: '1.2.3' }, unhealthy: ['gateway'], failures: ['orders'] },
      },
    ]);
  });

  it('writes nothing but the time while nothing is new', async () => {
    await say({});
    for (let round = 1; round <= 20; round += 1) {
      api.now += 15 * second;
      const { statements } = await countStatements(() => say({}));
      expect(statements.filter((text) => !/^select/i.test(text))).toEqual([]);
      expect(statements.length).toBeLessThanOrEqual(2);
    }
    expect((await look()).agentReport.reportedAt).not.toBe(iso(api.now));
    await api.platform.contacts.flush();
    expect((await look()).agentReport.reportedAt).toBe(iso(api.now));
    expect(await entries()).toHaveLength(1);
  });

  it('renews wording at most once a minute and without an entry', async () => {
    await say({ message: 'one' });
    api.now += 15 * second;
    expect((await say({ message: 'two' })).message).toBe('one');
    api.now += minute;
    expect((await say({ message: 'three' })).message).toBe('three');
    expect(await entries()).toHaveLength(1);
  });

  it('makes the connection FAILED until the agent says otherwise, and the feed tells', async () => {
    const heard: string[][] = [];
    const stop = api.platform.feed.listen(api.tenantId, ({ runtimeIds }) => heard.push(runtimeIds));
    await say({ state: 'FAILED', message: 'the cluster refuses' });
    expect((await look()).connectionState).toBe('FAILED');
    await expect.poll(() => heard).toContainEqual([runtime.id]);
    stop();
    api.now += 15 * second;
    await say({});
    expect((await look()).connectionState).toBe('CONNECTED');
    expect((await entries()).map((each: any) => [each.before?.state, each.after.state])).toEqual([
      ['FAILED', 'SYNCHRONIZED'],
      [undefined, 'FAILED'],
    ]);
  });

  it('forgets a failure that an agent which does not report has long fetched past', async () => {
    await say({ state: 'FAILED' });
    api.now += testSettings.staleAfterMs + minute;
    api.platform.contacts.fetch(runtime.id, true, api.now);
    await api.platform.contacts.flush();
    expect((await look()).connectionState).toBe('CONNECTED');
  });

  it('takes a time that has not come yet for now', async () => {
    await say({ lastSuccessfulApplication: iso(api.now + 10 * minute) });
    await api.platform.contacts.flush();
    expect((await look()).synchronizationStatus.lastSuccessfulApplication).toBe(iso(api.now));
  });

  it('leaves out Applications that share no scenario with the Runtime, and unknown ones', async () => {
    const lonely = await register('lonely', []);
    const failures = [orders, '00000000-0000-4000-8000-000000000000', 'no-id'].map((applicationID) => ({
      applicationID,
      message: 'm',
    }));
    expect((await say({ failures }, lonely)).failures).toEqual([]);
    expect((await say({ failures })).failures).toHaveLength(1);
  });

  it('loses a failure with its Application, and everything with the Runtime', async () => {
    await say({ failures: [{ applicationID: orders, message: 'm' }] });
    await api.data('mutation ($id: ID!) { unregisterApplication(id: $id) { id } }', { id: orders });
    expect((await look()).agentReport.failures).toEqual([]);
    await api.data('mutation ($id: ID!) { unregisterRuntime(id: $id) { id } }', { id: runtime.id });
    expect(await api.platform.database.read.select().from(runtimeReports)).toEqual([]);
  });

  it('is for Runtimes about themselves only', async () => {
    const refused = async (as: Consumer) =>
      (await api.run(report, { in: { state: 'FAILED' } }, as)).errors?.map(({ extensions }) => extensions['error']);
    expect(await refused(api.admin)).toEqual(['InvalidOperation']);
    expect(await refused({ ...runtime, scopes: new Set(['runtime:write']) })).toEqual(['InsufficientScopes']);
    expect(await refused({ ...runtime, tenantId: await api.newTenant('other') })).toEqual(['NotFound']);
    expect((await look()).agentReport).toBeNull();
  });

  it('settles two reports at once without losing either side', async () => {
    await Promise.all([
      say({ state: 'FAILED' }),
      say({ failures: [{ applicationID: orders, message: 'm' }] }),
      say({ state: 'FAILED' }),
    ]);
    const replayed = Object.assign({}, ...(await entries()).reverse().map((each: any) => each.after));
    const { agentReport } = await look();
    expect(replayed).toMatchObject({ state: agentReport.state, failures: agentReport.failures.map(() => 'orders') });
  });
});
