import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { certificates } from '../../db/tables/connector.tables.ts';
import { systemAuths } from '../../db/tables/director.tables.ts';
import { day } from '../../shared/clock.ts';
import { type Api, createApi } from '../../testing/api.ts';
import { databases } from '../../testing/databases.ts';

describe.each(databases)('thresholds of certificates on $name', ({ open }) => {
  let api: Api;
  beforeEach(async () => {
    api = await createApi(open);
  });
  afterEach(() => api.close());

  /** A certificate of 100 days of which so many have passed. */
  async function issue(ownerName: string, days: number, more: object = {}): Promise<void> {
    const { tenantId, now } = api;
    const [serial, clientId, ownerId] = [randomUUID(), randomUUID(), randomUUID()];
    await api.platform.database.write(async (tx) => {
      const owner = { ownerKind: 'RUNTIME' as const, ownerId };
      await tx.insert(systemAuths).values({ id: clientId, tenantId, ...owner, createdAt: now });
      const start = now - days * day;
      const validity = { issuedAt: start, notBefore: start, notAfter: start + 100 * day };
      const texts = { subject: 's', issuer: 'i', keyType: 'k', pem: 'p', ownerName, issuedBy: 'TOKEN' as const };
      await tx
        .insert(certificates)
        .values({ sha256: serial, serial, tenantId, clientId, ...owner, ...texts, ...validity, ...more });
    });
  }
  const preview = async (renewalDue: number, overdue: number, critical: number) =>
    (
      await api.data(
        `query ($in: CertificateThresholdsInput!) { previewCertificateThresholds(in: $in) {
          present { renewalDue } totalCount shifts { from to count ownerNames } } }`,
        { in: { renewalDue, overdue, critical } },
      )
    ).previewCertificateThresholds;

  test('the preview says which certificates in use are judged otherwise, and writes nothing', async () => {
    for (const name of ['one', 'two', 'three', 'four']) await issue(name, 80);
    await issue('young', 10);
    await issue('late', 95);
    await issue('gone', 101);
    await issue('revoked', 80, { revokedAt: api.now });
    await issue('refused', 20, { renewalFailedAt: api.now });
    expect(await preview(70, 85, 90)).toEqual({ present: { renewalDue: 70 }, totalCount: 8, shifts: [] });
    const { shifts } = await preview(5, 75, 97);
    expect(shifts).toEqual([
      { from: 'CRITICAL', to: 'OVERDUE', count: 1, ownerNames: ['late'] },
      { from: 'RENEWAL_DUE', to: 'OVERDUE', count: 4, ownerNames: expect.arrayContaining([expect.any(String)]) },
      { from: 'HEALTHY', to: 'RENEWAL_DUE', count: 1, ownerNames: ['young'] },
    ]);
    expect(shifts[1].ownerNames).toHaveLength(3);
    expect((await api.data('{ activity { totalCount } }')).activity.totalCount).toBe(0);
  });

  test('nobody replaces thresholds they have not seen', async () => {
    const set = `mutation ($in: CertificateThresholdsInput!, $seen: CertificateThresholdsInput) {
      setCertificateThresholds(in: $in, ifStill: $seen) { critical } }`;
    const [defaults, first] = [
      { renewalDue: 70, overdue: 85, critical: 90 },
      { renewalDue: 50, overdue: 75, critical: 97 },
    ];
    await api.data(set, { in: first, seen: defaults });
    const second = { renewalDue: 60, overdue: 80, critical: 95 };
    const { errors } = await api.run(set, { in: second, seen: defaults });
    expect(errors?.[0]?.message).toContain('somebody else set 50, 75 and 97 meanwhile');
    expect(errors?.[0]?.extensions['error']).toBe('ConcurrentUpdate');
    expect((await api.data('{ certificateThresholds { critical } }')).certificateThresholds.critical).toBe(97);
    await api.data(set, { in: second, seen: first });
    expect((await api.data('{ certificateThresholds { critical } }')).certificateThresholds.critical).toBe(95);
    expect((await api.data('{ activity { totalCount } }')).activity.totalCount).toBe(2);
  });

  test('what was previewed is what is judged once they are set, with an entry of before and after', async () => {
    await issue('one', 80);
    const counted = async (state: string) =>
      (await api.data(`{ certificates(states: [${state}]) { totalCount } }`)).certificates.totalCount;
    expect([await counted('RENEWAL_DUE'), await counted('OVERDUE')]).toEqual([1, 0]);
    await api.data(
      'mutation { setCertificateThresholds(in: { renewalDue: 50, overdue: 75, critical: 97 }) { critical } }',
    );
    expect([await counted('RENEWAL_DUE'), await counted('OVERDUE')]).toEqual([0, 1]);
    const { activity } = await api.data('{ activity { data { action before after } } }');
    expect(activity.data).toEqual([
      {
        action: 'settings.certificateThresholdsSet',
        before: { renewalDue: 70, overdue: 85, critical: 90 },
        after: { renewalDue: 50, overdue: 75, critical: 97 },
      },
    ]);
  });

  test('numbers that do not rise from 1 to 99 are refused, looked at or set', async () => {
    for (const field of ['previewCertificateThresholds', 'setCertificateThresholds']) {
      const kind = field.startsWith('set') ? 'mutation' : 'query';
      const selected = field.startsWith('set') ? 'overdue' : 'totalCount';
      for (const numbers of ['renewalDue: 85, overdue: 85, critical: 90', 'renewalDue: 0, overdue: 85, critical: 90']) {
        const { errors } = await api.run(`${kind} { ${field}(in: { ${numbers} }) { ${selected} } }`);
        expect(errors?.[0]?.extensions['error']).toBe('InvalidData');
      }
    }
  });
});
