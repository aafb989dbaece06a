import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { certificates, oneTimeTokens } from '../db/tables/connector.tables.ts';
import { type ObjectKind, runtimes, systemAuths } from '../db/tables/director.tables.ts';
import { runtimeReports } from '../db/tables/health.tables.ts';
import { connections, memberships, unenforcedRemovals } from '../db/tables/landscape.tables.ts';
import { day, hour, minute } from '../shared/clock.ts';
import { type Api, createApi } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';
import { createLandscape, type LandscapeSeed } from '../testing/landscape.ts';

const iso = (at: number) => new Date(at).toISOString().replace('.000Z', 'Z');
/** Fourteen values: `[2, 3]` twice and `[1, 11]` eleven times, for example. */
const days = (...stretches: [value: number, times: number][]) =>
  stretches.flatMap(([value, times]) => Array<number>(times).fill(value));

describe.each(databases)('the overview on $name', ({ open }) => {
  let api: Api;
  let seed: LandscapeSeed;
  beforeEach(async () => {
    api = await createApi(open);
    const scenarios = ['campaign', 'marketing'];
    seed = await createLandscape(api.platform.database, { tenantId: api.tenantId, scenarios });
  }, 60_000);
  afterEach(() => api.close());

  const write = (statement: Parameters<Api['platform']['database']['write']>[0]) =>
    api.platform.database.write(statement);
  const ask = async (fields: string) => (await api.data(`{ overview { ${fields} } }`))['overview'];
  const ids = new Map<string, string>();

  async function client(ownerKind: ObjectKind, ownerId: string): Promise<string> {
    const id = randomUUID();
    const owner = { tenantId: api.tenantId, ownerKind, ownerId };
    await write(async (tx) => void (await tx.insert(systemAuths).values({ ...owner, id, createdAt: api.now })));
    return id;
  }

  /** `from` and `to` in days from now. */
  async function certify(
    ownerKind: ObjectKind,
    name: string,
    [from, to]: readonly [from: number, to: number],
    more: Partial<typeof certificates.$inferInsert> = {},
  ) {
    const ownerId = ids.get(name) as string;
    const clientId = await client(ownerKind, ownerId);
    const owner = { tenantId: api.tenantId, clientId, ownerKind, ownerId, ownerName: name };
    const texts = { subject: '', issuer: '', keyType: '', pem: '' };
    const notBefore = api.now + from * day;
    const validity = { issuedAt: notBefore, notBefore, notAfter: api.now + to * day, issuedBy: 'TOKEN' as const };
    const row = { ...owner, ...texts, ...validity, sha256: clientId, serial: clientId, ...more };
    await write(async (tx) => void (await tx.insert(certificates).values(row)));
  }

  /** A Runtime in campaign that last fetched then, with so many connections that it began itself. */
  async function runtime(name: string, lastFetchAt: number | null, held: number) {
    const id = await seed.runtime(name, ['campaign'], lastFetchAt);
    ids.set(name, id);
    for (let number = 1; number <= held; number += 1) {
      await seed.connection(await seed.application(`of-${name}-${number}`, ['campaign']), id);
    }
    return id;
  }

  /** One Runtime of every kind. */
  async function everything() {
    const { now } = api;
    await runtime('live', now - minute, 2);
    await certify('RUNTIME', 'live', [-10, 90]);
    await runtime('late', now, 1);
    await certify('RUNTIME', 'late', [-90, 10]);
    await runtime('silent', now - hour, 1);
    await certify('RUNTIME', 'silent', [-20, 80]);
    const failing = await runtime('failing', now, 1);
    await certify('RUNTIME', 'failing', [-2 / 24, 100], { issuedBy: 'RENEWAL' });
    await runtime('expired', now - 2 * day, 1);
    await certify('RUNTIME', 'expired', [-101, -1]);
    await runtime('revoked', now - 2 * day, 1);
    await certify('RUNTIME', 'revoked', [-10, 90], { revokedAt: now - 2 * day });
    await runtime('new', null, 0);
    ids.set('shop', await seed.application('shop', ['campaign', 'marketing']));
    await certify('APPLICATION', 'shop', [-99, 1]);
    await write(async (tx) => {
      const failed = { reportedState: 'FAILED', lastReportAt: now } as const;
      await tx.update(runtimes).set(failed).where(eq(runtimes.id, failing));
      const report = { since: now - 3 * hour, message: 'disk full', versions: [], components: [], writtenAt: now };
      await tx.insert(runtimeReports).values({ runtimeId: failing, tenantId: api.tenantId, ...report });
    });
  }

  it('counts nothing in an empty tenant, and in another one', async () => {
    await everything();
    const figures =
      'connections { live } runtimes { total } certificates { issued } pending { total } activityInLastDay';
    const none = { connections: { live: 0 }, runtimes: { total: 0 }, certificates: { issued: 0 } };
    const other = { ...api.admin, tenantId: await api.newTenant('other') };
    const { overview } = await api.data(`{ overview { ${figures} attention { totalCount } } }`, {}, other);
    expect(overview).toEqual({
      ...none,
      pending: { total: 0 },
      activityInLastDay: 0,
      attention: { totalCount: 0 },
    });
  });

  it('counts Runtimes, their connections and certificates by what is the matter with them', async () => {
    await everything();
    await seed.connection(await seed.application('waiting', ['campaign']), ids.get('new') as string, 'ADMINISTRATOR');
    expect(
      await ask(`connections { live failed attention connected }
        runtimes { total live failed attention neverConnected }
        certificates { issued expired notRenewing renewing renewedInLastDay }`),
    ).toEqual({
      // Of the Runtimes live (2) and new are connected; late, silent, expired and revoked want attention.
      connections: { live: 8, failed: 1, attention: 4, connected: 3 },
      runtimes: { total: 7, live: 1, failed: 3, attention: 2, neverConnected: 1 },
      // The revoked one is not in use any more; the late ones are of a Runtime and of an Application.
      certificates: { issued: 6, expired: 1, notRenewing: 2, renewing: 3, renewedInLastDay: 1 },
    });
  });

  it('goes back fourteen days: certificates issued on each, Runtimes that had a valid one', async () => {
    await everything();
    const trends = await ask('at certificates { trend { from values } } runtimes { trend { from values } }');
    const from = iso(api.now - 13 * day);
    expect(trends.at).toBe(iso(api.now));
    expect(trends.certificates.trend).toEqual({ from, values: days([0, 3], [2, 1], [0, 9], [1, 1]) });
    // late and silent all along, expired until yesterday, live for ten days, revoked for eight of them, failing since today.
    expect(trends.runtimes.trend).toEqual({ from, values: days([3, 3], [5, 8], [4, 1], [3, 1], [4, 1]) });
  });

  it('counts connections back by what the log says began and ended', async () => {
    const cluster = await runtime('cluster', api.now, 2);
    const [first, second] = [
      await seed.application('first', ['campaign']),
      await seed.application('second', ['campaign']),
    ];
    const { now } = api;
    const at = async (moment: number, mutation: string) => {
      api.now = moment;
      await api.data(`mutation { ${mutation} { state } }`);
    };
    const pair = (id: string) => `(applicationID: "${id}", runtimeID: "${cluster}")`;
    await at(now - 3 * day, `connectApplication${pair(first)}`);
    await at(now - 36 * hour, `connectApplication${pair(second)}`);
    await at(now - 12 * hour, `disconnectApplication${pair(second)}`);
    api.now = now;
    const { connections: figures } = await ask('connections { live trend { from values } }');
    expect(figures).toEqual({
      live: 3,
      trend: { from: iso(now - 13 * day), values: days([2, 10], [3, 2], [4, 1], [3, 1]) },
    });
  });

  it('counts what agents have not seen, by whether they are in contact', async () => {
    await everything();
    const { now, tenantId } = api;
    const [live, silent, fresh] = ['live', 'silent', 'new'].map((name) => ids.get(name) as string) as [
      string,
      string,
      string,
    ];
    await seed.connection(await seed.application('asked', ['campaign']), live, 'ADMINISTRATOR');
    await seed.connection(await seed.application('waiting', ['campaign']), fresh, 'ADMINISTRATOR');
    const seen = await seed.application('seen', ['campaign']);
    await seed.connection(seen, live, 'ADMINISTRATOR');
    await write(async (tx) => {
      await tx
        .update(connections)
        .set({ since: now - hour })
        .where(eq(connections.applicationId, seen));
      const gone = ['a', 'b'].map((applicationId) => ({ tenantId, runtimeId: silent, applicationId }));
      await tx
        .insert(unenforcedRemovals)
        .values(gone.map((row) => ({ ...row, applicationName: row.applicationId, endedAt: now - 2 * hour })));
    });
    const { pending } = await ask('pending { total runtimes silent underWay removals oldestSince }');
    expect(pending).toEqual({
      ...{ total: 4, runtimes: 3, silent: 3, underWay: 1, removals: 2 },
      oldestSince: iso(now - 2 * hour),
    });
    const found = async (filter: string) => {
      const tokens = filter.split(' ').map((text) => ({ key: text.split(':')[0], value: text.split(':')[1] }));
      const query = 'query ($f: TableFilterInput) { runtimeTable(filter: $f, first: 9) { data { name } } }';
      return (await api.data(query, { f: { tokens } })).runtimeTable.data.map(({ name }: { name: string }) => name);
    };
    expect(await found('unseen:>0 contact:none'), 'where the tile leads').toEqual(['new', 'silent']);
    expect(await found('unseen:>0 contact:live')).toEqual(['live']);
    expect(await found('removals:>0')).toEqual(['silent']);
  });

  it('lists what needs attention, the most at risk and the least time left first', async () => {
    await everything();
    const { now, tenantId } = api;
    const stuck = await seed.application('stuck', []);
    const clientId = await client('RUNTIME', ids.get('new') as string);
    await write(async (tx) => {
      const longAgo = { createdAt: now - 3 * day };
      await tx.update(memberships).set(longAgo).where(eq(memberships.objectId, stuck));
      const token = { hash: 'h', tenantId, clientId, kind: 'RUNTIME', createdBy: 'mara' } as const;
      await tx.insert(oneTimeTokens).values({ ...token, createdAt: now - minute, expiresAt: now + hour });
    });
    const fields = 'cause count detail connectionsAtRisk silentSince since until object { name }';
    const { attention } = await ask(`attention(first: 7) { totalCount items { ${fields} } }`);
    expect(attention.totalCount).toBe(8);
    const item = (cause: string, name: string, connectionsAtRisk: number, more: object = {}) => ({
      ...{ cause, count: 1, detail: null, connectionsAtRisk, silentSince: null, since: null, until: null },
      object: { name },
      ...more,
    });
    const end = iso(now - day);
    expect(attention.items).toEqual([
      item('CERTIFICATE_EXPIRED', 'expired', 1, { since: end, until: end }),
      item('RENEWAL_MISSED', 'late', 1, { since: iso(now - 20 * day), until: iso(now + 10 * day) }),
      item('CERTIFICATE_REVOKED', 'revoked', 1, { since: iso(now - 2 * day) }),
      item('SYNCHRONISATION_FAILED', 'failing', 1, { since: iso(now - 3 * hour), detail: 'disk full' }),
      item('AGENT_SILENT', 'silent', 1, { since: iso(now - hour), silentSince: iso(now - hour) }),
      item('TOKEN_UNUSED', 'new', 0, { since: iso(now - minute), until: iso(now + hour) }),
      item('RENEWAL_MISSED', 'shop', 0, { since: iso(now - 29 * day), until: iso(now + day) }),
    ]);
  });

  it('counts the members of scenarios, and the Applications two of them share', async () => {
    await runtime('cluster', api.now, 2);
    await seed.application('both', ['campaign', 'marketing']);
    const { scenarios } = await ask(
      'scenarios(first: 2) { totalCount items { name applicationCount runtimeCount } shared { scenarios count } }',
    );
    expect(scenarios).toEqual({
      totalCount: 3,
      items: [
        { name: 'campaign', applicationCount: 3, runtimeCount: 1 },
        { name: 'marketing', applicationCount: 1, runtimeCount: 0 },
      ],
      shared: [{ scenarios: ['campaign', 'marketing'], count: 1 }],
    });
  });

  it('tells what happened in one go as one, by name', async () => {
    const orders = await seed.application('orders', []);
    const [first, second] = [await runtime('eu', api.now, 0), await runtime('us', api.now, 0)];
    const add = async (objectID: string, scenario: string) => {
      const { landscape } = await api.data('{ landscape { version } }');
      const changes = [{ addToScenario: { objectID, scenario } }];
      await api.data(
        `mutation ($v: Int!, $changes: [LandscapeChangeInput!]!) {
          applyChanges(expectedVersion: $v, changes: $changes) { version } }`,
        { v: landscape.version, changes },
      );
    };
    api.now -= 2 * day;
    await add(orders, 'campaign');
    api.now += 2 * day;
    await add(first, 'marketing');
    await add(second, 'marketing');
    const { activity, activityInLastDay } = await ask(
      'activity(first: 5) { count last { summary } } activityInLastDay',
    );
    expect(activity).toEqual([
      { count: 2, last: { summary: 'added us to marketing' } },
      { count: 1, last: { summary: 'added orders to campaign' } },
    ]);
    expect(activityInLastDay).toBe(2);
  });
});
