import { expect, test } from 'vitest';
import { pathsFor } from '../../paths.ts';
import { type AttentionFacts, causeOf, headlineOf, stepOf, titleOf } from './attentionWords.ts';

const now = Date.UTC(2026, 10, 19, 14, 32);
const at = (hours: number) => new Date(now + hours * 3_600_000).toISOString();
const item = (more: Partial<AttentionFacts>): AttentionFacts => ({
  cause: 'RENEWAL_MISSED',
  object: { id: 'r1', name: 'kyma-eu-prod', kind: 'RUNTIME' },
  count: 1,
  detail: null,
  silentSince: at(-29 * 24),
  connectionsAtRisk: 14,
  since: at(-27 * 24),
  until: at(5.15),
  ...more,
});

test('the headline names what is lost, when, and what freezes', () => {
  expect(headlineOf(item({}), now)).toBe('kyma-eu-prod loses its certificate at 19:41 and 14 connections freeze');
  expect(headlineOf(item({ until: at(11 * 24), connectionsAtRisk: 0 }), now)).toBe(
    'kyma-eu-prod loses its certificate in 11 d',
  );
  expect(headlineOf(item({ cause: 'CERTIFICATE_EXPIRED', connectionsAtRisk: 1 }), now)).toBe(
    '1 connection of kyma-eu-prod is frozen: its certificate expired',
  );
  const silent = item({ cause: 'AGENT_SILENT', since: null });
  expect(headlineOf(silent, now)).toBe('The agent of kyma-eu-prod was never heard of');
  expect(headlineOf(item({ cause: 'TOKEN_UNUSED' }), now)).toBe('Nothing is about to break');
  expect(headlineOf(undefined, now)).toBe('Nothing needs attention');
});

test('each cause says why it is listed', () => {
  expect(causeOf(item({}), now)).toBe('Missed its renewal on 23 Oct, agent silent for 29 d');
  expect(causeOf(item({ silentSince: null }), now)).toBe('Missed its renewal on 23 Oct, still calling');
  expect(causeOf(item({ cause: 'SYNCHRONISATION_FAILED', detail: 'no space' }), now)).toBe('Sync failing: no space');
  expect(titleOf(item({ cause: 'ONLY_DEFAULT', count: 3 }))).toBe('kyma-eu-prod and 2 more');
});

test('the next step is to enrol again only where that helps, and the person may', () => {
  const paths = pathsFor('default');
  expect(stepOf(item({}), paths, true)).toEqual({
    label: 'Re-enrol…',
    href: '/t/default/onboarding/runtime/r1/connect',
  });
  expect(stepOf(item({}), paths, false).label).toBe('See why');
  expect(stepOf(item({ silentSince: null }), paths, true).label).toBe('See why');
  expect(stepOf(item({ cause: 'ONLY_DEFAULT', count: 2 }), paths, true).href).toContain('scenario%3Adefault');
});
