import fc from 'fast-check';
import { expect, test } from 'vitest';
import { connectionFinding, runtimeFinding } from './findings.ts';
import { attentionByScenario, troubleOf } from './scenarioAttention.ts';

const now = Date.parse('2026-11-19T14:32:00Z');

const runtime = fc.record({
  state: fc.constantFrom('CONNECTED', 'STALE', 'FAILED', 'CERTIFICATE_EXPIRED', 'REVOKED'),
  certificate: fc.record({
    state: fc.constantFrom('HEALTHY', 'RENEWAL_DUE', 'OVERDUE', 'CRITICAL', 'EXPIRED', 'REVOKED'),
    notAfter: fc.integer({ min: now - 1000, max: now + 1000 }),
  }),
  lastContactAt: fc.constantFrom(null, now - 1000),
  tokenExpiresAt: fc.constantFrom(null, now + 1000),
  unenforcedRemovals: fc.constantFrom(0, 2),
});
const isTrouble = (family: string) => family === 'failed' || family === 'attention';

test('a Runtime is in trouble exactly if the screens show it so, and no connection is without its Runtime', () => {
  fc.assert(
    fc.property(runtime, fc.boolean(), (one, pending) => {
      const { family } = runtimeFinding(one, pending, now);
      expect(troubleOf(one)).toBe(isTrouble(family) ? family : null);
      if (isTrouble(connectionFinding(one, pending, now, now).family)) expect(troubleOf(one)).not.toBeNull();
    }),
  );
  expect(troubleOf({ state: 'NOT_CONNECTED', certificate: null })).toBeNull();
});

test('each Runtime counts once in every scenario it is in', () => {
  const of = (state: 'FAILED' | 'STALE' | 'CONNECTED', ...scenarios: string[]) => ({
    ...{ state, certificate: { state: 'HEALTHY' } as const },
    memberships: scenarios.map((scenario) => ({ scenario })),
  });
  const counts = attentionByScenario([
    of('FAILED', 'campaign', 'marketing'),
    of('STALE', 'campaign'),
    of('STALE', 'campaign'),
    of('CONNECTED', 'campaign', 'calm'),
  ]);
  expect(Object.fromEntries(counts)).toEqual({
    campaign: { failed: 1, attention: 2 },
    marketing: { failed: 1, attention: 0 },
  });
});
