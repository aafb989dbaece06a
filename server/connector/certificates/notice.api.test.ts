import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { certificates } from '../../db/tables/connector.tables.ts';
import { type ObjectKind, systemAuths } from '../../db/tables/director.tables.ts';
import { webhookDeliveries } from '../../db/tables/webhook.tables.ts';
import { day, hour } from '../../shared/clock.ts';
import { type Api, createApi } from '../../testing/api.ts';
import { databases } from '../../testing/databases.ts';
import { connectMutation } from '../../testing/landscapeWords.ts';
import { addWebhook, registerApplication } from '../../testing/webhookWords.ts';
import { certificateFigures } from './notice.store.ts';
import { noticeStates } from './notice.ts';

const lifetime = 100 * day;

describe.each(databases)('what happens to certificates by time on $name', ({ open }) => {
  let api: Api;
  let shop: string;
  let runtime: string;
  beforeEach(async () => {
    api = await createApi(open);
    shop = await registerApplication(api, 'shop', { scenarios: ['default'] });
    const register = 'mutation { registerRuntime(in: { name: "one", labels: { scenarios: ["default"] } }) { id } }';
    runtime = (await api.data(register)).registerRuntime.id;
    await api.data(connectMutation, { a: shop, r: runtime });
    await addWebhook(api, shop, 'https://receiver.example/hook');
  });
  afterEach(() => api.close());

  async function issue(ownerKind: ObjectKind, ownerId: string, more: object = {}): Promise<string> {
    const [serial, clientId] = [randomUUID(), randomUUID()];
    const { tenantId, now } = api;
    await api.platform.database.write(async (tx) => {
      await tx.insert(systemAuths).values({ id: clientId, tenantId, ownerKind, ownerId, createdAt: now });
      const validity = { issuedAt: now, notBefore: now, notAfter: now + lifetime };
      const texts = { subject: 's', issuer: 'i', keyType: 'k', pem: 'p', ownerName: 'its old name' };
      const row = { sha256: serial, serial, tenantId, clientId, ownerKind, ownerId, issuedBy: 'TOKEN' as const };
      await tx.insert(certificates).values({ ...row, ...texts, ...validity, ...more });
    });
    return serial;
  }
  const entries = async () => {
    const query = `{ activity(actions: ["certificate."]) { data { action actor { type } objects { id name } before after } } }`;
    return (await api.data(query)).activity.data.toReversed();
  };
  const events = async () => {
    const rows = await api.platform.database.read.select().from(webhookDeliveries);
    const told = rows.map(({ body }) => JSON.parse(body)).filter(({ type }) => type.startsWith('compass.certificate.'));
    return told.map(({ type, data }) => [type, data.runtime?.name ?? null, data.certificate.notAfter]).sort();
  };

  test('each state is entered once, by the system, whoever looks', async () => {
    const serial = await issue('RUNTIME', runtime);
    expect(await noticeStates(api.platform)).toBe(0);
    const start = api.now;
    for (const share of [0.86, 0.91, 1.01]) {
      api.now = start + share * lifetime;
      const found = await Promise.all([noticeStates(api.platform), noticeStates(api.platform)]);
      expect(found.toSorted()).toEqual([0, 1]);
      expect(await noticeStates(api.platform)).toBe(0);
    }
    const common = { actor: { type: 'SYSTEM' }, objects: [{ id: runtime, name: 'one' }] };
    expect(await entries()).toMatchObject([
      { ...common, action: 'certificate.overdue', before: null, after: { state: 'OVERDUE', serial } },
      { ...common, action: 'certificate.critical', before: { state: 'OVERDUE' }, after: { state: 'CRITICAL', serial } },
      { ...common, action: 'certificate.expired', before: { state: 'CRITICAL' }, after: { state: 'EXPIRED', serial } },
    ]);
  });

  test('a state that comes again after the certificate was well is told again', async () => {
    const sha256 = await issue('RUNTIME', runtime);
    const failedAt = (renewalFailedAt: number | null) =>
      api.platform.database.write((tx) =>
        tx.update(certificates).set({ renewalFailedAt }).where(eq(certificates.sha256, sha256)),
      );
    await failedAt(api.now);
    expect(await noticeStates(api.platform)).toBe(1);
    await failedAt(null);
    expect(await noticeStates(api.platform)).toBe(0);
    api.now += 0.86 * lifetime;
    expect(await noticeStates(api.platform)).toBe(1);
    expect(await noticeStates(api.platform)).toBe(0);
    expect(
      (await entries()).map(({ action, before }: { action: string; before: unknown }) => [action, before]),
    ).toEqual([
      ['certificate.overdue', null],
      ['certificate.overdue', null],
    ]);
  });

  test('Applications are told of their own certificate and of that of the Runtime they are connected to', async () => {
    await registerApplication(api, 'apart');
    await issue('RUNTIME', runtime);
    const ends = new Date(api.now + lifetime).toISOString();
    await issue('APPLICATION', shop);
    const start = api.now;
    for (const share of [0.86, 0.91, 1.01]) {
      api.now = start + share * lifetime;
      expect(await noticeStates(api.platform)).toBe(2);
    }
    expect(await events()).toEqual(
      ['critical', 'expired', 'overdue'].flatMap((state) => [
        [`compass.certificate.${state}.v1`, null, ends],
        [`compass.certificate.${state}.v1`, 'one', ends],
      ]),
    );
  });

  test('what is revoked, superseded or long expired is no news', async () => {
    await issue('RUNTIME', runtime, { revokedAt: api.now });
    await issue('RUNTIME', runtime, { notAfter: api.now - 8 * day, notBefore: api.now - 9 * day });
    await issue('RUNTIME', runtime, { notAfter: api.now - hour, notBefore: api.now - 9 * day });
    expect(await noticeStates(api.platform)).toBe(1);
    expect((await entries()).map(({ action }: { action: string }) => action)).toEqual(['certificate.expired']);
  });

  test('the figures count every state and name the next end', async () => {
    await issue('RUNTIME', runtime);
    await issue('APPLICATION', shop, { revokedAt: api.now });
    await issue('APPLICATION', shop, { notAfter: api.now - hour, notBefore: api.now - day });
    await issue('APPLICATION', shop, { renewalFailedAt: api.now });
    const none = { RENEWAL_DUE: 0, CRITICAL: 0, SUPERSEDED: 0 };
    expect(await certificateFigures(api.platform.database.read, api.now)).toEqual({
      counts: { ...none, HEALTHY: 1, OVERDUE: 1, EXPIRED: 1, REVOKED: 1 },
      nextExpiry: api.now + lifetime,
    });
  });
});
