import { describe, expect, test } from 'vitest';
import { defaultThresholds } from '../../landscape/certificateState.ts';
import { impact, indexFacts } from '../../landscape/impact.ts';
import type { LiveApplication, LiveLandscape, LiveRuntime } from '../live/liveLandscape.ts';
import { compare, differences } from './comparison.ts';
import { memberCounts } from './memberCounts.ts';
import { compareScenarios } from './scenarios.ts';
import { readTimeSearch } from './timeSearch.ts';
import { towards } from './towards.ts';
import { withGhosts } from './union.ts';

const membership = (scenario: string) => ({ scenario, manual: true, rule: false });
const application = (id: string, ...scenarios: string[]): LiveApplication => ({
  ...{ id, name: id, providerName: null, description: null, updatedAt: 0 },
  memberships: scenarios.map(membership),
});
const runtime = (id: string, ...scenarios: string[]): LiveRuntime => ({
  ...{ id, name: id, description: null, updatedAt: 0, state: 'CONNECTED', lastContactAt: null, lastFetchAt: null },
  ...{ certificate: null, tokenExpiresAt: null, unenforcedRemovals: 0 },
  memberships: scenarios.map(membership),
});
const connection = (applicationID: string, runtimeID: string, since = 1) => ({
  ...{ applicationID, runtimeID, since, pending: false },
});

const a: LiveLandscape = {
  ...{ version: 1, sequence: 1, at: 0, defaultScenario: 'default', connectionPolicy: 'EXCLUSIVE' },
  certificateThresholds: defaultThresholds,
  scenarios: ['campaign', 'marketing'].map((name) => ({ id: `s-${name}`, name, createdAt: 0 })),
  applications: [application('orders', 'campaign'), application('crm', 'campaign', 'marketing')],
  runtimes: [runtime('eu', 'campaign'), runtime('us', 'marketing')],
  connections: [connection('crm', 'us')],
};

describe('comparing two landscapes', () => {
  test('finds nothing between a landscape and itself', () => {
    expect(differences(compare(a, a))).toBe(0);
  });

  test('says how many members a scenario had and has, if that differs', () => {
    const b: LiveLandscape = {
      ...a,
      applications: [application('orders', 'campaign'), application('crm', 'campaign'), application('sap', 'campaign')],
      runtimes: [runtime('eu', 'campaign', 'marketing'), runtime('us', 'marketing')],
    };
    expect([...memberCounts(a, b)]).toEqual([
      ['s-campaign', '2 → 3 applications · 1 runtime'],
      ['s-marketing', '1 → 0 applications · 1 → 2 runtimes'],
    ]);
    expect(memberCounts(a, a).size).toBe(0);
  });

  test('tells what came, what went and what is different', () => {
    const b: LiveLandscape = {
      ...a,
      applications: [application('orders', 'marketing'), application('sap', 'campaign')],
      runtimes: [
        runtime('eu', 'campaign'),
        { ...runtime('us', 'marketing'), name: 'us-east', state: 'REVOKED' },
        runtime('asia'),
      ],
      connections: [connection('orders', 'us', 7)],
    };
    const found = compare(a, b);
    expect(found.added.map(({ title }) => title)).toEqual(['asia', 'sap', 'orders in marketing']);
    expect(found.removed.map(({ title }) => title)).toEqual(['crm', 'orders in campaign']);
    expect(found.changed.map(({ title, detail }) => `${title}: ${detail}`)).toEqual([
      'orders: not connected, now on us-east',
      'us-east: was called us; connected, now revoked',
    ]);
    expect([...found.joins]).toEqual(['orders@s-marketing', 'sap@s-campaign']);
    expect([...found.leaves]).toEqual(['orders@s-campaign', 'crm@s-campaign', 'crm@s-marketing']);
    expect(found.begun).toEqual([connection('orders', 'us', 7)]);
    expect(found.ended).toEqual([connection('crm', 'us')]);

    const both = withGhosts(a, b, found);
    expect(both.applications.map(({ id, memberships }) => [id, memberships.length])).toEqual([
      ['orders', 1],
      ['crm', 2],
      ['sap', 0],
    ]);
    const states = both.runtimes.map(({ id, state }) => [id, state]);
    expect(states, 'what was not there was not connected').toContainEqual(['asia', 'NOT_CONNECTED']);
  });

  test('does not call a runtime different for being silent, which the past cannot know', () => {
    const silent: LiveLandscape = { ...a, runtimes: a.runtimes.map((each) => ({ ...each, state: 'STALE' })) };
    expect(differences(compare(a, silent))).toBe(0);
  });

  test('of two scenarios tells the members of only one of them', () => {
    const { comparison: found, drawn } = compareScenarios(a, ['campaign', 'marketing']);
    expect(found.removed.map(({ title }) => title)).toEqual(['eu', 'orders']);
    expect(found.added.map(({ title }) => title)).toEqual(['us']);
    expect(found.changed.map(({ title, detail }) => `${title}: ${detail}`)).toEqual([
      'crm: not connected in campaign, on us in marketing',
    ]);
    expect(found.begun).toEqual([connection('crm', 'us')]);
    expect(drawn.scenarios.map(({ name }) => name)).toEqual(['campaign', 'marketing']);
    expect([...drawn.applications, ...drawn.runtimes].map(({ id }) => id)).toEqual(['orders', 'crm', 'eu', 'us']);
    expect(drawn.connections, 'what only B has is drawn by the comparison').toEqual([]);
  });
});

test('changes lead from now to what was then, as far as both know the objects', () => {
  const now: LiveLandscape = {
    ...a,
    applications: [application('orders', 'marketing'), application('crm', 'campaign'), application('new', 'campaign')],
    connections: [connection('orders', 'us'), connection('crm', 'eu')],
  };
  const changes = towards(now, a);
  const index = indexFacts(now);
  expect(impact(index, changes).conflicts).toEqual([]);
  expect(changes).toEqual([
    { addToScenario: { objectID: 'orders', scenario: 'campaign' } },
    { addToScenario: { objectID: 'crm', scenario: 'marketing' } },
    { removeFromScenario: { objectID: 'orders', scenario: 'marketing' } },
    { disconnect: { applicationID: 'orders', runtimeID: 'us' } },
    { switch: { applicationID: 'crm', runtimeID: 'us' } },
  ]);
  expect(towards(a, a)).toEqual([]);
});

test('the address says which moment, and what it is compared with', () => {
  const at = Date.parse('2026-11-12T09:30:00Z');
  expect(readTimeSearch({})).toEqual({ moment: null, comparedWith: { kind: 'nothing' }, choosing: null });
  expect(readTimeSearch({ at: '2026-11-12T09:30:00Z', entry: 7 })).toEqual({
    moment: { at, entry: 7 },
    comparedWith: { kind: 'now' },
    choosing: null,
  });
  const two = readTimeSearch({ at: '2026-11-12T09:30:00Z', with: '2026-11-12T09:30:01Z' });
  expect(two.comparedWith).toEqual({ kind: 'moment', moment: { at: at + 1000, entry: null } });
  expect(readTimeSearch({ at: 'soon', scenarios: ['a', 'b'], compare: 'scenarios' })).toEqual({
    moment: null,
    comparedWith: { kind: 'scenarios', names: ['a', 'b'] },
    choosing: 'scenarios',
  });
});
