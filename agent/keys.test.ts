import 'reflect-metadata';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { Pkcs10CertificateRequest } from '@peculiar/x509';
import { describe, expect, test } from 'vitest';
import { selfSigned } from '../server/testing/certificates.ts';
import { clientSecretData, readClientSecret, readSigned } from './credentials.ts';
import { keyAlgorithms, newSigningRequest, subjectName } from './keys.ts';
import { isRenewalDue } from './maintenance.ts';
import { readFingerprint } from './trust.ts';

const subject = 'O=Org,OU=OrgUnit,L=locality,ST=province,C=DE,CN=1ae04041-17e5-478f-91f8-3a2ddc7700de';

describe('A signing request', () => {
  test.each(keyAlgorithms)(
    'with a key of %s carries the announced subject and proves possession',
    async (algorithm) => {
      const { key, csr } = await newSigningRequest(algorithm, subject);
      const request = new Pkcs10CertificateRequest(Buffer.from(csr, 'base64').toString());
      expect(await request.verify()).toBe(true);
      expect(request.subject.replaceAll(', ', ',')).toBe(subject);
      expect(csr).not.toMatch(/\s/);
      const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(key);
      const [kind, size] = algorithm.split('-');
      expect(asymmetricKeyType).toBe(kind === 'rsa' ? 'rsa' : 'ec');
      if (kind === 'rsa') expect(asymmetricKeyDetails?.modulusLength).toBe(Number(size));
      expect(key).toContain(kind === 'rsa' ? 'BEGIN RSA PRIVATE KEY' : 'BEGIN PRIVATE KEY');
    },
  );

  test.each(['', 'CN', 'O=Org', 'O=Org, CN=x', 'X=1,CN=x', 'O=,CN=x'])('for the subject %j is refused', (text) => {
    expect(() => subjectName(text)).toThrow('Compass announced a subject');
  });
});

describe('A signed certificate', () => {
  const base64 = (text: string) => Buffer.from(text).toString('base64');

  test('is taken only if it is for our key and can be decoded', async () => {
    const own = await selfSigned([['CN', 'own']]);
    const other = await selfSigned([['CN', 'other']]);
    const good = {
      clientCertificate: base64(own.cert),
      certificateChain: base64(own.cert + other.cert),
      caCertificate: base64(other.cert),
    };
    const { credentials, ca } = readSigned(own.key, good);
    expect(ca).toBe(other.cert);
    expect(credentials.dates.notAfter).toBe(Date.parse(new X509Certificate(own.cert).validTo));
    for (const wrong of [
      { ...good, clientCertificate: base64(other.cert) },
      { ...good, certificateChain: base64(other.cert) },
      { ...good, caCertificate: base64('nothing') },
      { ...good, clientCertificate: `${good.clientCertificate}!` },
    ]) {
      expect(() => readSigned(own.key, wrong)).toThrow();
    }
    const identity = { runtimeId: 'r', tenant: 't' };
    for (const stored of [
      { credentials, identity, serverCa: ca },
      { credentials, identity: null, serverCa: null },
    ]) {
      expect(readClientSecret(clientSecretData(stored))).toEqual(stored);
    }
    expect(() => readClientSecret({ key: own.key, crt: other.cert, crtChain: other.cert })).toThrow('does not belong');
    expect(() => readClientSecret({ crt: own.cert })).toThrow('does not hold');
  });
});

describe('Renewal', () => {
  const hour = 3_600_000;
  const dates = { notBefore: 0, notAfter: 100 * hour };
  const due = (now: number, spec: object = {}, more: object = {}) =>
    isRenewalDue({ spec: { managementInfo: { connectorUrl: '', directorUrl: '' }, ...spec } }, dates, {
      now,
      renewalThreshold: 0.3,
      minimalSyncTimeMs: 10_000,
      ...more,
    });

  test('is due below the threshold, when asked for, and shortly before the end', () => {
    expect([due(69 * hour), due(71 * hour)]).toEqual([false, true]);
    expect(due(hour, { refreshCredentialsNow: true })).toBe(true);
    const late = 100 * hour - 15_000;
    expect([
      due(late, {}, { renewalThreshold: 0.00001 }),
      due(late - 10_000, {}, { renewalThreshold: 0.00001 }),
    ]).toEqual([true, false]);
  });

  test('is not due of a certificate that is new here, whatever the clock says, unless asked for', () => {
    const obtainedAt = 80 * hour;
    const held = (hours: number, spec: object = {}) => due(obtainedAt + hours * hour, spec, { obtainedAt });
    expect([held(0), held(34), held(36)]).toEqual([false, false, true]);
    expect(held(1, { refreshCredentialsNow: true })).toBe(true);
    // Set right meanwhile: the dates count again.
    expect([held(-1), held(-20)]).toEqual([true, false]);
  });
});

test('A fingerprint is read with colons or without, in any case, and nothing else', () => {
  const digits = '0123456789abcdef'.repeat(4);
  const colons = (digits.toUpperCase().match(/../g) ?? []).join(':');
  expect([digits, colons, `SHA256:${digits}`, ` ${colons} `].map(readFingerprint)).toEqual(Array(4).fill(digits));
  expect([digits.slice(1), `${digits}0`, '', 'zz'.repeat(32)].map(readFingerprint)).toEqual(Array(4).fill(null));
});
