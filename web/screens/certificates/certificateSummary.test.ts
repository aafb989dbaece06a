import { expect, test } from 'vitest';
import type { CertificateView } from '../../members/certificateWords.ts';
import { certificateSummary } from './certificateSummary.ts';

const now = Date.UTC(2026, 10, 19, 14, 32);
const hour = 3_600_000;
const certificate = (name: string, state: CertificateView['state'], left: number): CertificateView => ({
  serial: name,
  sha256: '',
  subject: '',
  issuer: '',
  clientID: '',
  owner: { id: name, name, kind: 'RUNTIME' },
  notBefore: now + left - 100 * hour,
  notAfter: now + left,
  keyType: 'RSA 4096',
  issuedBy: 'One-time token',
  state,
  used: 0,
  revokedAt: null,
  revocationReason: null,
  renewalFailedAt: null,
  replaces: null,
  replacedBy: [],
  lastUsedAt: null,
  connectionCount: 14,
  pem: '',
});

test('what is about to freeze comes first', () => {
  const all = [
    certificate('b', 'HEALTHY', 90 * hour),
    certificate('kyma-eu', 'CRITICAL', 5 * hour),
    certificate('old', 'EXPIRED', -hour),
  ];
  expect(certificateSummary(all, now)).toEqual({
    title: 'kyma-eu loses its certificate in 5 h and freezes 14 connections',
    detail: '1 certificate has expired and 1 missed its renewal. The other 1 certificate renews on its own.',
  });
});

test('all is well when everything renews', () => {
  const summary = certificateSummary(
    [certificate('a', 'HEALTHY', 90 * hour), certificate('x', 'SUPERSEDED', hour)],
    now,
  );
  expect(summary.title).toBe('Every certificate renews on its own');
  expect(summary.detail).toBe('1 certificate. The next to expire is that of a, in 3 d, its renewal is due in 2 d.');
});

test('revoked and replaced ones are not in use', () => {
  expect(certificateSummary([certificate('a', 'REVOKED', hour)], now).title).toBe('No certificate is in use');
});
