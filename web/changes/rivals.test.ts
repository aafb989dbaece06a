import { expect, test } from 'vitest';
import { indexFacts } from '../../landscape/impact.ts';
import type { Facts } from '../../landscape/model.ts';
import { rivalsOf } from './rivals.ts';

const memberships = (...scenarios: string[]) => scenarios.map((scenario) => ({ scenario, manual: true, rule: false }));
const facts: Facts = {
  ...{ defaultScenario: 'default', connectionPolicy: 'EXCLUSIVE' as const },
  scenarios: ['campaign', 'loyalty', 'returns', 'default'].map((name) => ({ name })),
  applications: [{ id: 'a', name: 'orders', memberships: memberships('campaign') }],
  runtimes: [{ id: 'r', name: 'eu', memberships: memberships('campaign') }],
  connections: [],
};
const base = indexFacts(facts);
const changes = [{ addToScenario: { objectID: 'a', scenario: 'returns' } }];

test('nothing is rival while nobody touches what the draft is about', () => {
  const renamed = indexFacts({ ...facts, runtimes: [{ ...facts.runtimes[0]!, memberships: [] }] });
  expect(rivalsOf(base, renamed, changes)).toEqual([]);
});

test('says what others made of it, what the draft wanted and what comes of both', () => {
  const applications = [{ id: 'a', name: 'orders', memberships: memberships('campaign', 'loyalty') }];
  const connections = [{ applicationID: 'a', runtimeID: 'r', since: 1 }];
  expect(rivalsOf(base, indexFacts({ ...facts, applications, connections }), changes)).toEqual([
    {
      ...{ id: 'a', name: 'orders', what: 'Scenarios' },
      ...{ theirs: 'campaign, loyalty', yours: 'campaign, returns', result: 'campaign, loyalty, returns' },
    },
    { id: 'a', name: 'orders', what: 'Connected to', theirs: 'eu', yours: 'none', result: 'eu' },
  ]);
});

test('an object that is gone says so', () => {
  expect(rivalsOf(base, indexFacts({ ...facts, applications: [] }), changes)).toMatchObject([
    { theirs: 'no longer exists', result: 'no longer exists' },
  ]);
});
