import 'reflect-metadata';
import { execFile } from 'node:child_process';
import { X509Certificate } from '@peculiar/x509';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { day, hour } from '../../shared/clock.ts';
import {
  announced,
  base64,
  keyPem,
  newKeys,
  pair,
  requestPem,
  signed,
  signMutation,
} from '../../testing/certificates.ts';
import { configuration } from '../../testing/connectorWords.ts';
import { type Credentials, type Gateways, keptAlive, type Machine, openGateways } from '../../testing/gateways.ts';
import { authoritiesFor } from './authority.store.ts';
import { fingerprintOf } from './authority.ts';
import { listAuthorities, prepareSuccessor, succeed } from './rotation.ts';

let gateways: Gateways;
let runtime: Machine;
let old: Credentials;
beforeAll(async () => {
  gateways = await openGateways();
  runtime = await gateways.addMachine('RUNTIME', 'runtime-1');
  old = await pair(gateways, runtime);
});
afterAll(() => gateways.close());

const issuerOf = ({ cert }: Credentials) => new X509Certificate(String(cert)).issuer;
const subjectOf = (number: number) => `O=Compass, CN=Compass Client CA ${number}`;
const works = async (credentials: Credentials) =>
  (await gateways.connect(configuration, { credentials })).body.data !== null;
const states = async () =>
  (await listAuthorities(gateways.database.read, gateways.platform.clock())).map(({ subject, state }) => [
    subject,
    state,
  ]);

/** The names of the CA list the listener sends in its certificate request, as DER in hexadecimal. */
async function offeredNames(version: '-tls1_2' | '-tls1_3'): Promise<string> {
  const address = `127.0.0.1:${gateways.ports.mtls}`;
  const { promise, resolve } = Promise.withResolvers<string>();
  const child = execFile('openssl', ['s_client', '-connect', address, '-msg', version], (_error, out) => resolve(out));
  child.stdin?.end();
  const lines = (await promise).split('\n');
  const from = lines.findIndex((line) => line.includes('CertificateRequest'));
  const rest = lines.slice(from + 1);
  return rest
    .slice(
      0,
      rest.findIndex((line) => !line.startsWith('    ')),
    )
    .join('')
    .replaceAll(' ', '');
}

async function expectOffered(count: number): Promise<void> {
  const rows = await authoritiesFor(gateways.database.read, 'CLIENT');
  for (const version of ['-tls1_2', '-tls1_3'] as const) {
    const names = await offeredNames(version);
    const found = rows.filter(({ certificate }) => {
      const der = Buffer.from(new X509Certificate(certificate).subjectName.toArrayBuffer());
      return names.includes(`${der.length.toString(16).padStart(4, '0')}${der.toString('hex')}`);
    });
    expect(found.map(({ id }) => id)).toEqual(rows.slice(0, count).map(({ id }) => id));
  }
}

async function rotate(): Promise<void> {
  const { database, platform } = gateways;
  const [active] = await authoritiesFor(database.read, 'CLIENT');
  const options = { algorithm: 'ecdsa-p256' as const, cipher: platform.cipher, now: platform.clock() };
  const successor = await prepareSuccessor(database.read, fingerprintOf(active?.certificate ?? ''), options);
  await database.write((tx) => succeed(tx, successor, platform.clock()));
}

test('from one authority to the next: both are trusted until the last certificate of the first is replaced', async () => {
  const agent = keptAlive();
  expect((await gateways.connect(configuration, { credentials: old, agent })).body.data).not.toBeNull();
  await expectOffered(1);
  await rotate();
  await expect.poll(async () => issuerOf(await pair(gateways, runtime))).toBe(subjectOf(2));
  expect(issuerOf(old)).toBe(subjectOf(1));

  const kept = await gateways.connect(configuration, { credentials: old, agent });
  expect(kept.body.data).not.toBeNull();
  agent.destroy();
  expect(await works(old)).toBe(true);
  await expectOffered(2);
  const keys = await newKeys();
  const csr = base64(await requestPem(keys, announced(runtime.clientId)));
  const answer = await gateways.connect(signMutation(csr), { credentials: old });
  const renewed = { cert: signed(answer).chain, key: await keyPem(keys) };
  expect(issuerOf(renewed)).toBe(subjectOf(2));
  gateways.ahead = 2 * hour;
  await gateways.connector.upkeep();
  expect(await states()).toEqual([
    [subjectOf(2), 'ACTIVE'],
    [subjectOf(1), 'RETIRING'],
  ]);
  expect(await works(renewed)).toBe(true);
  await gateways.platform.contacts.flush();
  await gateways.connector.upkeep();
  expect((await states())[1]).toEqual([subjectOf(1), 'RETIRED']);
  await expectOffered(1);
  await expect(works(old)).rejects.toThrow(/alert|ECONNRESET|socket|EPIPE/);
  expect(await works(renewed)).toBe(true);
});

test('an authority that nears its end is followed up without anybody', async () => {
  const [{ notAfter } = { notAfter: 0 }] = await listAuthorities(gateways.database.read, gateways.platform.clock());
  gateways.ahead = notAfter - Date.now() - 181 * day;
  await gateways.connector.upkeep();
  expect((await states())[0]).toEqual([subjectOf(2), 'ACTIVE']);
  gateways.ahead += 2 * day;
  await gateways.connector.upkeep();
  expect((await states())[0]).toEqual([subjectOf(3), 'ACTIVE']);
  await gateways.connector.upkeep();
  expect(await states()).toHaveLength(3);
});
