import { expect, test } from 'vitest';
import { type ChecklistFacts, checklist, countdown } from './checklist.ts';

const start = Date.UTC(2026, 10, 19, 14, 29, 49);
const nothing: ChecklistFacts = {
  kind: 'runtime',
  generatedAt: null,
  expiresAt: null,
  now: start,
  fresh: [],
  freshSeenAt: null,
  tokenGone: false,
  lastFetchAt: null,
};
const generated = { ...nothing, generatedAt: start, expiresAt: start + 3_600_000 };
const certificate = { lastUsedAt: null };
const statuses = (facts: ChecklistFacts) => checklist(facts).map(({ status }) => status);

test('nothing has happened before a token is generated', () => {
  expect(statuses(nothing)).toEqual(['now', 'waiting', 'waiting', 'waiting']);
});

test('a generated token waits to be used', () => {
  expect(statuses(generated)).toEqual(['done', 'now', 'waiting', 'waiting']);
});

test('a token that vanished from the feed before its end was used', () => {
  expect(statuses({ ...generated, tokenGone: true })).toEqual(['done', 'done', 'now', 'waiting']);
});

test('a token that expired unused needs a new one', () => {
  const expired = { ...generated, now: start + 3_600_000, tokenGone: true };
  expect(statuses(expired)).toEqual(['done', 'failed', 'waiting', 'waiting']);
});

test('a fresh certificate proves that the token was used', () => {
  expect(statuses({ ...generated, fresh: [certificate] })).toEqual(['done', 'done', 'done', 'now']);
});

test('a runtime is through with its first fetch, and an older fetch does not count', () => {
  const issued = { ...generated, fresh: [certificate] };
  expect(statuses({ ...issued, lastFetchAt: start - 60_000 })[3]).toBe('now');
  expect(statuses({ ...issued, lastFetchAt: start + 9000 })).toEqual(['done', 'done', 'done', 'done']);
});

test('an application is through when its certificate was used', () => {
  const issued = { ...generated, kind: 'application' as const, fresh: [{ ...certificate, lastUsedAt: start + 9000 }] };
  expect(checklist(issued)[3]).toMatchObject({ status: 'done', at: start + 9000 });
});

test('the countdown never goes below zero', () => {
  expect(countdown(57 * 60_000 + 42_000)).toBe('57:42');
  expect(countdown(3_723_000)).toBe('1:02:03');
  expect(countdown(-1)).toBe('00:00');
});
