import { expect, test } from 'vitest';
import { type DiagnosisFacts, diagnose } from './diagnosis.ts';

const facts: DiagnosisFacts = {
  kind: 'runtime',
  tenant: 'default',
  connectorURL: 'https://compass.example:3443/connector/graphql',
  findings: [],
  waitingFor: 'used',
};
const finding = { count: 2, lastAt: 5, message: null, isAttributed: true };

test('where nothing was seen it says so, with what to look at', () => {
  const causes = diagnose(facts);
  expect(causes.every(({ seen }) => seen === null)).toBe(true);
  expect(causes.map(({ remedy }) => remedy).join()).toContain('compass.example:3443');
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
