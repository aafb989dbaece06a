import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { certificates } from '../db/tables/connector.tables.ts';
import { applications, type ObjectKind, runtimes, systemAuths } from '../db/tables/director.tables.ts';
import { webhooks } from '../db/tables/webhook.tables.ts';
import { day, hour } from '../shared/clock.ts';
import type { Consumer } from '../shared/consumer.ts';
import { type Api, createApi } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';
import { createLandscape } from '../testing/landscape.ts';
import { countStatements } from '../testing/statements.ts';

const checks = `query ($types: [HealthCheckType!], $origin: ID, $first: Int, $after: PageCursor) {
  healthChecks(types: $types, origin: $origin, first: $first, after: $after) {
    data { type condition origin message timestamp } totalCount pageInfo { endCursor hasNextPage } } }`;

describe.each(databases)('healthChecks on $name', ({ open }) => {
  let api: Api;
  let orders: string;
  let stock: string;
  let cluster: string;
  let other: string;
  beforeEach(async () => {
    api = await createApi(open);
    const seed = await createLandscape(api.platform.database, { tenantId: api.tenantId, scenarios: ['campaign'] });
    orders = await seed.application('orders', ['campaign']);
    stock = await seed.application('stock', ['campaign']);
    cluster = await seed.runtime('cluster', ['campaign'], null);
    other = await seed.runtime('other', ['campaign'], null);
    await seed.connection(orders, cluster);
  }, 60_000);
  afterEach(() => api.close());

  const look = async (variables: object = {}, as?: Consumer) =>
    (await api.data(checks, { first: 100, ...variables }, as))['healthChecks'];
  const checkOf = async (origin: string) => (await look({ origin })).data[0];
  const machine = (type: 'RUNTIME' | 'APPLICATION', id: string, scope = 'health_checks:read'): Consumer => ({
    type,
    id,
    name: id,
    tenantId: api.tenantId,
    scopes: new Set([scope, 'runtime:report']),
  });
  const iso = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;

  async function certify(kind: ObjectKind, ownerId: string, changes: Partial<typeof certificates.$inferInsert> = {}) {
    const clientId = randomUUID();
    const at = api.now;
    const owner = { tenantId: api.tenantId, ownerKind: kind, ownerId };
    await api.platform.database.write(async (tx) => {
      await tx.insert(systemAuths).values({ ...owner, id: clientId, createdAt: at });
      await tx.insert(certificates).values({
        ...owner,
        sha256: clientId,
        serial: clientId,
        clientId,
        ownerName: ownerId,
        subject: '',
        issuer: '',
        keyType: 'ECDSA P-256',
        issuedBy: 'TOKEN',
        issuedAt: at,
        notBefore: at,
        notAfter: at + 90 * day,
        pem: '',
        lastUsedAt: at,
        ...changes,
      });
    });
  }

  it('tells of every Application and Runtime, Applications first, by id', async () => {
    const { data, totalCount } = await look();
    expect(totalCount).toBe(4);
    expect(data.map((each: any) => each.origin)).toEqual([...[orders, stock].sort(), ...[cluster, other].sort()]);
    expect(data[0]).toMatchObject({
      type: 'MANAGEMENT_PLANE_APPLICATION_HEALTHCHECK',
      condition: 'SUCCEEDED',
      message: 'No problem is known.',
    });
    expect(data[3]).toMatchObject({ condition: 'SUCCEEDED', message: 'It has not connected yet.' });
  });

  it('pages through both kinds without losing one', async () => {
    const seen: string[] = [];
    let after = '';
    do {
      const { data, pageInfo, totalCount } = await look({ first: 3, after });
      seen.push(...data.map((each: any) => each.origin));
      expect(totalCount).toBe(4);
      after = pageInfo.endCursor;
    } while (after !== '');
    expect(seen).toEqual((await look()).data.map((each: any) => each.origin));
  });

  it('filters by origin and by type', async () => {
    expect((await look({ origin: cluster })).data).toMatchObject([{ origin: cluster }]);
    for (const origin of [randomUUID(), 'no-id'])
      expect(await look({ origin })).toMatchObject({ data: [], totalCount: 0 });
    expect((await look({ types: ['MANAGEMENT_PLANE_APPLICATION_HEALTHCHECK'] })).totalCount).toBe(4);
    expect((await look({ types: [] })).totalCount).toBe(0);
  });

  it('fails for certificates, of Applications too', async () => {
    await certify('RUNTIME', cluster, { revokedAt: api.now - hour });
    await certify('APPLICATION', orders, {
      notBefore: api.now - 91 * day,
      issuedAt: api.now - 91 * day,
      notAfter: api.now - day,
    });
    expect(await checkOf(cluster)).toMatchObject({
      condition: 'FAILED',
      message: 'Its certificate was revoked.',
      timestamp: iso(api.now - hour),
    });
    expect(await checkOf(orders)).toMatchObject({
      condition: 'FAILED',
      message: 'Its certificate has expired.',
      timestamp: iso(api.now - day),
    });
    await certify('APPLICATION', orders);
    expect(await checkOf(orders)).toMatchObject({ condition: 'SUCCEEDED', timestamp: iso(api.now) });
  });

  it('fails for silence and failed calls, and succeeds with the next good one', async () => {
    await certify('RUNTIME', cluster);
    const { contacts } = api.platform;
    contacts.fetch(cluster, false, api.now);
    contacts.connectorCall(cluster, false, api.now);
    await contacts.flush();
    expect((await checkOf(cluster)).message).toBe(
      'Its last call to the Connector failed. Its last attempt to fetch its configuration failed.',
    );
    contacts.fetch(cluster, true, api.now + 1);
    contacts.connectorCall(cluster, true, api.now + 1);
    await contacts.flush();
    expect((await checkOf(cluster)).condition).toBe('SUCCEEDED');
    api.now += hour;
    expect((await checkOf(cluster)).message).toBe('It has not been heard of for 59 minutes.');
  });

  it('fails for what an agent reports: of itself, of its cluster, of an Application it is connected to', async () => {
    const report = 'mutation ($in: RuntimeStatusInput!) { reportRuntimeStatus(in: $in) { state } }';
    const failures = [orders, stock].map((applicationID) => ({ applicationID, message: 'quota exceeded' }));
    const input = {
      state: 'FAILED',
      message: 'no space left',
      components: [{ name: 'gateway', ok: false, message: 'no endpoints' }],
      failures,
    };
    await api.data(report, { in: input }, machine('RUNTIME', cluster));
    expect(await checkOf(cluster)).toMatchObject({
      condition: 'FAILED',
      message:
        'Its agent reports a failure: no space left. Its cluster reports that gateway is not well: no endpoints.',
      timestamp: iso(api.now),
    });
    expect((await checkOf(orders)).message).toBe('Runtime "cluster" could not apply it: quota exceeded.');
    expect((await checkOf(stock)).condition).toBe('SUCCEEDED');
    await api.data(report, { in: { state: 'SYNCHRONIZED' } }, machine('RUNTIME', cluster));
    expect((await look()).data.map((each: any) => each.condition)).toEqual(Array(4).fill('SUCCEEDED'));
  });

  it('fails for webhooks that do not work', async () => {
    const at = api.now;
    const common = {
      tenantId: api.tenantId,
      type: 'CONFIGURATION_CHANGED',
      url: 'https://x.example',
      sealedSecret: '',
    } as const;
    await api.platform.database.write(async (tx) => {
      await tx.insert(webhooks).values({
        ...common,
        id: randomUUID(),
        applicationId: orders,
        applicationName: 'orders',
        failingSince: at - hour,
        lastError: 'the receiver answered 500',
        endedDead: false,
        createdAt: at,
        updatedAt: at,
      });
    });
    expect(await checkOf(orders)).toMatchObject({
      condition: 'FAILED',
      message: 'A webhook fails: the receiver answered 500.',
      timestamp: iso(at - hour),
    });
    expect((await checkOf(stock)).condition).toBe('SUCCEEDED');
  });

  it('shows a Runtime itself and what it is connected to, an Application itself, nobody another tenant', async () => {
    const origins = async (as: Consumer) => (await look({}, as)).data.map((each: any) => each.origin);
    expect(await origins(machine('RUNTIME', cluster))).toEqual([orders, cluster]);
    expect(await origins(machine('RUNTIME', other))).toEqual([other]);
    expect(await origins(machine('APPLICATION', stock))).toEqual([stock]);
    expect((await look({ origin: orders }, machine('APPLICATION', stock))).totalCount).toBe(0);
    const tenantId = await api.newTenant('theirs');
    expect(await origins({ ...api.admin, tenantId })).toEqual([]);
    expect(await origins({ ...api.admin, tenantId: null })).toEqual([]);
    const { errors } = await api.run(checks, { first: 1 }, machine('RUNTIME', cluster, 'runtime:read'));
    expect(errors?.[0]?.message).toContain('required: [health_checks:read]');
  });

  it('answers one page of 10,000 objects in few statements and well under a second', async () => {
    const at = api.now;
    const row = {
      tenantId: api.tenantId,
      statusCondition: 'INITIAL',
      statusAt: at,
      createdAt: at,
      updatedAt: at,
    } as const;
    await api.platform.database.write(async (tx) => {
      for (let from = 0; from < 5000; from += 500) {
        const part = Array.from({ length: 500 }, (_, n) => ({ ...row, id: randomUUID(), name: `n-${from + n}` }));
        await tx.insert(applications).values(part);
        await tx.insert(runtimes).values(part.map((each) => ({ ...each, id: randomUUID() })));
      }
    });
    const after = Buffer.from('DpKtJ4j9jDq4950').toString('base64');
    const start = performance.now();
    const { result, statements } = await countStatements(() => look({ after }));
    expect(performance.now() - start).toBeLessThan(1000);
    expect(statements.length).toBeLessThanOrEqual(10);
    expect(result.data).toHaveLength(100);
    expect(result.totalCount).toBe(10_004);
  }, 60_000);
});
