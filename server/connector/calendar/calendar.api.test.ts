import { eq, like } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tenantRoles, users } from '../../db/tables/access.tables.ts';
import { certificates } from '../../db/tables/connector.tables.ts';
import { systemAuths } from '../../db/tables/director.tables.ts';
import { day, hour } from '../../shared/clock.ts';
import { type ConsoleServer, startConsole } from '../../testing/consoleServer.ts';

let server: ConsoleServer;
let url = '';
const now = () => server.api.now;
beforeAll(async () => {
  server = await startConsole();
  const { tenantId, platform } = server.api;
  await platform.database.write(async (tx) => {
    const at = { createdAt: now(), updatedAt: now() };
    await tx.insert(users).values({ id: 'ada', name: 'Ada', email: 'ada@example.com', emailVerified: true, ...at });
    await tx.insert(tenantRoles).values({ userId: 'ada', tenantId, role: 'VIEWER' });
    for (const [name, life] of [
      ['long; lived', 90 * day],
      ['short', 10 * hour],
      ['over', -day],
    ] as const) {
      const owner = { tenantId, ownerKind: 'RUNTIME' as const, ownerId: name };
      await tx.insert(systemAuths).values({ ...owner, id: `client-${name}`, createdAt: now() });
      const words = { subject: 's', issuer: 'i', keyType: 'k', pem: 'the PEM', issuedBy: 'TOKEN' as const };
      const validity = { issuedAt: now(), notBefore: now() - Math.max(0, -2 * life), notAfter: now() + life };
      const ids = {
        sha256: `hash-${name.slice(0, 5)}`,
        serial: `serial-${name.slice(0, 5)}`,
        clientId: `client-${name}`,
      };
      await tx.insert(certificates).values({ ...owner, ...ids, ...words, ...validity, ownerName: name });
    }
  });
});
afterAll(() => server.close());

const ada = () => ({ ...server.api.admin, id: 'ada', name: 'Ada' });
const fetchCalendar = async () => {
  const response = await server.fetch(new URL(url).pathname);
  const raw = await response.text();
  const text = raw.replaceAll('\r\n ', '');
  return { status: response.status, type: response.headers.get('content-type'), raw, text };
};
const stamp = (at: number) => new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');

test('shows when certificates in use expire, with an alarm in time, and nothing secret', async () => {
  ({ url } = (await server.api.data('mutation { createExpiryCalendar { url } }', {}, ada())).createExpiryCalendar);
  const { status, type, text } = await fetchCalendar();
  expect([status, type]).toEqual([200, 'text/calendar; charset=utf-8']);
  expect(text).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\n/);
  const events = text.split('BEGIN:VEVENT').slice(1);
  expect(events).toHaveLength(2);
  expect(events[0]).toContain(`DTSTART:${stamp(now() + 10 * hour)}`);
  expect(events[0]?.match(/TRIGGER:.*/g)).toEqual(['TRIGGER:-PT1H30M', 'TRIGGER:-PT1H']);
  expect(events[1]).toContain(`DTSTART:${stamp(now() + 90 * day)}`);
  expect(events[1]).toContain('SUMMARY:Certificate of Runtime long\\; lived expires');
  expect(events[1]?.match(/TRIGGER:.*/g)).toEqual(['TRIGGER:-P13DT12H', 'TRIGGER:-P9D']);
  expect(text).not.toContain('PEM');
  expect(text).not.toContain('DTEND');
  const { expiryCalendar } = await server.api.data('{ expiryCalendar { createdAt url } }', {}, ada());
  expect(expiryCalendar).toEqual({ createdAt: expect.any(String), url: null });
});

test('holds a component, as it has to, when no certificate is in use any more', async () => {
  server.api.now += 100 * day;
  const { status, raw } = await fetchCalendar();
  server.api.now -= 100 * day;
  expect(status).toBe(200);
  expect(raw.match(/^(BEGIN|END):.*(?=\r$)/gm)).toEqual([
    ...['BEGIN:VCALENDAR', 'BEGIN:VTIMEZONE', 'BEGIN:STANDARD'],
    ...['END:STANDARD', 'END:VTIMEZONE', 'END:VCALENDAR'],
  ]);
});

