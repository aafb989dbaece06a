import { expect, it } from 'vitest';
import { emptying } from './emptying.ts';
import { impact } from './impact.ts';
import type { Facts } from './model.ts';

const member = (id: string, scenario: string, by: 'hand' | 'rule') => ({
  ...{ id, name: id },
  memberships: [{ scenario, manual: by === 'hand', rule: by === 'rule' }],
});
const facts: Facts = {
  ...{ defaultScenario: 'default', connectionPolicy: 'EXCLUSIVE' },
  scenarios: [{ name: 'default' }, { name: 'campaign' }, { name: 'marketing' }],
  applications: [member('orders', 'campaign', 'rule'), member('crm', 'marketing', 'hand')],
  runtimes: [member('eu', 'campaign', 'rule'), member('us', 'marketing', 'hand')],
  connections: [
    { applicationID: 'orders', runtimeID: 'eu', since: 1 },
    { applicationID: 'crm', runtimeID: 'us', since: 2 },
  ],
};

it('takes out those who are in by rule too, for the rule goes with the scenario', () => {
  const { index, changes } = emptying(facts, ['campaign']);
  const { breaks, sideEffects, conflicts } = impact(index, changes);
  expect(breaks.map(({ applicationID }) => applicationID)).toEqual(['orders']);
  expect(sideEffects).toMatchObject([{ kind: 'RETURNS_TO_DEFAULT', objectID: 'orders' }]);
  expect(conflicts).toEqual([]);
});

it('counts several scenarios together, and nobody else', () => {
  const { index, changes } = emptying(facts, ['campaign', 'marketing']);
  expect(impact(index, changes).breaks).toHaveLength(2);
  expect(emptying(facts, []).changes).toEqual([]);
});
