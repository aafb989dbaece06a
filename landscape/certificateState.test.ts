import { expect, test } from 'vitest';
import {
  type CertificateFacts,
  defaultThresholds,
  certificateState as judged,
  lifetimeUsed,
  renewalDueAt,
  thresholdProblem,
} from './certificateState.ts';

const certificateState = (facts: CertificateFacts, now: number) => judged(facts, now, defaultThresholds);
const day = 24 * 60 * 60 * 1000;
const year: CertificateFacts = { notBefore: 0, notAfter: 1000 * day, revoked: false, superseded: false };
const short: CertificateFacts = { ...year, notAfter: day };

test.each([
  ['a new certificate is healthy', 0, 'HEALTHY'],
  ['a certificate from the future is healthy', -0.1, 'HEALTHY'],
  ['below 70 % it is healthy', 0.6999, 'HEALTHY'],
  ['from 70 % renewal is due', 0.7, 'RENEWAL_DUE'],
  ['at 85 % renewal is still only due', 0.85, 'RENEWAL_DUE'],
  ['beyond 85 % it is overdue', 0.851, 'OVERDUE'],
  ['with 10 % left it is overdue', 0.9, 'OVERDUE'],
  ['with less than 10 % left it is critical', 0.901, 'CRITICAL'],
  ['just before its end it is critical', 0.9999, 'CRITICAL'],
  ['at its end it is expired', 1, 'EXPIRED'],
  ['after its end it is expired', 1.5, 'EXPIRED'],
] as const)('%s, whether it lives for a day or for years', (_, share, expected) => {
  expect(certificateState(year, Math.round(share * year.notAfter))).toBe(expected);
  expect(certificateState(short, Math.round(share * short.notAfter))).toBe(expected);
});

test('one whose renewal failed is overdue at once, until something worse is true', () => {
  const failing = { ...year, renewalFailedAt: day };
  expect(certificateState(failing, 0.2 * year.notAfter)).toBe('OVERDUE');
  expect(certificateState(failing, 0.95 * year.notAfter)).toBe('CRITICAL');
  expect(certificateState({ ...failing, superseded: true }, day)).toBe('SUPERSEDED');
  expect(certificateState({ ...failing, renewalFailedAt: null }, day)).toBe('HEALTHY');
});

test('revoked outranks everything', () => {
  expect(certificateState({ ...year, revoked: true, superseded: true }, 2 * year.notAfter)).toBe('REVOKED');
});

test('a superseded certificate raises no alarm, not even once it has expired', () => {
  expect(certificateState({ ...year, superseded: true }, 0)).toBe('SUPERSEDED');
  expect(certificateState({ ...year, superseded: true }, 2 * year.notAfter)).toBe('SUPERSEDED');
});

test('the share of lifetime stays between 0 and 1', () => {
  expect(lifetimeUsed(year, -day)).toBe(0);
  expect(lifetimeUsed(year, 250 * day)).toBe(0.25);
  expect(lifetimeUsed(year, 2000 * day)).toBe(1);
  expect(lifetimeUsed({ notBefore: 5, notAfter: 5 }, 5)).toBe(1);
});

test('a tenant may expect renewals earlier or later', () => {
  const early = { renewalDue: 20, overdue: 40, critical: 60 };
  const states = [0.1, 0.2, 0.41, 0.61].map((share) => judged(year, share * year.notAfter, early));
  expect(states).toEqual(['HEALTHY', 'RENEWAL_DUE', 'OVERDUE', 'CRITICAL']);
  expect(renewalDueAt(year, early)).toBe(200 * day);
});

test.each([
  [defaultThresholds, null],
  [{ renewalDue: 1, overdue: 2, critical: 99 }, null],
  [{ renewalDue: 85, overdue: 85, critical: 90 }, 'renewalDue must be less than overdue'],
  [{ renewalDue: 70, overdue: 95, critical: 90 }, 'overdue must be less than critical'],
  [{ renewalDue: 0, overdue: 85, critical: 90 }, 'each threshold must be a whole number from 1 to 99'],
  [{ renewalDue: 70, overdue: 85, critical: 100 }, 'each threshold must be a whole number from 1 to 99'],
  [{ renewalDue: 70.5, overdue: 85, critical: 90 }, 'each threshold must be a whole number from 1 to 99'],
])('%j can be kept: %s', (thresholds, problem) => {
  expect(thresholdProblem(thresholds)).toBe(problem);
});
