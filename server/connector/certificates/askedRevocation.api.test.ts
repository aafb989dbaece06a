import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { certificates } from '../../db/tables/connector.tables.ts';
import { systemAuths } from '../../db/tables/director.tables.ts';
import { day, hour } from '../../shared/clock.ts';
import { type Api, createApi } from '../../testing/api.ts';
import { databases } from '../../testing/databases.ts';
import { revokeReplaced } from './askedRevocation.ts';

const lifetime = 100 * day;

describe.each(databases)('revocations that wait, and thresholds, on $name', ({ open }) => {
  let api: Api;
  let runtime: string;
  let clientId: string;
  beforeEach(async () => {
    api = await createApi(open);
    runtime = (await api.data('mutation { registerRuntime(in: { name: "one" }) { id } }')).registerRuntime.id;
    clientId = randomUUID();
    const { tenantId, now: createdAt } = api;
    await api.platform.database.write((tx) =>
      tx.insert(systemAuths).values({ id: clientId, tenantId, ownerKind: 'RUNTIME', ownerId: runtime, createdAt }),
    );
  });
  afterEach(() => api.close());

  async function issue(more: object = {}): Promise<string> {
    const serial = randomUUID().replaceAll('-', '');
    const { tenantId, now } = api;
    const validity = { issuedAt: now, notBefore: now, notAfter: now + lifetime };
    const texts = { subject: 's', issuer: 'i', keyType: 'k', pem: 'p', ownerName: 'one' };
    const row = { sha256: serial, serial, tenantId, clientId, ownerKind: 'RUNTIME', ownerId: runtime } as const;
    await api.platform.database.write((tx) =>
      tx.insert(certificates).values({ ...row, ...texts, ...validity, issuedBy: 'TOKEN', ...more }),
    );
    return serial;
  }
  const use = (serial: string) =>
    api.platform.database.write((tx) =>
      tx.update(certificates).set({ firstUsedAt: api.now }).where(eq(certificates.serial, serial)),
    );
  const ask = (serial: string) =>
    api.data(
      'mutation ($s: [String!]!) { revokeCertificatesWhenReplaced(serials: $s, reason: KEY_COMPROMISE) { state revocationAskedAt } }',
      { s: [serial] },
    );
  const listed = async (filter: object = {}) =>
    (
      await api.data(
        'query ($f: CertificateFilter) { certificates(filter: $f) { data { serial state revokedAt revocationReason revocationAskedAt } totalCount } }',
        { f: filter },
      )
    ).certificates;
  const actions = async (): Promise<string[]> =>
    (await api.data('{ activity(actions: ["certificate.", "settings."]) { data { action } } }')).activity.data.map(
      ({ action }: { action: string }) => action,
    );

  test('a certificate stays good until a newer one of its client is in use, and is revoked once then', async () => {
    const old = await issue();
    expect((await ask(old)).revokeCertificatesWhenReplaced[0]).toMatchObject({ state: 'HEALTHY' });
    expect(await revokeReplaced(api.platform)).toBe(0);
    api.now += hour;
    const fresh = await issue();
    expect(await revokeReplaced(api.platform)).toBe(0);
    await use(fresh);
    const both = await Promise.all([revokeReplaced(api.platform), revokeReplaced(api.platform)]);
    expect(both.toSorted()).toEqual([0, 1]);
    const { data } = await listed();
    const byId = new Map(data.map((row: { serial: string }) => [row.serial, row]));
    expect(byId.get(old)).toMatchObject({
      state: 'REVOKED',
      revocationReason: 'KEY_COMPROMISE',
      revocationAskedAt: null,
    });
    expect(byId.get(fresh)).toMatchObject({ state: 'HEALTHY', revokedAt: null });
    expect(await actions()).toEqual(['certificate.revoked', 'certificate.revocationAsked']);
  });

  test('it can be taken back until then; what is revoked or does not wait is refused', async () => {
    const old = await issue();
    await ask(old);
    const cancel = 'mutation ($s: [String!]!) { cancelCertificateRevocations(serials: $s) { revocationAskedAt } }';
    expect(await api.data(cancel, { s: [old] })).toEqual({
      cancelCertificateRevocations: [{ revocationAskedAt: null }],
    });
    api.now += hour;
    await use(await issue());
    expect(await revokeReplaced(api.platform)).toBe(0);
    const again = await api.run(cancel, { s: [old] });
    expect(again.errors?.[0]?.message).toContain('none of these certificates waits to be revoked');
    const revoked = await issue({ revokedAt: api.now });
    const refused = await api.run(
      'mutation ($s: [String!]!) { revokeCertificatesWhenReplaced(serials: $s) { serial } }',
      {
        s: [revoked],
      },
    );
    expect(refused.errors?.[0]?.message).toContain('is revoked already');
  });

  test('certificates are judged by the thresholds of the tenant, wherever they are shown', async () => {
    await issue();
    api.now += 0.5 * lifetime;
    const set = `mutation ($in: CertificateThresholdsInput!) { setCertificateThresholds(in: $in) { overdue } }`;
    const shown = async () => {
      const {
        certificates: list,
        landscape,
        certificateTimeline,
        overview,
      } = await api.data(`{
        certificates { data { state } }
        landscape { runtimes { certificate { state } } certificateThresholds { critical } }
        certificateTimeline { totalCount lanes { key notRenewingCount } }
        overview { certificates { notRenewing } attention { items { cause object { name } } } }
      }`);
      const late = certificateTimeline.lanes.reduce((sum: number, lane: any) => sum + lane.notRenewingCount, 0);
      const causes = overview.attention.items.map(({ cause }: { cause: string }) => cause);
      return [
        list.data[0].state,
        landscape.runtimes[0].certificate.state,
        late,
        overview.certificates.notRenewing,
        causes,
      ];
    };
    expect(await shown()).toEqual(['HEALTHY', 'HEALTHY', 0, 0, ['AGENT_SILENT']]);
    expect(await api.data(set, { in: { renewalDue: 20, overdue: 30, critical: 60 } })).toEqual({
      setCertificateThresholds: { overdue: 30 },
    });
    expect(await shown()).toEqual(['OVERDUE', 'OVERDUE', 1, 1, ['RENEWAL_MISSED']]);
    expect((await listed({ states: ['OVERDUE'] })).totalCount).toBe(1);
    const wrong = await api.run(set, { in: { renewalDue: 50, overdue: 30, critical: 60 } });
    expect(wrong.errors?.[0]?.message).toContain('renewalDue must be less than overdue');
    expect(await actions()).toEqual(['settings.certificateThresholdsSet']);
  });

  test('the list finds by words, time and use, in the order asked for', async () => {
    const old = await issue();
    const late = await issue({ notAfter: api.now + day });
    const gone = await issue({ revokedAt: api.now, notAfter: api.now + 2 * day });
    const serials = async (filter: object) => (await listed(filter)).data.map((row: { serial: string }) => row.serial);
    expect(await serials({})).toEqual([late, gone, old]);
    expect(await serials({ current: true })).toEqual([late, old]);
    expect(await serials({ expiresBefore: new Date(api.now + 3 * day).toISOString(), current: true })).toEqual([late]);
    expect(await serials({ text: 'ON' })).toHaveLength(3);
    expect(await serials({ text: '%' })).toEqual([]);
    const colons = old.slice(0, 8).match(/../g)?.join(':');
    expect(await serials({ text: colons })).toEqual([old]);
    const order = 'query ($o: CertificateOrder) { certificates(order: $o) { data { serial } } }';
    for (const by of ['EXPIRES', 'ISSUED', 'OWNER', 'STATE', 'LIFETIME_USED', 'CONNECTIONS', 'SERIAL']) {
      const { certificates: page } = await api.data(order, { o: { by, descending: true } });
      expect(page.data).toHaveLength(3);
    }
  });
});
