import { expect, test } from 'vitest';
import { stateShown } from './stateShown.ts';

const minute = 60_000;
const shown = (state: Parameters<typeof stateShown>[0]['state'], clockAheadMs: number | null) =>
  Object.values(stateShown({ state, clockAheadMs })).filter(Boolean).join(': ');

test('a clock that differs by more than five minutes, either way, makes what looks well unknown', () => {
  expect(shown('HEALTHY', 5 * minute)).toBe('connected: Healthy');
  expect(shown('HEALTHY', 5 * minute + 1)).toBe('unknown: Unknown clock');
  expect(shown('RENEWAL_DUE', -6 * minute)).toBe('unknown: Unknown clock');
  expect(shown('HEALTHY', null)).toBe('connected: Healthy');
});

test('it never hides that something does not renew, nor matters to what is over', () => {
  expect(shown('OVERDUE', 6 * minute)).toBe('attention: Not renewing: true');
  expect(shown('CRITICAL', 6 * minute)).toBe('attention: Critical: true');
  expect(shown('EXPIRED', 6 * minute)).toBe('failed: Expired');
  expect(shown('REVOKED', 6 * minute)).toBe('failed: Revoked');
  expect(shown('SUPERSEDED', 6 * minute)).toBe('idle: Replaced');
});
