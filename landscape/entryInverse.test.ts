import { expect, test } from 'vitest';
import { changesLandscape, inverseOf } from './entryInverse.ts';
import { impact, indexFacts } from './impact.ts';
import type { Facts } from './model.ts';

const manual = (...scenarios: string[]) => scenarios.map((scenario) => ({ scenario, manual: true, rule: false }));
const facts: Facts = {
  ...{ defaultScenario: 'default', connectionPolicy: 'EXCLUSIVE' },
  scenarios: ['default', 'campaign', 'marketing'].map((name) => ({ name })),
  applications: [{ id: 'a', name: 'orders', memberships: manual('campaign', 'marketing') }],
  runtimes: ['r', 'q'].map((id) => ({ id, name: id, memberships: manual('campaign') })),
  connections: [{ applicationID: 'a', runtimeID: 'r', since: 1 }],
};
const state = (scenarios: string[], runtimes: string[]) => ({
  memberships: [{ objectID: 'a', memberships: manual(...scenarios) }],
  connections: runtimes.map((runtimeID) => ({ applicationID: 'a', runtimeID })),
});
const index = indexFacts(facts);

test('takes back memberships and connections that are still there', () => {
  const changes = inverseOf(
    { before: state(['marketing'], ['q']), after: state(['campaign', 'marketing'], ['r']) },
    index,
  );
  expect(changes).toEqual([
    { removeFromScenario: { objectID: 'a', scenario: 'campaign' } },
    { switch: { applicationID: 'a', runtimeID: 'q' } },
  ]);
  expect(inverseOf({ before: state([], []), after: state([], ['r']) }, index)).toEqual([
    { disconnect: { applicationID: 'a', runtimeID: 'r' } },
  ]);
});

test('leaves out what somebody has taken back already, and what is gone', () => {
  expect(inverseOf({ before: state(['campaign'], ['r']), after: state([], ['q']) }, index)).toEqual([]);
  expect(inverseOf({ before: state(['forgotten'], []), after: state([], []) }, index)).toEqual([]);
  const ghost = { memberships: [{ objectID: 'gone', memberships: manual('campaign') }], connections: [] };
  expect(inverseOf({ before: ghost, after: { memberships: [], connections: [] } }, index)).toEqual([]);
});

test('never conflicts by asking for the default scenario', () => {
  const changes = inverseOf({ before: state(['default'], []), after: state(['campaign'], []) }, index);
  expect(impact(index, changes).conflicts).toEqual([]);
});

test('an entry may tell of neither', () => {
  expect(changesLandscape({ before: state([], []), after: null })).toBe(true);
  expect(changesLandscape({ before: { name: 'a' }, after: { name: 'b' } })).toBe(false);
  expect(changesLandscape({ before: null, after: 'x' })).toBe(false);
});
