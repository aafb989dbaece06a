import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { certificates } from '../../db/tables/connector.tables.ts';
import { applications, type ObjectKind, runtimes, systemAuths } from '../../db/tables/director.tables.ts';
import { connections } from '../../db/tables/landscape.tables.ts';
import { day, minute } from '../../shared/clock.ts';
import { type Api, createApi, testSettings } from '../../testing/api.ts';
import { databases } from '../../testing/databases.ts';
import type { NewCertificate } from './certificate.store.ts';

const list = `query ($ownerID: ID, $states: [CertificateState!], $first: Int = 100, $after: PageCursor) {
  certificates(ownerID: $ownerID, states: $states, first: $first, after: $after) {
    totalCount pageInfo { startCursor endCursor hasNextPage }
    data { serial state lifetimeUsed owner { id name kind } connectionCount notAfter clientID issuedBy revokedAt } } }`;
const states = ['HEALTHY', 'RENEWAL_DUE', 'OVERDUE', 'CRITICAL', 'EXPIRED', 'REVOKED', 'SUPERSEDED'] as const;
const lifetime = 100 * day;

describe.each(databases)('certificates on $name', ({ open }) => {
  let api: Api;
  beforeEach(async () => {
    api = await createApi(open);
  });
  afterEach(() => api.close());

  async function addOwner(kind: ObjectKind, name: string, tenantId = api.tenantId) {
    const owner = { id: randomUUID(), kind, name, tenantId, clientId: randomUUID() };
    const at = api.now;
    const row = {
      id: owner.id,
      tenantId,
      name,
      statusCondition: 'INITIAL',
      statusAt: at,
      createdAt: at,
      updatedAt: at,
    } as const;
    await api.platform.database.write(async (tx) => {
      await tx.insert(kind === 'RUNTIME' ? runtimes : applications).values(row);
      await addClient(owner, owner.clientId, tx);
    });
    return owner;
  }
  type Owner = Awaited<ReturnType<typeof addOwner>>;
  type Writer = Parameters<Parameters<typeof api.platform.database.write>[0]>[0];

  async function addClient(owner: Omit<Owner, 'clientId'>, clientId: string, tx: Writer) {
    const { tenantId, kind, id } = owner;
    await tx.insert(systemAuths).values({ id: clientId, tenantId, ownerKind: kind, ownerId: id, createdAt: api.now });
  }

  /** `used`: share of the lifetime that has passed. */
  async function addCertificate(owner: Owner, serial: string, used: number, more: Partial<NewCertificate> = {}) {
    const notBefore = api.now - Math.round(used * lifetime);
    await api.platform.database.write(async (tx) => {
      await tx.insert(certificates).values({
        sha256: serial.padEnd(64, '-'),
        serial,
        tenantId: owner.tenantId,
        clientId: owner.clientId,
        ownerKind: owner.kind,
        ownerId: owner.id,
        ownerName: owner.name,
        subject: `CN=${owner.clientId}`,
        issuer: 'CN=CA',
        keyType: 'RSA 4096',
        issuedBy: 'TOKEN',
        issuedAt: notBefore,
        notBefore,
        notAfter: notBefore + lifetime,
        pem: 'pem',
        ...more,
      });
    });
  }
  const serials = async (variables: Record<string, unknown>) =>
    (await api.data(list, variables)).certificates.data.map((each: { serial: string }) => each.serial);

  test('the state filter of the database and the state in the answer agree, at every boundary', async () => {
    const shares = [0, 0.3, 0.6999, 0.7, 0.77, 0.85, 0.8501, 0.9, 0.9001, 0.9999, 1, 1.2];
    for (const [index, share] of shares.entries()) {
      await addCertificate(await addOwner('RUNTIME', `runtime-${index}`), `s${index}`, share);
    }
    await addCertificate(await addOwner('RUNTIME', 'revoked'), 'r1', 0.1, { revokedAt: api.now });
    const renewed = await addOwner('RUNTIME', 'renewed');
    await addCertificate(renewed, 'old', 0.8, { firstUsedAt: api.now });
    await addCertificate(renewed, 'new', 0.1, { firstUsedAt: api.now });
    const waiting = await addOwner('RUNTIME', 'waiting');
    await addCertificate(waiting, 'stays', 0.8, { firstUsedAt: api.now });
    await addCertificate(waiting, 'unused', 0.1);
    await addCertificate(waiting, 'withdrawn', 0.05, { firstUsedAt: api.now, revokedAt: api.now });

    const all = (await api.data(list)).certificates;
    expect(all.totalCount).toBe(shares.length + 6);
    let counted = 0;
    for (const state of states) {
      const { data, totalCount } = (await api.data(list, { states: [state] })).certificates;
      const expected = all.data.filter((each: { state: string }) => each.state === state);
      expect(data).toEqual(expected);
      expect(totalCount).toBe(expected.length);
      expect(totalCount).toBeGreaterThan(0);
      counted += totalCount;
    }
    expect(counted).toBe(all.totalCount);
    expect(await serials({ states: ['SUPERSEDED'] })).toEqual(['old']);
    expect(await serials({ states: ['REVOKED'] })).toEqual(['r1', 'withdrawn']);
    expect(await serials({ states: ['EXPIRED', 'CRITICAL'] })).toEqual(['s11', 's10', 's9', 's8']);
    expect(await serials({ states: [] })).toEqual([]);
  });

  test('the next to expire comes first, page by page', async () => {
    const owner = await addOwner('RUNTIME', 'runtime-1');
    for (const [serial, used] of [
      ['c', 0.1],
      ['a', 0.9],
      ['b', 0.5],
    ] as const)
      await addCertificate(owner, serial, used);
    const first = (await api.data(list, { first: 2 })).certificates;
    expect(first.data.map((each: { serial: string }) => each.serial)).toEqual(['a', 'b']);
    expect(first.pageInfo.hasNextPage).toBe(true);
    const rest = (await api.data(list, { first: 2, after: first.pageInfo.endCursor })).certificates;
    expect(rest).toMatchObject({
      totalCount: 3,
      data: [{ serial: 'c' }],
      pageInfo: { hasNextPage: false, endCursor: '' },
    });
  });

  test('a page tells where all pages begin, and counts what there is beside what matches', async () => {
    const owner = await addOwner('RUNTIME', 'runtime-1');
    for (const [serial, used] of [
      ['h1', 0.1],
      ['h2', 0.2],
      ['h3', 0.3],
      ['late', 0.88],
      ['over', 1.1],
    ] as const)
      await addCertificate(owner, serial, used);
    await addCertificate(await addOwner('RUNTIME', 'theirs', await api.newTenant('other')), 'theirs', 0.1);
    const page = `query ($filter: CertificateFilter, $after: PageCursor) {
      certificates(filter: $filter, first: 2, after: $after, order: { by: SERIAL }) {
        totalCount unfilteredCount pageCursors at stateCounts { state count } data { serial } } }`;
    const filter = { states: ['HEALTHY'], clientID: owner.clientId };
    const { certificates: first } = await api.data(page, { filter });
    expect(first).toMatchObject({
      ...{ totalCount: 3, unfilteredCount: 5, at: '2026-11-19T14:32:00Z' },
      data: [{ serial: 'h1' }, { serial: 'h2' }],
    });
    expect(first.stateCounts).toEqual([
      { state: 'EXPIRED', count: 1 },
      { state: 'OVERDUE', count: 1 },
      { state: 'HEALTHY', count: 3 },
    ]);
    expect(first.pageCursors).toHaveLength(2);
    const { certificates: last } = await api.data(page, { filter, after: first.pageCursors[1] });
    expect(last.data).toEqual([{ serial: 'h3' }]);
    const { certificates: none } = await api.data(page, { filter: { clientID: 'nobody' } });
    expect(none).toMatchObject({ totalCount: 0, unfilteredCount: 5, data: [], stateCounts: [] });
  });

  test('lanes mean what the timeline counts in them; serial numbers are meant whole', async () => {
    const owner = await addOwner('RUNTIME', 'runtime-1');
    for (const days of [-1, 0.5, 6, 29, 80, 95]) await addCertificate(owner, `d${days}`, 1 - days / 100);
    const query = `query ($filter: CertificateFilter) { certificates(filter: $filter) { totalCount data { serial } }
      certificateTimeline { lanes { key count } } }`;
    const { certificateTimeline } = await api.data(query);
    for (const { key, count } of certificateTimeline.lanes) {
      expect((await api.data(query, { filter: { lanes: [key] } })).certificates.totalCount, key).toBe(count);
    }
    const of = async (filter: object) =>
      (await api.data(query, { filter })).certificates.data.map(({ serial }: { serial: string }) => serial);
    expect(await of({ lanes: ['OVERDUE', 'DAY', 'WEEK'] })).toEqual(['d-1', 'd0.5', 'd6']);
    expect(await of({ lanes: [] })).toEqual([]);
    expect(await of({ serials: ['d6', 'd95', 'd9'] })).toEqual(['d6', 'd95']);
    const { errors } = await api.run(query, { filter: { serials: Array.from({ length: 501 }, String) } });
    expect(errors?.[0]?.extensions['error']).toBe('InvalidData');
  });

  test('each tells its owner, as it is called now, with its live connections', async () => {
    const runtime = await addOwner('RUNTIME', 'runtime-1');
    const application = await addOwner('APPLICATION', 'application-1');
    await addCertificate({ ...runtime, name: 'its old name' }, 'r', 0.25);
    await addCertificate(application, 'a', 0.2);
    await addCertificate({ ...application, id: randomUUID(), name: 'gone' }, 'g', 0.1);
    await api.platform.database.write(async (tx) => {
      const pair = { applicationId: application.id, runtimeId: runtime.id };
      await tx.insert(connections).values({
        ...pair,
        id: 'connection',
        tenantId: api.tenantId,
        slot: application.id,
        since: api.now,
        startedBy: 'RUNTIME',
      });
    });
    const { data } = (await api.data(list)).certificates;
    expect(data).toMatchObject([
      {
        serial: 'r',
        owner: { id: runtime.id, name: 'runtime-1', kind: 'RUNTIME' },
        connectionCount: 1,
        lifetimeUsed: 0.25,
      },
      { serial: 'a', owner: { id: application.id, name: 'application-1', kind: 'APPLICATION' }, connectionCount: 1 },
      { serial: 'g', owner: { name: 'gone' }, connectionCount: 0 },
    ]);
    expect(await serials({ ownerID: application.id })).toEqual(['a']);
  });

  test('certificates of another tenant are never listed, not even by owner', async () => {
    const other = await addOwner('RUNTIME', 'theirs', await api.newTenant('other'));
    await addCertificate(other, 'theirs', 0.5);
    expect((await api.data(list)).certificates).toMatchObject({ totalCount: 0, data: [] });
    expect(await serials({ ownerID: other.id })).toEqual([]);
  });

  test('listing needs the scope', async () => {
    const result = await api.run(list, {}, { ...api.admin, scopes: new Set() });
    expect(result.errors?.[0]?.message).toBe('insufficient scopes provided, required: [certificate:read], actual: []');
  });

  describe('of a Runtime', () => {
    const query = `query ($id: ID!) { runtime(id: $id) { connectionState
      connectionStatus { established renewed lastSync lastSuccess certificateStatus { acquired notBefore notAfter state } }
      synchronizationStatus { lastAttempt lastSuccessfulFetch lastSuccessfulApplication } } }`;
    const statusOf = async (owner: Owner) => (await api.data(query, { id: owner.id })).runtime;
    const stateOf = async (owner: Owner) => (await statusOf(owner)).connectionState;
    const iso = (moment: number) => `${new Date(moment).toISOString().slice(0, 19)}Z`;

    test('the whole life: not connected, stale, connected, failed, stale, expired, renewed, revoked', async () => {
      const owner = await addOwner('RUNTIME', 'runtime-1');
      const { contacts, database } = api.platform;
      expect(await statusOf(owner)).toEqual({
        connectionState: 'NOT_CONNECTED',
        connectionStatus: {
          established: null,
          renewed: null,
          lastSync: null,
          lastSuccess: null,
          certificateStatus: null,
        },
        synchronizationStatus: { lastAttempt: null, lastSuccessfulFetch: null, lastSuccessfulApplication: null },
      });
      await addCertificate(owner, 'first', 0);
      const start = api.now;
      expect(await stateOf(owner)).toBe('STALE');
      contacts.connectorCall(owner.id, true, start);
      await contacts.flush();
      expect(await stateOf(owner)).toBe('CONNECTED');
      contacts.fetch(owner.id, false, start + 1000);
      await contacts.flush();
      expect(await stateOf(owner)).toBe('FAILED');
      contacts.fetch(owner.id, true, start + 2000);
      await contacts.flush();
      expect(await stateOf(owner)).toBe('CONNECTED');
      api.now = start + 2000 + testSettings.staleAfterMs + 1;
      expect(await stateOf(owner)).toBe('STALE');
      contacts.certificateUsed('first'.padEnd(64, '-'), api.now);
      await contacts.flush();
      expect(await stateOf(owner)).toBe('CONNECTED');
      api.now = start + lifetime;
      expect(await stateOf(owner)).toBe('CERTIFICATE_EXPIRED');

      await addCertificate(owner, 'second', 0, { issuedBy: 'RENEWAL' });
      contacts.connectorCall(owner.id, true, api.now);
      await contacts.flush();
      expect(await statusOf(owner)).toEqual({
        connectionState: 'CONNECTED',
        connectionStatus: {
          established: iso(start),
          renewed: iso(api.now),
          lastSync: iso(api.now),
          lastSuccess: iso(api.now),
          certificateStatus: {
            acquired: iso(api.now),
            notBefore: iso(api.now),
            notAfter: iso(api.now + lifetime),
            state: 'HEALTHY',
          },
        },
        synchronizationStatus: {
          lastAttempt: iso(start + 2000),
          lastSuccessfulFetch: iso(start + 2000),
          lastSuccessfulApplication: null,
        },
      });
      await database.write(async (tx) => {
        await tx.update(certificates).set({ revokedAt: api.now });
      });
      expect(await stateOf(owner)).toBe('REVOKED');
    });

    test('a usable older certificate outranks a revoked newer one; a deleted client counts as revoked', async () => {
      const owner = await addOwner('RUNTIME', 'runtime-1');
      await addCertificate(owner, 'usable', 0.1, { lastUsedAt: api.now });
      await addCertificate(owner, 'revoked', 0.01, { revokedAt: api.now - minute });
      expect(await stateOf(owner)).toBe('CONNECTED');
      await api.platform.database.write(async (tx) => {
        await tx.delete(systemAuths);
      });
      expect(await stateOf(owner)).toBe('REVOKED');
      expect(await serials({ states: ['REVOKED'] })).toEqual(['usable', 'revoked']);
    });
  });

  test('the installation tells clients how to connect', async () => {
    const { installation } = await api.data(
      '{ installation { version connectorURL certificateSecuredConnectorURL directorURL serverCAFingerprint serverCAPEM staleAfterMs } }',
    );
    expect(installation).toEqual({
      version: 'test',
      connectorURL: testSettings.connectorURL,
      certificateSecuredConnectorURL: testSettings.certificateSecuredConnectorURL,
      directorURL: testSettings.directorURL,
      serverCAFingerprint: null,
      serverCAPEM: null,
      staleAfterMs: testSettings.staleAfterMs,
    });
  });

  const revoke = `mutation ($serials: [String!]!) { revokeCertificates(serials: $serials) { serial state revokedAt } }`;

  test('an administrator revokes one or many, each with an entry; again changes nothing', async () => {
    const owner = await addOwner('RUNTIME', 'cluster');
    await addCertificate(owner, 'aa', 0.1);
    await addCertificate(owner, 'bb', 0.2);
    const { revokeCertificates } = await api.data(revoke, { serials: ['aa', 'bb'] });
    expect(revokeCertificates).toMatchObject([
      { serial: 'bb', state: 'REVOKED', revokedAt: '2026-11-19T14:32:00Z' },
      { serial: 'aa', state: 'REVOKED', revokedAt: '2026-11-19T14:32:00Z' },
    ]);
    api.now += minute;
    expect((await api.data(revoke, { serials: ['aa'] })).revokeCertificates[0].revokedAt).toBe('2026-11-19T14:32:00Z');
    const { activity } = await api.data('{ activity { data { action actor { name } objects { id } after } } }');
    expect(activity.data).toMatchObject([
      { action: 'certificate.revoked', actor: { name: 'Test User' }, objects: [{ id: owner.id }] },
      { action: 'certificate.revoked', actor: { name: 'Test User' }, objects: [{ id: owner.id }] },
    ]);
  });

  test('a serial that is unknown or of another tenant keeps all from being revoked', async () => {
    const owner = await addOwner('RUNTIME', 'cluster');
    await addCertificate(owner, 'aa', 0.1);
    await addCertificate(await addOwner('RUNTIME', 'theirs', await api.newTenant('other')), 'cc', 0.1);
    for (const unknown of ['zz', 'cc']) {
      const { errors } = await api.run(revoke, { serials: ['aa', unknown] });
      expect(errors?.[0]).toMatchObject({
        message: `Certificate with serial number ${unknown} was not found`,
        extensions: { error: 'NotFound' },
      });
    }
    expect((await api.run(revoke, { serials: [] })).errors?.[0]?.extensions['error']).toBe('InvalidData');
    expect(await serials({ states: ['HEALTHY'] })).toEqual(['aa']);
  });
});
