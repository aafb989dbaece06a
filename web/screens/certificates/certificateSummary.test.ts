import { expect, test } from 'vitest';
import { defaultThresholds } from '../../../landscape/certificateState.ts';
import { expiryLanes } from '../../../landscape/expiryLanes.ts';
import type { CertificateFactsFragment } from '../../graphql.generated.ts';
import { certificateSummary } from './certificateSummary.ts';

const now = Date.UTC(2026, 10, 19, 14, 32);
const hour = 3_600_000;
const certificate = (name: string, hours: number): CertificateFactsFragment => ({
  ...{
    serial: name,
    sha256: '',
    subject: '',
    issuer: '',
    clientID: '',
    keyType: 'RSA 4096',
    issuedBy: 'TOKEN',
    pem: '',
  },
  owner: { id: name, name, kind: 'RUNTIME' },
  notBefore: new Date(now + (hours - 100) * hour).toISOString(),
  notAfter: new Date(now + hours * hour).toISOString(),
  ...{ state: 'HEALTHY', lifetimeUsed: 0, revokedAt: null, revocationReason: null, renewalFailedAt: null },
  ...{ revocationAskedAt: null, clockAheadMs: null, replaces: null, replacedBy: [], lastUsedAt: null },
  connectionCount: 14,
});
const lanesOf = (...ends: [hours: number, late: boolean][]) =>
  expiryLanes(
    ends.map(([hours, late]) => ({ notAfter: now + hours * hour, late })),
    now,
  ).map((lane) => ({ ...lane, from: null, before: null, notRenewing: [] }));
const summary = (counted: Parameters<typeof certificateSummary>[0]) =>
  certificateSummary(counted, defaultThresholds, now);

test('what is about to freeze comes first', () => {
  const lanes = lanesOf([90, false], [5, true], [-1, true]);
  const pressing = certificate('kyma-eu', 5);
  expect(summary({ totalCount: 3, lanes, pressing, next: pressing })).toEqual({
    title: 'kyma-eu loses its certificate in 5 h and freezes 14 connections',
    detail: '1 certificate has expired and 1 missed its renewal. The other 1 certificate renews on its own.',
  });
});

test('all is well when everything renews', () => {
  const said = summary({ totalCount: 1, lanes: lanesOf([90, false]), pressing: null, next: certificate('a', 90) });
  expect(said.title).toBe('Every certificate renews on its own');
  expect(said.detail).toBe('1 certificate. The next to expire is that of a, in 3 d, its renewal is due in 2 d.');
});

test('what has expired is said, and that there may be none in use', () => {
  expect(summary({ totalCount: 1, lanes: lanesOf([-1, true]), pressing: null, next: null }).title).toBe(
    '1 certificate has expired',
  );
  expect(summary({ totalCount: 0, lanes: lanesOf(), pressing: null, next: null }).title).toBe(
    'No certificate is in use',
  );
});
