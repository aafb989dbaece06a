import 'reflect-metadata';
import {
  BasicConstraintsExtension,
  Name,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
} from '@peculiar/x509';
import { expect, test } from 'vitest';
import { day } from '../../shared/clock.ts';
import { newKeys } from '../../testing/certificates.ts';
import { fingerprintOf, generateAuthority, parseAuthority, pemOf, signCertificate } from './authority.ts';
import { alternativeNamesIn, linksIn, listFacts } from './links.ts';

const now = Date.UTC(2026, 10, 19);
const made = await generateAuthority('Root', 'rsa-2048', now);
const root = parseAuthority(made.certificate, made.key);

async function under(name: string, extensions: Parameters<typeof signCertificate>[1]['extensions'] = []) {
  const keys = await newKeys();
  const certificate = await signCertificate(root, {
    subject: new Name([{ CN: [{ utf8String: name }] }]),
    publicKey: keys.publicKey,
    notBefore: now,
    notAfter: now + 30 * day,
    extensions: [await SubjectKeyIdentifierExtension.create(keys.publicKey), ...extensions],
  });
  return pemOf(certificate);
}

test('a chain is told link by link, and which of them is the root', async () => {
  const issuing = await under('Issuing CA', [new BasicConstraintsExtension(true, 0, true)]);
  const [first, last] = linksIn(issuing + made.certificate);
  expect(first).toEqual({
    subject: 'CN=Issuing CA',
    fingerprint: fingerprintOf(issuing),
    notBefore: now,
    notAfter: now + 30 * day,
    keyType: 'ECDSA P-256',
    isRoot: false,
  });
  expect(last).toMatchObject({ subject: 'O=Compass, CN=Root', keyType: 'RSA 2048', isRoot: true });
  expect(linksIn('')).toEqual([]);
});

test('alternative names are told with their kind; no certificate has none to tell', async () => {
  const names = new SubjectAlternativeNameExtension([
    { type: 'dns', value: 'runtime-1.example' },
    { type: 'ip', value: '10.1.2.3' },
    { type: 'url', value: 'spiffe://example/runtime-1' },
  ]);
  expect(alternativeNamesIn(await under('leaf', [names]))).toEqual([
    'DNS:runtime-1.example',
    'IP:10.1.2.3',
    'URI:spiffe://example/runtime-1',
  ]);
  expect(alternativeNamesIn(await under('leaf'))).toEqual([]);
  expect(alternativeNamesIn('none')).toBeNull();
});

test('nothing is told of a list that was never signed', () => {
  expect(listFacts({ crl: null, crlNumber: 0, crlSignedAt: null })).toBeNull();
});
