import { describe, expect, it } from 'vitest';
import { changesInWords, type TellingEntry } from './changesInWords.ts';

const objects = [
  ...['orders', 'crm', 'shop'].map((name) => ({ kind: 'APPLICATION', id: name, name })),
  ...['eu', 'us'].map((name) => ({ kind: 'RUNTIME', id: name, name })),
];
const manual = (...scenarios: string[]) => scenarios.map((scenario) => ({ scenario, manual: true, rule: false }));
const byItself = [{ scenario: 'default', manual: false, rule: false }];

interface Side {
  members?: Record<string, object[]>;
  pairs?: string[];
}
const side = ({ members = {}, pairs = [] }: Side) => ({
  memberships: Object.entries(members).map(([objectID, memberships]) => ({ objectID, memberships })),
  connections: pairs.map((pair) => {
    const [applicationID, runtimeID] = pair.split('>');
    return { applicationID, runtimeID };
  }),
});
const told = (before: Side, after: Side, more: Partial<TellingEntry> = {}) =>
  changesInWords({ action: 'landscape.changed', objects, before: side(before), after: side(after), ...more });

describe('memberships', () => {
  it('name one object and count more by what they are', () => {
    expect(told({ members: { eu: [] } }, { members: { eu: manual('campaign') } })).toBe('added eu to campaign');
    const three = (list: object[]) => ({ members: { orders: list, crm: list, shop: list } });
    expect(told(three([]), three(manual('campaign')))).toBe('added 3 applications to campaign');
    const both = (list: object[]) => ({ members: { orders: list, eu: list } });
    expect(told(both(manual('campaign')), both([]))).toBe('removed 2 members from campaign');
  });

  it('list scenarios together, and keep quiet of the default scenario', () => {
    const after = { members: { orders: manual('campaign', 'marketing') } };
    expect(told({ members: { orders: byItself } }, after)).toBe('added orders to campaign and marketing');
    expect(told(after, { members: { orders: byItself } })).toBe('removed orders from campaign and marketing');
  });

  it('call objects that are not named members', () => {
    const ids = Object.fromEntries(['orders', 'x', 'y'].map((id) => [id, manual('campaign')]));
    expect(told({}, { members: ids })).toBe('added 3 members to campaign');
  });
});

describe('connections', () => {
  it('begin, end and are switched', () => {
    expect(told({}, { pairs: ['orders>eu'] })).toBe('connected orders to eu');
    expect(told({}, { pairs: ['orders>eu', 'crm>eu'] })).toBe('connected 2 applications to eu');
    expect(told({ pairs: ['orders>eu'] }, {})).toBe('disconnected orders from eu');
    expect(told({ pairs: ['orders>eu'] }, { pairs: ['orders>us'] })).toBe('switched orders from eu to us');
    expect(told({ pairs: ['orders>eu', 'crm>eu'] }, { pairs: ['orders>us', 'crm>us'] })).toBe(
      'switched 2 applications to us',
    );
  });

  it('that ended with the last common scenario were not disconnected by anybody', () => {
    const impact = {
      stopsBeingPossible: { total: 1, pairs: [{ application: { id: 'orders' }, runtime: { id: 'eu' } }] },
    };
    const before = { members: { orders: manual('campaign') }, pairs: ['orders>eu', 'crm>us'] };
    expect(told(before, { members: { orders: byItself } }, { impact })).toBe(
      'removed orders from campaign, disconnected crm from us',
    );
  });

  it('that a runtime claims begin with its fetch', () => {
    const action = 'connection.claimed';
    expect(told({}, { pairs: ['orders>eu', 'crm>eu'] }, { action })).toBe(
      'connected to 2 applications by fetching its configuration',
    );
  });
});

it('of much the first two are said, the rest is counted', () => {
  const before = { members: { orders: [], crm: manual('campaign') }, pairs: ['shop>eu'] };
  const after = { members: { orders: manual('marketing'), crm: [] }, pairs: ['orders>us'] };
  expect(told(before, after)).toBe('added orders to marketing, removed crm from campaign, +2');
});

describe('scenarios', () => {
  const scenario = { kind: 'SCENARIO', id: 's', name: 'campaign' };
  const entry = (action: string, before: unknown, after: unknown) =>
    changesInWords({ action, objects: [scenario, ...objects], before, after });

  it('are created, renamed and deleted', () => {
    expect(entry('scenario.created', null, { name: 'campaign' })).toBe('created scenario campaign');
    expect(entry('scenario.renamed', { name: 'campaign' }, { name: 'spring' })).toBe(
      'renamed scenario campaign to spring',
    );
    expect(entry('scenario.deleted', { members: [{}, {}] }, null)).toBe(
      'deleted scenario campaign, which had 2 members',
    );
    expect(entry('scenario.deleted', { members: [] }, null)).toBe('deleted scenario campaign');
  });
});

it('a change that found everything as it should be changed nothing', () => {
  expect(told({}, {})).toBe('changed nothing, it was so already');
  const byRule = [{ scenario: 'campaign', manual: false, rule: true }];
  const both = [{ scenario: 'campaign', manual: true, rule: true }];
  expect(told({ members: { orders: both } }, { members: { orders: byRule } }), 'a rule keeps it').toBeNull();
});

it('an entry that tells of more than the landscape is named by its action', () => {
  const ruled = { env: 'prod', ...side({ members: { orders: manual('campaign') } }) };
  expect(changesInWords({ action: 'label.set', objects, before: { env: null }, after: ruled })).toBeNull();
  expect(changesInWords({ action: 'signIn.failed', objects: [], before: null, after: { reason: 'no' } })).toBeNull();
  expect(changesInWords({ action: 'odd', objects: [], before: 'x', after: [1] })).toBeNull();
});
