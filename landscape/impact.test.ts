import { describe, expect, it } from 'vitest';
import { explainChanges, explainPair } from './explain.ts';
import { impact, indexFacts, pairState } from './impact.ts';
import type { Change, Facts, Impact, Member, PairState } from './model.ts';
import { listPairs } from './pairs.ts';

const member = (id: string, scenarios: string[], rules: string[] = []): Member => ({
  id,
  name: id,
  memberships: [
    ...scenarios.map((scenario) => ({ scenario, manual: scenario !== 'default', rule: false })),
    ...rules.map((scenario) => ({ scenario, manual: false, rule: true })),
  ],
});
const runtime = (id: string, scenarios: string[]): Member => ({
  ...member(id, []),
  memberships: scenarios.map((scenario) => ({ scenario, manual: true, rule: false })),
});

const picture = (connections: [string, string][] = []): Facts => ({
  defaultScenario: 'default',
  connectionPolicy: 'EXCLUSIVE',
  scenarios: [{ name: 'default' }, { name: 'campaign' }, { name: 'marketing' }],
  applications: [
    member('application-1', ['campaign']),
    member('application-2', ['campaign', 'marketing']),
    member('application-3', ['marketing']),
  ],
  runtimes: [
    runtime('runtime-1', ['campaign']),
    runtime('runtime-2', ['marketing']),
    runtime('runtime-3', ['default']),
  ],
  connections: connections.map(([applicationID, runtimeID]) => ({ applicationID, runtimeID, since: 5 })),
});

const add = (objectID: string, scenario: string): Change => ({ addToScenario: { objectID, scenario } });
const remove = (objectID: string, scenario: string): Change => ({ removeFromScenario: { objectID, scenario } });
const pair = (applicationID: string, runtimeID: string) => ({ applicationID, runtimeID });
const of = (facts: Facts, ...changes: Change[]) => impact(indexFacts(facts), changes);
const names = (pairs: Impact['breaks']) => pairs.map(({ applicationID, runtimeID }) => `${applicationID} ${runtimeID}`);

describe("the seed's picture", () => {
  it('lets Applications 1 and 2 reach Runtime 1, 2 and 3 reach Runtime 2, and nothing reach Runtime 3', () => {
    const index = indexFacts(picture());
    const states = picture().runtimes.map(({ id }) =>
      picture().applications.map((app) => pairState(index, app.id, id)),
    );
    expect(states).toEqual([
      ['AVAILABLE', 'AVAILABLE', 'FORBIDDEN'],
      ['FORBIDDEN', 'AVAILABLE', 'AVAILABLE'],
      ['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN'],
    ]);
  });

  it('makes Application 3 and Runtime 1 possible when Application 3 joins campaign', () => {
    expect(of(picture(), add('application-3', 'campaign'))).toEqual({
      breaks: [],
      begins: [],
      becomesPossible: [{ ...pair('application-3', 'runtime-1'), scenarios: ['campaign'], since: null }],
      stopsBeingPossible: [],
      sideEffects: [],
      conflicts: [],
    });
  });

  it('breaks the connection that has marketing alone in common, and frees Application 2 for Runtime 1', () => {
    const result = of(picture([['application-2', 'runtime-2']]), remove('application-2', 'marketing'));
    expect(result.breaks).toEqual([{ ...pair('application-2', 'runtime-2'), scenarios: ['marketing'], since: 5 }]);
    expect(names(result.stopsBeingPossible)).toEqual(['application-2 runtime-2']);
    expect(names(result.becomesPossible)).toEqual(['application-2 runtime-1']);
  });

  it('sends an Application back to default, where Runtime 3 is, with its last explicit scenario', () => {
    const result = of(picture(), remove('application-3', 'marketing'));
    expect(result.sideEffects).toEqual([
      { kind: 'RETURNS_TO_DEFAULT', objectID: 'application-3', scenario: 'default' },
    ]);
    expect(names(result.becomesPossible)).toEqual(['application-3 runtime-3']);
  });
});

