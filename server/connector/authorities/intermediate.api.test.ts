import 'reflect-metadata';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  BasicConstraintsExtension,
  CRLDistributionPointsExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Name,
  SubjectKeyIdentifierExtension,
  X509Certificate,
} from '@peculiar/x509';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { day } from '../../shared/clock.ts';
import { keyPem, newKeys, pair } from '../../testing/certificates.ts';
import { type Gateways, openGateways } from '../../testing/gateways.ts';
import {
  type Authority,
  fingerprintOf,
  generateAuthority,
  parseAuthority,
  pemOf,
  signCertificate,
} from './authority.ts';

let folder: string;
let root: Authority;
let gateways: Gateways;
let withoutRoot: Gateways;
let disorderlyStart: unknown;
let noLists: { certFile: string; keyFile: string };

const under = async (authority: Authority, name: string, isAuthority: boolean, more: Extension[] = []) => {
  const keys = await newKeys();
  const certificate = await signCertificate(authority, {
    subject: new Name([{ O: [{ utf8String: 'Given' }] }, { CN: [{ utf8String: name }] }]),
    publicKey: keys.publicKey,
    notBefore: Date.now() - day,
    notAfter: Date.now() + 30 * day,
    extensions: isAuthority
      ? [
          new BasicConstraintsExtension(true, 0, true),
          await SubjectKeyIdentifierExtension.create(keys.publicKey),
          ...more,
        ]
      : [],
  });
  return { cert: pemOf(certificate), key: await keyPem(keys) };
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'compass-intermediate-'));
  const made = await generateAuthority('Root', 'ecdsa-p256', Date.now() - day);
  // A root above an intermediate may not limit the path to zero.
  const keys = parseAuthority(made.certificate, made.key);
  const certificate = await signCertificate(keys, {
    subject: keys.certificate.subjectName,
    publicKey: keys.certificate.publicKey,
    notBefore: Date.now() - day,
    notAfter: Date.now() + 60 * day,
    extensions: [new BasicConstraintsExtension(true, 1, true)],
  });
  root = parseAuthority(pemOf(certificate), made.key);
  const intermediate = await under(root, 'Issuing CA', true);
  const files = { certFile: join(folder, 'ca.crt'), keyFile: join(folder, 'ca.key') };
  writeFileSync(files.certFile, intermediate.cert + root.chain[0]);
  writeFileSync(files.keyFile, intermediate.key);
  gateways = await openGateways({ ca: files });
  const alone = { ...files, certFile: join(folder, 'alone.crt') };
  writeFileSync(alone.certFile, intermediate.cert);
  withoutRoot = await openGateways({ ca: alone });
  const limited = await under(root, 'Issuing CA without lists', true, [
    new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
  ]);
  noLists = { certFile: join(folder, 'limited.crt'), keyFile: join(folder, 'limited.key') };
  writeFileSync(noLists.certFile, limited.cert);
  writeFileSync(noLists.keyFile, limited.key);
  const disorderly = { ...files, certFile: join(folder, 'disorderly.crt') };
  const stranger = await generateAuthority('Another root', 'ecdsa-p256', Date.now() - day);
  writeFileSync(disorderly.certFile, intermediate.cert + stranger.certificate);
  disorderlyStart = await openGateways({ ca: disorderly }).catch((error: Error) => error.message);
});
afterAll(async () => {
  await Promise.all([gateways.close(), withoutRoot.close()]);
  rmSync(folder, { recursive: true });
});

test('a given intermediate issues chains of leaf, issuing CA and root, and they pass the handshake', async () => {
  const credentials = await pair(gateways, await gateways.addMachine('RUNTIME', 'runtime-1'));
  const chain = credentials.cert.match(/-----BEGIN[^-]+-----[^-]+-----END[^-]+-----/g) ?? [];
  const [leaf, issuing, top] = chain.map((pem) => new X509Certificate(pem));
  expect(chain).toHaveLength(3);
  expect(await leaf?.verify({ publicKey: issuing?.publicKey, signatureOnly: true })).toBe(true);
  expect(await issuing?.verify({ publicKey: top?.publicKey, signatureOnly: true })).toBe(true);
  const answer = await gateways.connect('{ result: configuration { token { token } } }', { credentials });
  expect(answer.body.data.result.token.token).toHaveLength(88);
});

test('what the root signed elsewhere does not pass the handshake', async () => {
  const { cert, key } = await under(root, 'somebody else', false);
  const asking = gateways.connect('{ result: configuration { token { token } } }', { credentials: { cert, key } });
  await expect(asking).rejects.toThrow();
});

test('an intermediate whose root is not given issues chains that end with it, and they pass the handshake', async () => {
  const credentials = await pair(withoutRoot, await withoutRoot.addMachine('RUNTIME', 'runtime-1'));
  expect(credentials.cert.match(/-----BEGIN/g)).toHaveLength(2);
  for (const resumed of [false, true]) {
    const answer = await withoutRoot.connect('{ result: configuration { token { token } } }', { credentials });
    expect(answer.body.data.result.token.token, String(resumed)).toHaveLength(88);
  }
});

test('an authority that may not sign lists names none in its certificates, and publishes none', async () => {
  const limited = await openGateways({ ca: noLists });
  try {
    const machine = await limited.addMachine('RUNTIME', 'listless');
    const leaf = new X509Certificate(String((await pair(limited, machine)).cert));
    expect(leaf.getExtension(CRLDistributionPointsExtension)).toBeNull();
    const fingerprint = fingerprintOf(readFileSync(noLists.certFile, 'utf8'));
    expect((await limited.connect('', { path: `/pki/${fingerprint}.crl` })).status).not.toBe(200);
    const other = new X509Certificate(
      String((await pair(gateways, await gateways.addMachine('RUNTIME', 'listed'))).cert),
    );
    expect(other.getExtension(CRLDistributionPointsExtension)).not.toBeNull();
  } finally {
    await limited.close();
  }
});

test('a file whose certificates do not follow each other stops the start', () => {
  expect(disorderlyStart).toMatch(
    /^COMPASS_CA_CERT_FILE .* each certificate in the file has to be followed by the one that issued it, or by nothing$/,
  );
});