test('keeps to RFC 5545 whatever a Runtime is called, and its events keep their identity', async () => {
  const name = `a\\b, "c"\u0007 ${'größe 😀 '.repeat(12)}`;
  const named = eq(certificates.ownerId, 'short');
  await server.api.platform.database.write((tx) =>
    tx
      .update(certificates)
      .set({ ownerName: name })
      .where(named)
      .then(() => {}),
  );
  const { raw, text } = await fetchCalendar();
  expect(raw.endsWith('END:VCALENDAR\r\n')).toBe(true);
  for (const line of raw.split('\r\n')) {
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(line).not.toMatch(/\p{Cc}|\ufffd/u);
  }
  expect(text).toContain(`SUMMARY:Certificate of Runtime a\\\\b\\, "c"  ${'größe 😀 '.repeat(12)} expires`);
  expect(text.match(/^UID:.*$/gm)).toEqual(['UID:hash-short@compass', 'UID:hash-long;@compass']);
});

test('rings and sorts by the thresholds of the tenant', async () => {
  const categories = async () => (await fetchCalendar()).text.match(/(?<=^CATEGORIES:).*(?=\r$)/gm);
  expect(await categories()).toEqual(['Healthy', 'Healthy']);
  server.api.now += 2 * hour;
  const set = `mutation ($in: CertificateThresholdsInput!) { setCertificateThresholds(in: $in) { overdue } }`;
  await server.api.data(set, { in: { renewalDue: 5, overdue: 10, critical: 50 } });
  expect(await categories()).toEqual(['Overdue', 'Healthy']);
  const [short] = (await fetchCalendar()).text.split('BEGIN:VEVENT').slice(1);
  expect(short?.match(/TRIGGER:.*/g)).toEqual(['TRIGGER:-PT9H', 'TRIGGER:-PT5H']);
  expect(short).toContain('is overdue: it has not been renewed');
  server.api.now -= 2 * hour;
});

test('holds every certificate, however many there are, each once', async () => {
  const { tenantId, platform } = server.api;
  const count = 2500;
  const one = (number: number) => ({
    sha256: `many-${String(number).padStart(5, '0')}`,
    serial: `many-${number}`,
    clientId: `many-${number}`,
    tenantId,
    ownerKind: 'RUNTIME' as const,
    ownerId: `many-${number}`,
    ownerName: `many-${number}`,
    subject: 's',
    issuer: 'i',
    keyType: 'k',
    pem: 'the PEM',
    issuedBy: 'TOKEN' as const,
    issuedAt: now(),
    notBefore: now(),
    // Most end at the same moment, so that a page ends among equals.
    notAfter: now() + 30 * day + Math.floor(number / 2000),
  });
  const all = Array.from({ length: count }, (_, number) => one(number));
  await platform.database.write(async (tx) => {
    for (let from = 0; from < count; from += 250) {
      const some = all.slice(from, from + 250);
      await tx
        .insert(systemAuths)
        .values(
          some.map(({ clientId: id, ownerKind, ownerId }) => ({ id, tenantId, ownerKind, ownerId, createdAt: now() })),
        );
      await tx.insert(certificates).values(some);
    }
  });
  const { text } = await fetchCalendar();
  const found = text.match(/(?<=^UID:)many-.*(?=@)/gm);
  expect(found).toEqual(all.map(({ sha256 }) => sha256));
  expect(text.match(/BEGIN:VCALENDAR/g)).toHaveLength(1);
  expect(text.endsWith('END:VEVENT\r\nEND:VCALENDAR\r\n')).toBe(true);
  await platform.database.write(async (tx) => {
    await tx.delete(certificates).where(like(certificates.sha256, 'many-%'));
  });
  expect((await fetchCalendar()).text.match(/BEGIN:VEVENT/g)).toHaveLength(2);
});

test('opens only by its address, while its person has a role, until it is made anew or deleted', async () => {
  const { database } = server.api.platform;
  const former = url;
  ({ url } = (await server.api.data('mutation { createExpiryCalendar { url } }', {}, ada())).createExpiryCalendar);
  expect((await fetchCalendar()).status).toBe(200);
  const setRole = (present: boolean) =>
    database.write(async (tx) => {
      if (present)
        await tx.insert(tenantRoles).values({ userId: 'ada', tenantId: server.api.tenantId, role: 'VIEWER' });
      else await tx.delete(tenantRoles).where(eq(tenantRoles.userId, 'ada'));
    });
  await setRole(false);
  expect(await fetchCalendar()).toMatchObject({ status: 404, text: 'Not found' });
  await setRole(true);
  expect((await fetchCalendar()).status).toBe(200);
  await server.api.data('mutation { deleteExpiryCalendar { createdAt } }', {}, ada());
  for (const each of [url, former]) {
    url = each;
    expect(await fetchCalendar()).toMatchObject({ status: 404, text: 'Not found' });
  }
});
