import { expect, test } from 'vitest';
import { indexFacts } from '../../../landscape/impact.ts';
import type { Facts } from '../../../landscape/model.ts';
import { ruleOffer } from './rules.ts';
import { changedInWords, effectOfLabels, labelsBack, restoring, restoringInWords } from './values.ts';

const revert = {
  before: { description: 'old', providerName: null, 'label region': undefined },
  after: { description: 'new', providerName: 'SAP', 'label region': 'eu' },
};

test('sets back what is as the entry left it, and leaves what somebody changed since', () => {
  const restored = restoring(revert, { description: 'mine', providerName: 'SAP', 'label region': 'eu' });
  expect(restoringInWords(restored)).toBe('Empties provider. Removes label region.');
  expect(changedInWords(restored)).toBe('description is “mine” by now');
});

test('what is as it was before needs nothing', () => {
  expect(restoring(revert, { description: 'old', providerName: null })).toEqual({ back: [], changedSince: [] });
});

test('an update carries every label, with what is set back and without what goes', () => {
  const { back } = restoring(
    { before: { 'label zone': 1, 'label team': undefined }, after: { 'label zone': 2, 'label team': 'a' } },
    { 'label zone': 2, 'label team': 'a' },
  );
  expect(labelsBack({ zone: 2, team: 'a', other: true }, back)).toEqual({ zone: 1, other: true });
});

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
    effectOfLabels(index, [rule], { kind, id }, [{ field: 'label region', now: 'x', was }]);
  expect(of('a', undefined).breaks).toHaveLength(1);
  expect(of('a', 'eu').breaks).toEqual([]);
  expect(of('b', 'eu').becomesPossible).toMatchObject([{ applicationID: 'b', runtimeID: 'r' }]);
  expect(of('b', ['eu']).becomesPossible, 'a list that contains it does not match').toEqual([]);
  expect(of('r', 'eu', 'RUNTIME').stopsBeingPossible, 'the rule is for applications').toEqual([]);
});

test('a rule is deleted where it stands, and added where no other is in its place', () => {
  const asked = { selector: { key: 'region', value: 'eu' }, matches: ['APPLICATION', 'RUNTIME'] as const };
  const offer = (made: boolean, rules: Parameters<typeof ruleOffer>[2]) =>
    ruleOffer({ made, selector: asked.selector, matches: [...asked.matches] }, 'campaign', rules);
  const standing = { ...rule, matches: ['APPLICATION' as const] };
  const other = { ...standing, selector: { key: 'team', value: 'x' } };
  expect(offer(true, [standing])).toEqual({ matches: ['APPLICATION'] });
  expect(offer(true, [other])).toEqual({ why: 'The rule is gone already.' });
  expect(offer(false, [{ ...standing, scenario: 'marketing' }])).toEqual({ matches: ['APPLICATION', 'RUNTIME'] });
  expect(offer(false, [standing])).toEqual({ matches: ['RUNTIME'] });
  expect(offer(false, [{ ...rule, matches: ['APPLICATION', 'RUNTIME'] }])).toEqual({
    why: 'The rule is there again already.',
  });
  expect(offer(false, [{ ...other, matches: ['APPLICATION', 'RUNTIME'] }])).toMatchObject({
    why: expect.stringContaining('another rule'),
  });
});
