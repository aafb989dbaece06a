import { expect, test } from 'vitest';
import { impact, indexFacts } from '../../../landscape/impact.ts';
import type { Facts } from '../../../landscape/model.ts';
import { type Deleted, deletedScenario, refilling, withScenario } from './deletedScenario.ts';

const facts: Facts = {
  ...{ defaultScenario: 'default', connectionPolicy: 'EXCLUSIVE' },
  scenarios: [{ name: 'default' }, { name: 'other' }],
  applications: [
    { id: 'a', name: 'orders', memberships: [{ scenario: 'default', manual: false, rule: false }] },
    { id: 'b', name: 'crm', memberships: [{ scenario: 'other', manual: true, rule: false }] },
  ],
  runtimes: ['r', 'q'].map((id) => ({
    ...{ id, name: id, memberships: [{ scenario: 'other', manual: true, rule: false }] },
  })),
  connections: [{ applicationID: 'b', runtimeID: 'q', since: 1 }],
};
const members = [
  ...['a', 'b', 'r', 'gone'].map((objectID) => ({ objectID, manual: true, rule: false })),
  { objectID: 'q', manual: false, rule: true },
];
const pairs = ['a', 'b', 'gone'].map((applicationID) => ({ applicationID, runtimeID: 'r', since: 1 }));
const rules = [{ kind: 'RUNTIME', selector: { key: 'region', value: 'eu' } }];
const told = (before: unknown): Deleted => {
  const deleted = deletedScenario({ before });
  if (!deleted) throw new Error('says too little');
  return deleted;
};

test('who is gone, held by another runtime or was there by rule stays away, and that is said', () => {
  const whole = withScenario(indexFacts(facts), 'campaign');
  const { changes, stays } = refilling(told({ name: 'campaign', members, connections: pairs, rules }), whole);
  expect(changes).toEqual([
    ...['a', 'b', 'r'].map((objectID) => ({ addToScenario: { objectID, scenario: 'campaign' } })),
    { connect: { applicationID: 'a', runtimeID: 'r' } },
  ]);
  expect(impact(whole, changes).conflicts).toEqual([]);
  expect(stays).toEqual([
    '1 former member no longer exists.',
    'The connections of crm stay with other runtimes.',
    'Its rule region = "eu", which held 1 member, stays away: add it on its page, where you see whom that moves.',
  ]);
});

test('an entry that does not name the scenario says too little', () => {
  expect(deletedScenario({ before: null })).toBeNull();
  expect(told({ name: 'campaign' })).toEqual({ name: 'campaign', members: [], byRule: 0, rules: [], connections: [] });
});