describe('impact', () => {
  it('takes an Application out of default when it joins another scenario', () => {
    const facts = { ...picture(), applications: [member('a', ['default'])] };
    const result = of(facts, add('a', 'campaign'));
    expect(result.sideEffects).toEqual([{ kind: 'LEAVES_DEFAULT', objectID: 'a', scenario: 'default' }]);
    expect(names(result.stopsBeingPossible)).toEqual(['a runtime-3']);
  });

  it('keeps a connection that another scenario still allows, whichever change comes first', () => {
    const facts = {
      ...picture([['application-1', 'runtime-1']]),
      runtimes: [runtime('runtime-1', ['campaign', 'marketing'])],
    };
    const move = [remove('application-1', 'campaign'), add('application-1', 'marketing')];
    expect(of(facts, ...move)).toMatchObject({ breaks: [], conflicts: [], sideEffects: [] });
    expect(of(facts, ...[...move].reverse())).toMatchObject({ breaks: [], conflicts: [], sideEffects: [] });
  });

  it('refuses to connect an Application that another Runtime holds, with the reason', () => {
    const result = of(picture([['application-2', 'runtime-2']]), { connect: pair('application-2', 'runtime-1') });
    expect(result.conflicts).toEqual([
      {
        kind: 'HELD_BY_OTHER_RUNTIME',
        change: 0,
        message: 'Application "application-2" is connected to Runtime "runtime-2"',
      },
    ]);
    expect(result.begins).toEqual([]);
  });

  it('replaces the connection on a switch', () => {
    const result = of(picture([['application-2', 'runtime-2']]), { switch: pair('application-2', 'runtime-1') });
    expect(names(result.breaks)).toEqual(['application-2 runtime-2']);
    expect(names(result.begins)).toEqual(['application-2 runtime-1']);
    expect(names(result.becomesPossible)).toEqual(['application-2 runtime-1']);
    expect(names(result.stopsBeingPossible)).toEqual(['application-2 runtime-2']);
  });

  it('lets a connect depend on a membership earlier in the list, not on a later one', () => {
    const joined = add('application-3', 'campaign');
    const connected = { connect: pair('application-3', 'runtime-1') };
    expect(names(of(picture(), joined, connected).begins)).toEqual(['application-3 runtime-1']);
    expect(of(picture(), connected, joined).conflicts).toMatchObject([{ kind: 'FORBIDDEN_PAIR', change: 0 }]);
  });

  it('lets an Application be connected elsewhere after a change that ended what held it', () => {
    const facts = picture([['application-2', 'runtime-2']]);
    const result = of(facts, remove('application-2', 'marketing'), { connect: pair('application-2', 'runtime-1') });
    expect(result.conflicts).toEqual([]);
    expect(names(result.begins)).toEqual(['application-2 runtime-1']);
  });

  it('never blocks under the policy SHARED', () => {
    const facts: Facts = { ...picture([['application-2', 'runtime-2']]), connectionPolicy: 'SHARED' };
    const result = of(facts, { connect: pair('application-2', 'runtime-1') });
    expect(result).toMatchObject({ breaks: [], conflicts: [], stopsBeingPossible: [] });
    expect(names(result.begins)).toEqual(['application-2 runtime-1']);
  });

  it('keeps what a rule holds and says so', () => {
    const facts = { ...picture(), applications: [member('a', ['marketing'], ['campaign'])] };
    const result = of(facts, remove('a', 'campaign'));
    expect(result.sideEffects).toEqual([{ kind: 'KEPT_BY_RULE', objectID: 'a', scenario: 'campaign' }]);
    expect(result.stopsBeingPossible).toEqual([]);
  });

  it.each<[string, Change[], Impact['conflicts'][number]['kind'], number]>([
    ['an unknown object', [add('nobody', 'campaign')], 'UNKNOWN_OBJECT', 0],
    ['a Runtime in the place of an Application', [{ connect: pair('runtime-1', 'runtime-2') }], 'UNKNOWN_OBJECT', 0],
    ['an unknown scenario', [add('application-1', 'nowhere')], 'UNKNOWN_SCENARIO', 0],
    ['a pair without a common scenario', [{ connect: pair('application-1', 'runtime-2') }], 'FORBIDDEN_PAIR', 0],
    ['a disconnect of what is not connected', [{ disconnect: pair('application-1', 'runtime-1') }], 'NOT_CONNECTED', 0],
    [
      'adding and removing',
      [add('application-1', 'marketing'), remove('application-1', 'marketing')],
      'CONTRADICTION',
      0,
    ],
    [
      'connecting one Application twice',
      [{ connect: pair('application-2', 'runtime-1') }, { connect: pair('application-2', 'runtime-2') }],
      'CONTRADICTION',
      1,
    ],
    [
      'connecting a pair and parting it',
      [{ connect: pair('application-1', 'runtime-1') }, remove('runtime-1', 'campaign')],
      'CONTRADICTION',
      0,
    ],
    ['adding an Application to default by hand', [add('application-1', 'default')], 'DEFAULT_SCENARIO', 0],
  ])('finds the conflict of %s', (_what, changes, kind, change) => {
    expect(of(picture(), ...changes).conflicts).toMatchObject([{ kind, change }]);
  });

  it('accepts leaving default as part of a move', () => {
    const facts = { ...picture(), applications: [member('a', ['default'])] };
    expect(of(facts, remove('a', 'default'), add('a', 'campaign')).conflicts).toEqual([]);
    expect(of(facts, remove('a', 'default')).conflicts).toMatchObject([{ kind: 'DEFAULT_SCENARIO' }]);
  });
});

