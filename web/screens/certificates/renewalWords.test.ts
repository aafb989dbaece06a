import { expect, test } from 'vitest';
import { issueInWords, lastRenewal, nextRenewal } from './renewalWords.ts';

const now = Date.UTC(2026, 10, 19, 14, 32);
const day = 86_400_000;

test('the last renewal is told with its method, or that there was none', () => {
  const notBefore = now - 5 * day;
  expect(lastRenewal({ notBefore, isRenewal: true }, now)).toBe('5 d ago over mTLS');
  expect(lastRenewal({ notBefore, isRenewal: false }, now)).toBe('none since its token');
  expect(issueInWords({ notBefore, isRenewal: true })).toBe('Renewed over mTLS on 14 Nov 2026, 14:32 UTC');
  expect(issueInWords({ notBefore, isRenewal: false })).toBe('Issued with a one-time token on 14 Nov 2026, 14:32 UTC');
});

test('what is over expects no renewal', () => {
  const renewalDueAt = now + day;
  expect(nextRenewal({ state: 'HEALTHY', renewalDueAt })).toBe('expected from 20 Nov 2026, 14:32 UTC');
  for (const state of ['EXPIRED', 'REVOKED', 'SUPERSEDED'] as const) {
    expect(nextRenewal({ state, renewalDueAt })).toBeNull();
  }
});
