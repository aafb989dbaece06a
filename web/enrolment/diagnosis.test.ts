import { expect, test } from 'vitest';
import { checklist } from './checklist.ts';
import { causesNow, type DiagnosisFacts, diagnose, lateAfterMs } from './diagnosis.ts';

const start = Date.UTC(2026, 10, 19, 14, 29, 49);
const facts: DiagnosisFacts = {
  kind: 'runtime',
  tenant: 'default',
  connectorURL: 'https://compass.example:3443/connector/graphql',
  findings: [],
  waitingFor: 'used',
  now: start,
};
const finding = { count: 2, lastAt: 5, message: null, isAttributed: true };

test('where nothing was seen it says so, with what to look at', () => {
  const causes = diagnose(facts);
  expect(causes.every(({ seen }) => seen === null)).toBe(true);
  const remedies = causes.map(({ remedy }) => remedy).join();
  expect(remedies).toContain('compass.example:3443');
  expect(remedies).toContain('It is 14:29:49');
});

test('what was seen takes the place of guesses and keeps the order of the server', () => {
  const findings = [
    { ...finding, kind: 'TOKEN_USED' as const },
    { ...finding, kind: 'AUTHORITY_NOT_TRUSTED' as const, isAttributed: false },
  ];
  const causes = diagnose({ ...facts, findings });
  expect(causes.map(({ id }) => id)).toEqual(['TOKEN_USED', 'AUTHORITY_NOT_TRUSTED']);
  expect(causes.map(({ seen }) => seen?.isCertain)).toEqual([true, false]);
});

test('the answer of the server stands before what to do', () => {
  const refused = { ...finding, kind: 'SIGNING_REQUEST_REFUSED' as const, message: 'the key is too short.' };
  expect(diagnose({ ...facts, findings: [refused] })[0]?.remedy).toMatch(
    /^Compass answered: the key is too short\. Send/,
  );
});

test('a client that stopped half-way is told where', () => {
  expect(diagnose({ ...facts, waitingFor: 'requested' })[0]?.title).toContain('no signing request followed');
  expect(diagnose({ ...facts, waitingFor: null })).toEqual([]);
});

/** A clock that stands so long after the token was made, and the checklist at that moment. */
function after(ms: number, used = false) {
  const token = {
    createdAt: start,
    createdBy: 'Mara Keller',
    expiresAt: start + 3_600_000,
    usedAt: used ? start : null,
    revokedAt: null,
  };
  const none = { signingRequestAt: null, certificateAt: null };
  const firsts = { firstCallAt: null, firstFetchAt: null, firstHeartbeatAt: null };
  const now = start + ms;
  return { ...facts, now, idleMs: ms, steps: checklist({ kind: 'runtime', now, token, ...none, ...firsts }) };
}

test('guesses and what may concern another client wait for a minute without progress', () => {
  expect(causesNow(after(lateAfterMs - 1))).toEqual([]);
  expect(causesNow(after(lateAfterMs)).length).toBeGreaterThan(0);
  const findings = [{ ...finding, kind: 'HUNG_UP' as const, isAttributed: false }];
  expect(causesNow({ ...after(lateAfterMs - 1), findings })).toEqual([]);
  expect(causesNow({ ...after(lateAfterMs), findings }).map(({ id }) => id)).toEqual(['HUNG_UP']);
  expect(lateAfterMs).toBe(60_000);
});

test('what is certain is shown at once, alone', () => {
  const findings = [
    { ...finding, kind: 'SIGNING_REQUEST_REFUSED' as const },
    { ...finding, kind: 'HUNG_UP' as const, isAttributed: false },
  ];
  expect(causesNow({ ...after(0, true), findings }).map(({ id }) => id)).toEqual(['SIGNING_REQUEST_REFUSED']);
  expect(causesNow({ ...after(lateAfterMs, true), findings })).toHaveLength(3);
});

test('where nothing is waited for there is nothing to explain', () => {
  expect(causesNow({ ...after(lateAfterMs), idleMs: null })).toEqual([]);
  const [generated] = after(lateAfterMs).steps;
  expect(causesNow({ ...after(lateAfterMs), steps: generated ? [{ ...generated, status: 'now' }] : [] })).toEqual([]);
});
