import { expect, test } from 'vitest';
import type { RuntimeRow } from '../../members/rows.ts';
import { runtimeSentence, unenforced } from './runtimeWords.ts';

const now = Date.UTC(2026, 10, 19, 14, 32);
const row: RuntimeRow = {
  kind: 'RUNTIME',
  id: '1',
  name: 'kyma-eu',
  description: null,
  updatedAt: now,
  finding: { family: 'connected', word: 'Connected' },
  scenarios: [],
  state: 'CONNECTED',
  lastContactAt: now - 40_000,
  tokenExpiresAt: null,
  unenforcedRemovals: 0,
  certificate: { left: 0.5, family: 'healthy', notBefore: now - 1, notAfter: now + 3_600_000, words: 'in 1 h' },
  connected: [{ id: 'a', name: 'orders', since: now, pending: false, through: ['campaign'] }],
  reachable: 3,
};

test('a lost certificate freezes connections, and traffic goes on', () => {
  expect(runtimeSentence({ ...row, state: 'REVOKED' }, now)).toBe(
    'has no valid certificate: it was revoked. Its connection is frozen: calls go on, but no change, removal or new credential reaches the runtime.',
  );
  expect(runtimeSentence({ ...row, state: 'CERTIFICATE_EXPIRED', connected: [] }, now)).not.toContain('frozen');
});

test('a certificate that is not renewed is announced before it ends', () => {
  const certificate = { ...row.certificate!, family: 'attention' as const };
  expect(runtimeSentence({ ...row, certificate }, now)).toContain('not renewing it. Its connection freezes');
  const silent = runtimeSentence({ ...row, certificate, state: 'STALE' }, now);
  expect(silent).toMatch(/^has not called for 40 s, and loses its certificate on .* Its connection freezes/);
});

test('a connected runtime says how much of what it may use it uses', () => {
  expect(runtimeSentence(row, now)).toBe('is connected and uses 1 of the 3 applications in its scenarios.');
});

test('an unused token is shown with its end', () => {
  const waiting = { ...row, state: 'NOT_CONNECTED' as const, tokenExpiresAt: now + 60_000 };
  expect(runtimeSentence(waiting, now)).toContain('19 Nov 2026, 14:33 UTC');
  expect(runtimeSentence({ ...waiting, tokenExpiresAt: now - 1 }, now)).toContain('never connected');
});

test('removals the agent has not fetched are not called enforced', () => {
  expect(unenforced(0)).toBe('');
  expect(unenforced(2)).toBe('2 removed connections are not enforced there yet: the agent has not fetched since.');
});
