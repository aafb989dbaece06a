import { expect, test } from 'vitest';
import { ruleOffer } from './rules.ts';
import { changedInWords, labelsBack, labelsOf, restoring, restoringInWords } from './values.ts';

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
test('the labels that rules look at, the integration system among them', () => {
  const back = (field: string, was: unknown) => ({ field, now: 'x', was });
  expect(
    labelsOf([back('label region', undefined), back('description', 'old'), back('integrationSystemID', null)]),
  ).toEqual(
    new Map([
      ['region', undefined],
      ['integrationSystemID', ''],
    ]),
  );
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
