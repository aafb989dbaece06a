import 'reflect-metadata';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { X509Certificate, X509Crl } from '@peculiar/x509';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { systemAuths } from '../../db/tables/director.tables.ts';
import { day, hour, minute, second } from '../../shared/clock.ts';
import { sha256 } from '../../shared/ids.ts';
import { pair } from '../../testing/certificates.ts';
import { revoke } from '../../testing/connectorWords.ts';
import { type Credentials, type Gateways, openGateways } from '../../testing/gateways.ts';
import { revokeBySerial } from '../certificates/revocation.ts';
import { generateAuthority } from './authority.ts';
import { createRevocationLists } from './crl.ts';

const openssl = async (...args: string[]) => {
  const { stdout, stderr } = await promisify(execFile)('openssl', args).catch((error) => error);
  return `${stdout}${stderr}`;
};
let folder: string;
let gateways: Gateways;
let authority: X509Certificate;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'compass-crl-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(async () => {
  gateways = await openGateways();
  return () => gateways.close();
});

const enrol = async (name: string) => {
  const machine = await gateways.addMachine('RUNTIME', name);
  const credentials = await pair(gateways, machine);
  const [leaf = '', ca = ''] = String(credentials.cert).match(/-----BEGIN[^-]+-----[^-]+-----END[^-]+-----\n/g) ?? [];
  authority = new X509Certificate(ca);
  return { machine, credentials, leaf, certificate: new X509Certificate(leaf) };
};
const fetchList = async () => {
  const path = `/pki/${sha256(new Uint8Array(authority.rawData))}.crl`;
  const answer = await fetchBytes(path);
  writeFileSync(join(folder, 'list.crl'), answer.body);
  return { ...answer, crl: new X509Crl(answer.body) };
};
const fetchBytes = async (path: string) => {
  const response = await new Promise<import('node:http').IncomingMessage>((resolve, reject) => {
    import('node:https').then(({ get }) =>
      get(
        { host: 'localhost', family: 4, port: gateways.ports.gateway, path, ca: gateways.connector.serverCA?.pem },
        resolve,
      ).on('error', reject),
    );
  });
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return { status: response.statusCode, type: response.headers['content-type'], body: Buffer.concat(chunks) };
};
const verify = async (leaf: string) => {
  const files = { ca: join(folder, 'ca.pem'), leaf: join(folder, 'leaf.pem'), list: join(folder, 'list.pem') };
  writeFileSync(files.ca, authority.toString('pem'));
  writeFileSync(files.leaf, leaf);
  await openssl('crl', '-inform', 'DER', '-in', join(folder, 'list.crl'), '-out', files.list);
  return openssl('verify', '-crl_check', '-CRLfile', files.list, '-CAfile', files.ca, files.leaf);
};
const numberOf = async () => {
  const text = await openssl('crl', '-inform', 'DER', '-in', join(folder, 'list.crl'), '-noout', '-crlnumber');
  return Number.parseInt(/crlNumber=0x([0-9A-F]+)/i.exec(text)?.[1] ?? '', 16);
};
const withdraw = async (credentials: Credentials) => {
  expect((await gateways.connect(revoke, { credentials })).body).toEqual({ data: { result: true } });
  gateways.ahead += 2 * second;
};

test('openssl accepts the list, and refuses by it exactly the certificates that were revoked', async () => {
  const [lost, kept] = [await enrol('lost'), await enrol('kept')];
  const empty = await fetchList();
  expect(empty).toMatchObject({ status: 200, type: 'application/pkix-crl' });
  expect(await verify(lost.leaf)).toMatch(/OK\n$/);
  expect(await numberOf()).toBe(1);
  await withdraw(lost.credentials);
  const { crl } = await fetchList();
  expect(await numberOf()).toBe(2);
  expect(
    await openssl(
      'crl',
      '-inform',
      'DER',
      '-in',
      join(folder, 'list.crl'),
      '-CAfile',
      join(folder, 'ca.pem'),
      '-noout',
    ),
  ).toContain('verify OK');
  expect(await verify(lost.leaf)).toContain('certificate revoked');
  expect(await verify(kept.leaf)).toMatch(/OK\n$/);
  expect(Number(crl.nextUpdate) - Number(crl.thisUpdate)).toBe(day + minute);
  expect(crl.entries.map(({ serialNumber, reason }) => [serialNumber, reason])).toEqual([
    [lost.certificate.serialNumber, undefined],
  ]);
  expect(Buffer.from(authority.subjectName.toArrayBuffer()).equals(Buffer.from(crl.issuerName.toArrayBuffer()))).toBe(
    true,
  );
});

