import { expect, test } from 'vitest';
import { indexFacts } from '../../landscape/impact.ts';
import type { Facts } from '../../landscape/model.ts';
import { effectOfLabels, isWithoutEffect } from './ruleEffect.ts';
import { membershipsInWords } from './ruleEffectWords.ts';

const rule = { scenario: 'campaign', selector: { key: 'region', value: 'eu' }, matches: ['APPLICATION' as const] };
const facts: Facts = {
  ...{ defaultScenario: 'default', connectionPolicy: 'EXCLUSIVE' },
  scenarios: [{ name: 'default' }, { name: 'campaign' }],
  applications: [
    { id: 'a', name: 'orders', memberships: [{ scenario: 'campaign', manual: false, rule: true }] },
    { id: 'b', name: 'crm', memberships: [{ scenario: 'default', manual: false, rule: false }] },
  ],
  runtimes: [{ id: 'r', name: 'eu', memberships: [{ scenario: 'campaign', manual: true, rule: false }] }],
  connections: [{ applicationID: 'a', runtimeID: 'r', since: 1 }],
};

test('tells the connections that stop because a rule no longer holds the object, and what a rule makes possible', () => {
  const index = indexFacts(facts);
  const of = (id: string, was: unknown, kind: 'APPLICATION' | 'RUNTIME' = 'APPLICATION') =>
    effectOfLabels(index, [rule], { kind, id }, new Map([['region', was]]));
  expect(of('a', undefined).impact.breaks).toHaveLength(1);
  expect(of('a', 'eu').impact.breaks).toEqual([]);
  expect(of('b', 'eu').impact.becomesPossible).toMatchObject([{ applicationID: 'b', runtimeID: 'r' }]);
  expect(of('b', ['eu']).impact.becomesPossible, 'a list that contains it does not match').toEqual([]);
  expect(of('r', 'eu', 'RUNTIME').impact.stopsBeingPossible, 'the rule is for applications').toEqual([]);
});

test('says which scenarios the object joins and leaves, and that by-hand membership stays', () => {
  const effect = (of: Facts, region: unknown, id = 'a') =>
    effectOfLabels(indexFacts(of), [rule], { kind: 'APPLICATION', id }, new Map([['region', region]]));
  expect(membershipsInWords('orders', effect(facts, undefined))).toBe('By rule orders leaves campaign.');
  expect(membershipsInWords('crm', effect(facts, 'eu', 'b'))).toBe('By rule crm joins campaign.');
  const byHand = {
    ...facts,
    applications: [{ id: 'a', name: 'orders', memberships: [{ scenario: 'campaign', manual: true, rule: true }] }],
  };
  const kept = effect(byHand, 'us');
  expect(membershipsInWords('orders', kept)).toBe('No rule changes the scenarios of orders.');
  expect(isWithoutEffect(kept.impact)).toBe(true);
});