describe('explanations', () => {
  it('say in words what a pair may do and why', () => {
    const index = indexFacts(picture([['application-2', 'runtime-2']]));
    const say = (application: string, runtime: string) => explainPair(index, application, runtime)?.explanation;
    expect(say('application-2', 'runtime-2')).toBe('application-2 can call runtime-2 because both are in marketing.');
    const times = { since: (at: number) => `moment ${at}`, lastSync: '40 s ago' };
    const since = index.holders.get('application-2')?.get('runtime-2');
    expect(explainPair(index, 'application-2', 'runtime-2', times)?.explanation).toBe(
      `application-2 can call runtime-2 because both are in marketing; connected since moment ${since}; last sync 40 s ago.`,
    );
    expect(say('application-2', 'runtime-1')).toMatch(
      /^runtime-1 cannot use application-2, because application-2 is connected to runtime-2\. /,
    );
    expect(say('application-2', 'runtime-3')).toBe(
      'application-2 is in campaign, marketing; runtime-3 is in default; they share no scenario.',
    );
    expect(say('application-1', 'runtime-1')).toMatch(
      /^application-1 and runtime-1 can connect because both are in campaign\./,
    );
    expect(explainPair(index, 'runtime-1', 'runtime-2')).toBeNull();
  });

  it('say what a list of changes does', () => {
    const index = indexFacts(picture([['application-2', 'runtime-2']]));
    expect(explainChanges(index, [remove('application-2', 'marketing')])).toBe(
      'Removes application-2 from marketing. 1 connection stops.',
    );
    expect(explainChanges(index, [add('application-3', 'campaign'), add('runtime-3', 'campaign')])).toBe(
      'Adds application-3 and runtime-3 to campaign.',
    );
  });
});

describe('listed pairs', () => {
  const index = indexFacts(picture([['application-2', 'runtime-2']]));
  const list = (states: PairState[] | null, offset = 0, limit = 100, runtimeID: string | null = null) => {
    const { pairs, total } = listPairs(index, { applicationID: null, runtimeID, states }, { offset, limit });
    return [total, ...pairs.map(({ application, runtime: of, state }) => `${application.id} ${of.id} ${state}`)];
  };
  const all = [
    'application-1 runtime-1 AVAILABLE',
    'application-2 runtime-1 BLOCKED',
    'application-2 runtime-2 CONNECTED',
    'application-3 runtime-2 AVAILABLE',
  ];

  it('are those that share a scenario, each once, in the order of their names', () => {
    expect(list(null)).toEqual([4, ...all]);
    expect(list(['AVAILABLE'])).toEqual([2, all[0], all[3]]);
    expect(list(['FORBIDDEN'])).toEqual([0]);
    expect(list(null, 0, 100, 'runtime-1')).toEqual([2, all[0], all[1]]);
  });

  it('come in pages with the true total', () => {
    expect(list(null, 1, 2)).toEqual([4, all[1], all[2]]);
    expect(list(null, 3, 2)).toEqual([4, all[3]]);
    expect(list(null, 4, 2)).toEqual([4]);
  });
});
