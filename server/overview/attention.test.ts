import { expect, test } from 'vitest';
import {
  attentionOf,
  attentionOfDefault,
  attentionOfToken,
  connectionFindingOf,
  findingOf,
  type JudgedRuntime,
  ranked,
} from './attention.ts';
import { burstsOf } from './bursts.ts';
import { sharedApplications, worstFirst } from './scenarios.ts';

const hour = 3_600_000;
const now = 1000 * hour;
const runtime = (name: string, more: Partial<JudgedRuntime> = {}): JudgedRuntime => ({
  id: name,
  name,
  state: 'CONNECTED',
  certificate: {
    state: 'HEALTHY',
    notBefore: now - 9 * hour,
    notAfter: now + 900 * hour,
    renewalDueAt: now + 600 * hour,
    renewalFailedAt: null,
  },
  revokedAt: null,
  lastContactAt: now,
  failure: null,
  connections: 0,
  ...more,
});
const late = (left: number) =>
  ({
    state: 'CRITICAL',
    notBefore: now - 900 * hour,
    notAfter: now + left * hour,
    renewalDueAt: now - 9 * hour,
    renewalFailedAt: null,
  }) as const;

test('a Runtime that was never heard of is silent since it got its certificate, and not said to call', () => {
  const never = attentionOf(runtime('never', { state: 'STALE', lastContactAt: null, certificate: late(5) }));
  expect(never).toMatchObject({ cause: 'RENEWAL_MISSED', silentSince: now - 900 * hour });
});

test('the most connections at risk come first, then the least time left, whatever kind it is', () => {
  const items = [
    attentionOf(runtime('stale', { state: 'STALE', connections: 3, lastContactAt: now - hour })),
    attentionOf(runtime('soon', { certificate: late(5), connections: 3 })),
    attentionOf(runtime('later', { certificate: late(50), connections: 3 })),
    attentionOf(runtime('many', { state: 'FAILED', failure: { since: now, message: 'no' }, connections: 14 })),
    attentionOfToken({ object: { id: 't', name: 't', kind: 'RUNTIME' }, createdAt: now, expiresAt: now + hour }),
    attentionOfDefault({ first: { id: 'a', name: 'a', since: now - hour }, count: 7 }),
  ].filter((item) => item !== null);
  expect(ranked(items).map(({ object }) => object.name)).toEqual(['many', 'soon', 'later', 'stale', 't', 'a']);
});

test('a runtime is listed once, for the worst of its causes', () => {
  const cause = (more: Partial<JudgedRuntime>) => attentionOf(runtime('one', more))?.cause ?? null;
  expect(cause({})).toBeNull();
  expect(cause({ state: 'NOT_CONNECTED', certificate: null })).toBeNull();
  expect(cause({ state: 'STALE' })).toBe('AGENT_SILENT');
  expect(cause({ state: 'STALE', certificate: late(5) })).toBe('RENEWAL_MISSED');
  expect(cause({ certificate: { ...late(5), renewalFailedAt: now } })).toBe('RENEWAL_REFUSED');
  expect(cause({ state: 'CERTIFICATE_EXPIRED', certificate: late(-1) })).toBe('CERTIFICATE_EXPIRED');
  expect(cause({ state: 'REVOKED', connections: 1 })).toBe('CERTIFICATE_REVOKED');
  expect(cause({ state: 'REVOKED', connections: 0 })).toBeNull();
  expect(attentionOfDefault({ first: null, count: 0 })).toBeNull();
});

test('a lost certificate fails the runtime and freezes its connections', () => {
  expect(findingOf(runtime('one', { state: 'CERTIFICATE_EXPIRED' }))).toBe('failed');
  expect(connectionFindingOf(runtime('one', { state: 'CERTIFICATE_EXPIRED' }))).toBe('attention');
  expect(connectionFindingOf(runtime('one', { state: 'FAILED' }))).toBe('failed');
  expect(connectionFindingOf(runtime('one', { state: 'NOT_CONNECTED', certificate: null }))).toBe('connected');
  expect(findingOf(runtime('one', { certificate: late(5) }))).toBe('attention');
  expect(findingOf(runtime('one'))).toBe('live');
});

test('a burst is what one actor did of one kind without a pause', () => {
  const entry = (minutes: number, actorId: string, action = 'label.set') => ({
    at: now - minutes * 60_000,
    actorType: 'USER',
    actorId,
    action,
  });
  const rows = [
    entry(0, 'mara'),
    entry(2, 'mara'),
    entry(4, 'jonas'),
    entry(5, 'mara'),
    entry(11, 'mara'),
    entry(12, 'mara', 'x'),
  ];
  expect(burstsOf(rows).map(({ last, count }) => [last.actorId, count])).toEqual([
    ['mara', 2],
    ['jonas', 1],
    ['mara', 1],
    ['mara', 1],
    ['mara', 1],
  ]);
});

test('scenarios come worst first, and pairs tell what they share', () => {
  const scenario = (id: string, failed: number, applicationCount: number) => ({
    ...{ id, name: id, failed, attention: 0, applicationCount, runtimeCount: 0 },
  });
  const all = worstFirst([scenario('a', 0, 5), scenario('b', 1, 1), scenario('c', 0, 9)]);
  expect(all.map(({ id }) => id)).toEqual(['b', 'c', 'a']);
  const members = [
    ['x', 'a'],
    ['x', 'b'],
    ['y', 'a'],
    ['y', 'b'],
    ['z', 'c'],
  ].map(([objectId, scenarioId]) => ({
    objectId: String(objectId),
    scenarioId: String(scenarioId),
  }));
  expect(sharedApplications(all, members)).toEqual([{ scenarios: ['b', 'a'], count: 2 }]);
});
