import { expect, test } from 'vitest';
import { type RuntimeFacts, runtimeState } from './runtimeState.ts';

const staleAfterMs = 600;
const now = 10_000;
const live: RuntimeFacts = { certificate: { notAfter: 20_000, revoked: false }, lastContactAt: now, failed: false };

test.each<[string, Partial<RuntimeFacts>, string]>([
  ['without a certificate it is not connected', { certificate: null }, 'NOT_CONNECTED'],
  ['without a certificate not even an old contact counts', { certificate: null, failed: true }, 'NOT_CONNECTED'],
  ['with a valid certificate and a recent contact it is connected', {}, 'CONNECTED'],
  ['silence as long as allowed is no reason to worry', { lastContactAt: now - staleAfterMs }, 'CONNECTED'],
  ['longer silence makes it stale', { lastContactAt: now - staleAfterMs - 1 }, 'STALE'],
  ['a valid certificate that was never used is stale', { lastContactAt: null }, 'STALE'],
  ['a failed synchronisation outranks silence', { failed: true, lastContactAt: null }, 'FAILED'],
  [
    'an expired certificate outranks failure',
    { certificate: { notAfter: now, revoked: false }, failed: true },
    'CERTIFICATE_EXPIRED',
  ],
  ['revoked outranks expired', { certificate: { notAfter: now, revoked: true } }, 'REVOKED'],
])('%s', (_, facts, expected) => {
  expect(runtimeState({ ...live, ...facts }, now, staleAfterMs)).toBe(expected);
});
