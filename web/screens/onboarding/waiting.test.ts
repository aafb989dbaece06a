import { expect, test } from 'vitest';
import { waitingApplication } from './waiting.ts';

const now = Date.parse('2026-11-19T14:32:00Z');
const token = {
  id: 't',
  owner: { id: 'a', name: 'orders', kind: 'APPLICATION' as const },
  createdAt: '2026-11-19T14:30:00Z',
  createdBy: 'Mara',
  expiresAt: '2026-11-19T14:35:00Z',
  usedAt: null,
  revokedAt: null,
};
const waiting = (state: 'LIVE' | 'USED' | 'EXPIRED' | 'REVOKED' | null, at = now) =>
  waitingApplication(
    { id: 'a', name: 'orders', registeredAt: token.createdAt, token: state && { ...token, state } },
    [{ name: 'campaign' }],
    at,
  );

test('an application without a token waits for one', () => {
  expect(waiting(null)).toMatchObject({ scenarios: ['campaign'], waitsFor: { word: 'A token' }, next: 'connect' });
});

test('a token in hand is waited for until it ends', () => {
  const endsAt = Date.parse(token.expiresAt);
  expect(waiting('LIVE')).toMatchObject({ waitsFor: { family: 'pending' }, endsAt, next: 'wait' });
  expect(waiting('LIVE', endsAt)).toMatchObject({ waitsFor: { family: 'attention' }, endsAt: null, next: 'connect' });
});

test('a token that was used leads to the checklist, one that is worth nothing to another', () => {
  expect(waiting('USED')).toMatchObject({ next: 'wait', endsAt: null });
  expect(waiting('EXPIRED').next).toBe('connect');
  expect(waiting('REVOKED').next).toBe('connect');
});
