import { expect, test } from 'vitest';
import { type ChecklistFacts, checklist, countdown, lastProgressAt, mayFinish, waitedFor } from './checklist.ts';

const start = Date.UTC(2026, 10, 19, 14, 29, 49);
const token = {
  createdAt: start,
  createdBy: 'Mara Keller',
  expiresAt: start + 3_600_000,
  usedAt: null as number | null,
  revokedAt: null as number | null,
};
const nothing: ChecklistFacts = {
  kind: 'runtime',
  now: start,
  token: null,
  signingRequestAt: null,
  certificateAt: null,
  firstCallAt: null,
  firstFetchAt: null,
  firstHeartbeatAt: null,
};
const statuses = (facts: Partial<ChecklistFacts>) => checklist({ ...nothing, ...facts }).map(({ status }) => status);

test('a Runtime takes six steps, an Application five', () => {
  expect(statuses({})).toEqual(['now', 'waiting', 'waiting', 'waiting', 'waiting', 'waiting']);
  expect(statuses({ kind: 'application' })).toHaveLength(5);
});

test('each step is done when the server has seen it, with its moment', () => {
  const used = { ...token, usedAt: start + 1000 };
  expect(statuses({ token })).toEqual(['done', 'now', 'waiting', 'waiting', 'waiting', 'waiting']);
  expect(statuses({ token: used })).toEqual(['done', 'done', 'now', 'waiting', 'waiting', 'waiting']);
  const issued = { token: used, signingRequestAt: start + 2000, certificateAt: start + 3000 };
  expect(statuses(issued)).toEqual(['done', 'done', 'done', 'done', 'now', 'waiting']);
  const fetched = checklist({ ...nothing, ...issued, firstFetchAt: start + 4000 });
  expect(fetched.at(-1)?.status).toBe('now');
  expect(mayFinish(fetched)).toBe(true);
  expect(lastProgressAt(fetched)).toBe(start + 4000);
});

test('a token that expired or was revoked unused needs a new one', () => {
  expect(statuses({ token, now: start + 3_600_000 })[1]).toBe('failed');
  const revoked = checklist({ ...nothing, token: { ...token, revokedAt: start + 1 } });
  expect(revoked[1]).toMatchObject({ status: 'failed', detail: 'it was revoked, generate a new one' });
});

test('an Application is through with its first call', () => {
  const done = {
    token: { ...token, usedAt: start },
    signingRequestAt: start,
    certificateAt: start,
    firstCallAt: start,
  };
  expect(checklist({ ...nothing, ...done, kind: 'application' }).every(({ status }) => status === 'done')).toBe(true);
});

test('the countdown never goes below zero', () => {
  expect(countdown(57 * 60_000 + 42_000)).toBe('57:42');
  expect(countdown(3_723_000)).toBe('1:02:03');
  expect(countdown(-1)).toBe('00:00');
});

test('what is waited for ticks every second below an hour', () => {
  expect([4_999, 60_000, 138_400, 3_599_000, 3_660_000].map(waitedFor)).toEqual([
    '4 s',
    '1 min 0 s',
    '2 min 18 s',
    '59 min 59 s',
    '1 h 1 min',
  ]);
});