test('it says why, in the words of RFC 5280, for serials of all kinds', async () => {
  const all = await Promise.all(Array.from({ length: 8 }, (_, index) => enrol(`runtime-${index}`)));
  const { database, platform } = gateways;
  const recorder = { ...platform, consumer: null, correlationId: 'c' };
  const wanted = { tenantId: all[0]?.machine.tenantId ?? '', revokedBy: 'a', reason: 'KEY_COMPROMISE' as const };
  const serials = all.map(({ certificate }) => certificate.serialNumber.padStart(32, '0').slice(-32));
  await database.write((tx) => revokeBySerial(tx, recorder, { ...wanted, serials }));
  const other = await enrol('for no reason');
  const unspecified = { tenantId: other.machine.tenantId, revokedBy: 'a', reason: 'UNSPECIFIED' as const };
  const serial = other.certificate.serialNumber.padStart(32, '0').slice(-32);
  await database.write((tx) => revokeBySerial(tx, recorder, { ...unspecified, serials: [serial] }));
  expect((await fetchList()).crl.findRevoked(serial)).toMatchObject({ reason: undefined });
  const text = await openssl('crl', '-inform', 'DER', '-in', join(folder, 'list.crl'), '-noout', '-text');
  expect(text.match(/Key Compromise/g)).toHaveLength(8);
  // RFC 5280, 5.3.1: an unspecified reason is left out.
  expect(text).not.toContain('Unspecified');
  for (const { leaf } of all) expect(await verify(leaf)).toContain('certificate revoked');
});

test('its number grows with every list; without news it stays for half its life, and an ended client is on it', async () => {
  const { machine, leaf } = await enrol('gone');
  const first = await fetchList();
  gateways.ahead = 11 * hour;
  expect((await fetchList()).body).toEqual(first.body);
  gateways.ahead = 13 * hour;
  expect((await fetchList()).body).not.toEqual(first.body);
  expect(await numberOf()).toBe(2);
  gateways.ahead += 2 * second;
  await gateways.database.write(async (tx) => {
    await tx.delete(systemAuths).where(eq(systemAuths.id, machine.clientId));
  });
  await fetchList();
  expect(await numberOf()).toBe(3);
  const text = await openssl('crl', '-inform', 'DER', '-in', join(folder, 'list.crl'), '-noout', '-text');
  expect(text).toContain('Cessation Of Operation');
  gateways.ahead += 92 * day;
  const { crl } = await fetchList();
  expect([leaf.length > 0, crl.entries.length]).toEqual([true, 0]);
});

test('of an authority given by file goes on once another file is there, and holds for as long as its certificates when that key is gone', async () => {
  const files = { certFile: join(folder, 'given.crt'), keyFile: join(folder, 'given.key') };
  const give = async (name: string) => {
    const made = await generateAuthority(name, 'ecdsa-p256', Date.now());
    writeFileSync(files.certFile, made.certificate);
    writeFileSync(files.keyFile, made.key);
  };
  await give('Given 1');
  await gateways.close();
  gateways = await openGateways({ ca: files });
  const [kept, lost] = [await enrol('kept'), await enrol('lost')];
  await give('Given 2');
  // Nobody has asked for a list yet.
  await gateways.connector.upkeep();
  const { database } = gateways;
  const afterwards = async (ahead = 0) => {
    const authorities = { signer: () => null, issuer: { id: 'another' } as never, fromFiles: [] };
    const lists = createRevocationLists({ database, authorities, clock: () => Date.now() + ahead });
    return (await lists.present(sha256(new Uint8Array(authority.rawData)))) as Buffer<ArrayBuffer>;
  };
  const first = new X509Crl(await afterwards());
  expect(first.entries).toHaveLength(0);
  expect(Number(first.nextUpdate)).toBeGreaterThanOrEqual(Number(kept.certificate.notAfter));

  await withdraw(lost.credentials);
  await gateways.connector.upkeep();
  const { body } = await fetchList();
  // One while it signed certificates, one as the last of it, one with what was revoked since.
  expect(await numberOf()).toBe(3);
  expect(await verify(lost.leaf)).toContain('certificate revoked');
  expect(await verify(kept.leaf)).toMatch(/OK\n$/);
  expect(await afterwards(80 * day)).toEqual(body);
});

test('is published under the addresses that certificates name, and nothing else is', async () => {
  const { leaf } = await enrol('runtime');
  writeFileSync(join(folder, 'leaf.pem'), leaf);
  const text = await openssl('x509', '-in', join(folder, 'leaf.pem'), '-noout', '-ext', 'crlDistributionPoints');
  const fingerprint = sha256(new Uint8Array(authority.rawData));
  expect([...text.matchAll(/URI:(\S+)/g)].map(([, url]) => url)).toEqual([
    `https://localhost:3443/pki/${fingerprint}.crl`,
    `http://localhost:3000/pki/${fingerprint}.crl`,
  ]);
  for (const path of [`/pki/${'0'.repeat(64)}.crl`, '/pki/x.crl', '/pki/']) {
    expect(await fetchBytes(path)).toMatchObject({ status: 404, type: expect.stringContaining('json') });
  }
});
