import { describe, expect, it } from 'vitest';
import {
  actionInWords,
  differencesOf,
  doneInWords,
  effectsOf,
  entryAlone,
  entryInWords,
  sentenceOf,
} from './activityWords.ts';

describe('activity in words', () => {
  it('says what happened, also for an action it has no words for', () => {
    expect(actionInWords('application.registered')).toBe('Registered application');
    expect(actionInWords('webhookDelivery.replayed')).toBe('Webhook delivery replayed');
  });

  it('tells a change by name where the entry does, alone and after who did it', () => {
    const changed = { action: 'landscape.changed', summary: 'added orders to campaign' };
    expect(entryInWords(changed)).toBe('Added orders to campaign');
    expect(doneInWords(changed)).toBe('added orders to campaign');
    const without = { action: 'apiToken.created', summary: null };
    expect(entryInWords(without)).toBe('Created API token');
    expect(doneInWords(without)).toBe('created API token');
  });

  it.each([
    ['application.registered', 'USER', 'Mara registered application orders'],
    ['oneTimeToken.issued', 'USER', 'Mara generated one-time token for orders'],
    ['certificate.expired', 'SYSTEM', 'orders certificate expired'],
    ['landscape.exampleLoaded', 'USER', 'Mara loaded the example landscape'],
  ] as const)('writes %s, done by a %s, as a sentence', (action, type, sentence) => {
    const actor = { type, name: 'Mara', id: 'mara' };
    const objects = [{ kind: 'APPLICATION', id: 'a', name: 'orders' }];
    const { subject, rest } = sentenceOf({ action, summary: null, actor, objects }, 'orders');
    expect(`${subject} ${rest}`).toBe(sentence);
  });

  it('counts what the impact says and names the first pairs', () => {
    const pair = (application: string) => ({ application: { name: application }, runtime: { name: 'eu' } });
    const impact = {
      breaks: { total: 1, pairs: [pair('orders')] },
      becomesPossible: { total: 5, pairs: [pair('a'), pair('b'), pair('c'), pair('d')] },
      begins: { total: 0, pairs: [] },
    };
    expect(effectsOf(impact)).toEqual([
      { text: '1 connection stopped', family: 'failed', detail: 'orders → eu' },
      { text: '5 pairs became possible', family: 'idle', detail: 'a → eu, b → eu, c → eu, 2 more' },
    ]);
    expect(effectsOf(null)).toEqual([]);
  });

  it('calls the parts of the landscape by name', () => {
    const [application, runtime] = ['1d0c9ebb-7c41-4fe9-84eb-45f1858f1cc4', '92ce354a-6d92-4b1d-8c52-a0d7ec291821'];
    const names = new Map([
      [application, 'orders'],
      [runtime, 'eu'],
    ]);
    const state = (scenario: string, connections: unknown[]) => ({
      memberships: [{ objectID: application, memberships: [{ scenario, manual: true, rule: false }] }],
      connections,
    });
    const held = [{ applicationID: application, runtimeID: runtime, since: 1 }];
    expect(differencesOf(state('campaign', held), state('default', []), names)).toEqual([
      { key: 'orders', before: 'campaign', after: 'default' },
      { key: 'connections', before: 'orders → eu', after: 'none' },
    ]);
  });

  it('writes a rule in words', () => {
    const rule = { scenarioName: 'campaign', selector: { key: 'region', value: 'eu' }, kind: 'RUNTIME' };
    expect(differencesOf(null, { assignments: [rule] })).toEqual([
      { key: 'assignments', before: null, after: 'campaign: region = "eu" for runtimes' },
    ]);
  });

  it('writes what went with a scenario or a label definition by name', () => {
    const names = new Map([['1d0c9ebb-7c41-4fe9-84eb-45f1858f1cc4', 'orders']]);
    const [objectID] = names.keys();
    const members = [
      { objectID, manual: true, rule: false },
      { objectID: 'eu', manual: false, rule: true },
    ];
    const rules = [{ kind: 'RUNTIME', selector: { key: 'region', value: 'eu' } }];
    const labels = [{ kind: 'APPLICATION', objectId: objectID, value: 'gold' }];
    expect(differencesOf({ members, rules, labels }, null, names)).toEqual([
      { key: 'members', before: 'orders, eu by rule', after: null },
      { key: 'rules', before: 'region = "eu" for runtimes', after: null },
      { key: 'labels', before: 'orders "gold"', after: null },
    ]);
  });

  it('tells the first of a long list, and a difference further on', () => {
    const long = Array.from({ length: 60 }, (_, index) => `m${index}`);
    const [difference] = differencesOf({ members: long }, { members: [...long, 'last'] });
    expect(difference?.before).toMatch(/^m0, .*m49, 10 more$/);
    expect(difference?.after).toMatch(/m49, 11 more$/);
  });

  it('writes moments as moments', () => {
    const [difference] = differencesOf(null, { notAfter: Date.parse('2026-11-12T09:30:00Z') });
    expect(difference?.after).toMatch(/^12 Nov 2026, 09:30/);
    expect(differencesOf(null, { notAfter: 3 })).toEqual([{ key: 'notAfter', before: null, after: '3' }]);
  });

  it('shows only what differs, and what is new or gone', () => {
    expect(differencesOf({ a: 1, b: ['x'] }, { a: 1, b: ['x', 'y'], c: 'new' })).toEqual([
      { key: 'b', before: 'x', after: 'x, y' },
      { key: 'c', before: null, after: 'new' },
    ]);
    expect(differencesOf(null, { name: 'orders' })).toEqual([{ key: 'name', before: null, after: 'orders' }]);
    expect(differencesOf(null, null)).toEqual([]);
  });

  it('of a label its key is told, and nothing waits for an object that does not follow', () => {
    const set = { action: 'label.set', before: null, after: { scenarios: ['campaign'], region: 'eu' } };
    expect(entryInWords(set)).toBe('Set label region');
    expect(entryInWords({ action: 'label.deleted', before: { tier: 1 }, after: null })).toBe('Removed label tier');
    expect(entryInWords({ action: 'label.set', after: { scenarios: [] } })).toBe('Set label scenarios');
    expect(entryAlone({ action: 'person.roleChanged' })).toBe('Changed the role');
    expect(entryAlone({ action: 'person.invited' })).toBe('Gave a role in this tenant');
  });
});
