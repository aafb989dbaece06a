import 'reflect-metadata';
import { createPrivateKey, generateKeyPairSync, X509Certificate as NodeCertificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  BasicConstraintsExtension,
  KeyUsagesExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
} from '@peculiar/x509';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../db/database.ts';
import { authorities as table } from '../../db/tables/connector.tables.ts';
import { day } from '../../shared/clock.ts';
import { openMasterKey } from '../../shared/masterKey.ts';
import { announced, selfSigned } from '../../testing/certificates.ts';
import { databases, freshSqlite } from '../../testing/databases.ts';
import { defaultConfig } from '../../testing/gateways.ts';
import { type Authorities, type AuthoritiesOptions, openAuthorities } from './authorities.ts';
import { generateAuthority } from './authority.ts';
import { assertStrong } from './keys.ts';
import { openServerIdentity, type ServerIdentityOptions } from './serverIdentity.ts';

const now = Date.parse('2026-11-19T14:32:00Z');
const log = pino({ level: 'silent' });
let folder: string;
let database: Database;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'compass-authorities-'));
});
afterEach(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

const options = (overrides: Partial<AuthoritiesOptions['config']> = {}): AuthoritiesOptions => ({
  config: { ca: null, caKeyAlgorithm: 'ecdsa-p256', ...overrides },
  database,
  masterKey: openMasterKey(join(folder, 'secret.key')),
  clock: () => now,
  log,
});
const file = (name: string, content: string) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const pemOf = ({ issuer, server }: Authorities) => [issuer.chain[0], server.chain[0]];

describe.each(databases)('own authorities on $name', ({ open }) => {
  beforeEach(async () => {
    database = await open();
  });

  test('are made once and found again, their keys encrypted', async () => {
    const made = await openAuthorities(options());
    const found = await openAuthorities(options());
    expect(pemOf(found)).toEqual(pemOf(made));
    expect(found.issuer.key.equals(made.issuer.key)).toBe(true);
    expect(made.issuer.chain[0]).not.toBe(made.server.chain[0]);
    expect(made.trusted).toEqual(made.issuer.chain);
    for (const row of await database.read.select().from(table)) {
      expect(row.encryptedKey).toMatch(new RegExp(`^v1:${openMasterKey(join(folder, 'secret.key')).id}:`));
      expect(JSON.stringify(row)).not.toContain('PRIVATE');
    }
  });

  test('are the same for instances that start at the same time', async () => {
    const started = await Promise.all(Array.from({ length: 4 }, () => openAuthorities(options())));
    expect(new Set(started.map((each) => pemOf(each).join())).size).toBe(1);
    expect(await database.read.select().from(table)).toHaveLength(2);
    for (const { issuer } of started) expect(issuer.key.equals(started[0]!.issuer.key)).toBe(true);
  });
});

describe('an own authority', () => {
  beforeEach(async () => {
    database = await freshSqlite();
  });

  test.each([
    ['ecdsa-p256', 'ec'],
    ['rsa-2048', 'rsa'],
    ['rsa-4096', 'rsa'],
  ] as const)('of type %s may sign certificates for ten years', async (caKeyAlgorithm, type) => {
    const { issuer } = await openAuthorities(options({ caKeyAlgorithm }));
    expect(issuer.key.asymmetricKeyType).toBe(type);
    if (type === 'rsa') expect(issuer.key.asymmetricKeyDetails?.modulusLength).toBe(Number(caKeyAlgorithm.slice(4)));
    const certificate = new X509Certificate(issuer.chain[0]!);
    expect(certificate.notAfter.getTime()).toBe(now + 3650 * day);
    const constraints = certificate.getExtension(BasicConstraintsExtension);
    expect([constraints?.critical, constraints?.ca, constraints?.pathLength]).toEqual([true, true, 0]);
    const usage = certificate.getExtension(KeyUsagesExtension);
    expect([usage?.critical, usage?.usages]).toEqual([true, 0x60]);
    expect(certificate.getExtension(SubjectKeyIdentifierExtension)).not.toBeNull();
    expect(new NodeCertificate(issuer.chain[0]!).ca).toBe(true);
  });

  test('whose key was made under another master key stops the start with one line', async () => {
    await openAuthorities(options());
    const other = { ...options(), masterKey: openMasterKey(join(folder, 'other.key')) };
    await expect(openAuthorities(other)).rejects.toThrow(
      /^The key of the Compass Server CA cannot be read; COMPASS_SECRET_KEY_FILE has to name the file/,
    );
  });
});

describe('a given issuing CA', () => {
  beforeEach(async () => {
    database = await freshSqlite();
  });
  const given = (cert: string, key: string) =>
    openAuthorities(options({ ca: { certFile: file('ca.crt', cert), keyFile: file('ca.key', key) } }));

  test('signs, and its predecessors stay trusted', async () => {
    const own = await openAuthorities(options());
    const first = await generateAuthority('Given CA', 'ecdsa-p256', now - day);
    const { issuer, trusted } = await given(first.certificate, first.key);
    expect(issuer.chain).toEqual([first.certificate]);
    expect(trusted).toHaveLength(2);
    expect(new Set(trusted)).toEqual(new Set([own.issuer.chain[0], first.certificate]));
    const second = await generateAuthority('Next CA', 'rsa-2048', now - day);
    expect((await given(second.certificate, second.key)).trusted).toContain(first.certificate);
    for (const row of await database.read.select().from(table)) expect(row.certificate).not.toContain('PRIVATE');
  });

  test('that cannot sign is refused with one line that names the files and the reason', async () => {
    const ca = await generateAuthority('Given CA', 'ecdsa-p256', now - day);
    const other = await generateAuthority('Other CA', 'ecdsa-p256', now - day);
    const old = await generateAuthority('Old CA', 'ecdsa-p256', now - 4000 * day);
    const future = await generateAuthority('Future CA', 'ecdsa-p256', now + 2 * day);
    const leaf = await selfSigned(announced('x'));
    const locked = createPrivateKey(ca.key)
      .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' })
      .toString();
    const cases: [string, string, RegExp][] = [
      [ca.certificate, other.key, /the key does not belong to the certificate/],
      [leaf.cert, leaf.key, /the certificate is not one of a CA/],
      [old.certificate, old.key, /the certificate expired at/],
      [future.certificate, future.key, /the certificate is not valid before/],
      ['nothing', ca.key, /it holds no certificate in PEM form/],
      [ca.certificate, 'nothing', /cannot be used/],
      [ca.certificate, locked, /the key has a passphrase: store it without one/],
      [ca.certificate + other.certificate, ca.key, /followed by the one that issued it, or by nothing/],
    ];
    for (const [cert, key, reason] of cases) {
      const error = await given(cert, key).catch((cause: Error) => cause);
      expect(error).toBeInstanceOf(Error);
      expect((error as Error).message).toMatch(reason);
      expect((error as Error).message).toMatch(
        /^COMPASS_CA_CERT_FILE \(.*\) with COMPASS_CA_KEY_FILE \(.*\) cannot be used: .+$/,
      );
    }
    const missing = { certFile: join(folder, 'none'), keyFile: join(folder, 'none') };
    await expect(openAuthorities(options({ ca: missing }))).rejects.toThrow(
      /^COMPASS_CA_CERT_FILE \(.*none\) cannot be read/,
    );
  });
});

test.each([
  ['RSA of 1024 bits', generateKeyPairSync('rsa', { modulusLength: 1024 }), /2048 bits or more/],
  ['Ed25519', generateKeyPairSync('ed25519'), /neither RSA nor ECDSA/],
] as const)(
  'an authority with a key of type %s is refused before a client meets it',
  (_name, { privateKey }, reason) => {
    expect(() => assertStrong(privateKey)).toThrow(reason);
  },
);

describe('the server certificate', () => {
  let authorities: Authorities;
  beforeEach(async () => {
    database = await freshSqlite();
    authorities = await openAuthorities(options());
  });
  const open = (config: Partial<ServerIdentityOptions['config']> = {}, at = now) =>
    openServerIdentity({ config: { ...defaultConfig, dataDir: folder, ...config }, authorities, clock: () => at, log });
  const certificateOf = (identity: Awaited<ReturnType<typeof open>>) => new NodeCertificate(String(identity.tls.cert));

  test('is issued for every name clients use and kept across starts', async () => {
    const first = await open({ publicHost: 'compass.example', gatewayUrl: 'https://gateway.example:8443/x' });
    const certificate = certificateOf(first);
    for (const host of ['compass.example', 'gateway.example', 'localhost'])
      expect(certificate.checkHost(host)).toBe(host);
    for (const address of ['127.0.0.1', '::1']) expect(certificate.checkIP(address)).toBe(address);
    expect(certificate.checkHost('other.example')).toBeUndefined();
    expect(certificate.verify(new NodeCertificate(authorities.server.chain[0]!).publicKey)).toBe(true);
    expect(first.tls.minVersion).toBe('TLSv1.2');
    const again = await open({ publicHost: 'compass.example', gatewayUrl: 'https://gateway.example:8443/x' });
    expect(again.tls.cert).toBe(first.tls.cert);
    expect(statSync(join(folder, 'tls/server.key')).mode & 0o777).toBe(0o600);
  });

  test('is replaced when a host is new, when it nears its end and when its files are damaged', async () => {
    const first = await open();
    const moved = await open({ publicHost: 'compass.example' });
    expect(moved.tls.cert).not.toBe(first.tls.cert);
    const early = await open({ publicHost: 'compass.example' }, now + 300 * day);
    expect(early.tls.cert).toBe(moved.tls.cert);
    const later = await open({ publicHost: 'compass.example' }, now + 340 * day);
    expect(later.tls.cert).not.toBe(moved.tls.cert);
    file('tls/server.key', 'damaged');
    const repaired = await open({ publicHost: 'compass.example' }, now + 340 * day);
    expect(certificateOf(repaired).checkHost('compass.example')).toBe('compass.example');
    expect(readFileSync(join(folder, 'tls/server.key'), 'utf8')).toContain('PRIVATE KEY');
  });

  test('comes with the server CA as a file and its fingerprint', async () => {
    const { ca } = await open();
    expect(readFileSync(join(folder, 'server-ca.crt'), 'utf8')).toBe(ca?.pem);
    expect(ca?.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    expect(ca?.fingerprint).toBe(new NodeCertificate(ca?.pem ?? '').fingerprint256);
  });

  test('may be given by file; then no server CA is announced', async () => {
    const own = await selfSigned(announced('x'));
    const tls = { certFile: file('own.crt', own.cert), keyFile: file('own.key', own.key) };
    const identity = await open({ tls });
    expect(identity).toMatchObject({ ca: null, tls: { cert: own.cert, key: own.key } });
    const other = await selfSigned(announced('y'));
    const mixed = { ...tls, keyFile: file('other.key', other.key) };
    await expect(open({ tls: mixed })).rejects.toThrow(
      /^COMPASS_TLS_CERT_FILE .* the key does not belong to the certificate$/,
    );
    await expect(open({ tls: { ...tls, keyFile: join(folder, 'none') } })).rejects.toThrow(
      /^COMPASS_TLS_KEY_FILE .* cannot be read/,
    );
  });
});
