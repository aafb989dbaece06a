import { describe, expect, test } from 'vitest';
import { indexFacts } from '../../landscape/impact.ts';
import { changesOf, leavable, targetsOf, titleOf } from './carry.ts';

const member = (id: string, scenarios: Record<string, 'manual' | 'rule' | 'itself'>) => ({
  id,
  name: id,
  memberships: Object.entries(scenarios).map(([scenario, origin]) => ({
    scenario,
    manual: origin === 'manual',
    rule: origin === 'rule',
  })),
});

const index = indexFacts({
  defaultScenario: 'default',
  connectionPolicy: 'EXCLUSIVE',
  scenarios: [{ name: 'campaign' }, { name: 'marketing' }, { name: 'default' }],
  applications: [member('orders', { campaign: 'manual', marketing: 'rule' }), member('feed', { default: 'itself' })],
  runtimes: [member('r1', { campaign: 'manual' }), member('r2', { marketing: 'manual' }), member('r3', {})],
  connections: [{ applicationID: 'orders', runtimeID: 'r1', since: 1 }],
});

describe('a card in hand', () => {
  test('joins only for those that are not members yet', () => {
    const carried = { what: 'cards', ids: ['orders', 'feed'] } as const;
    expect(changesOf(index, carried, { kind: 'join', scenario: 'campaign' })).toEqual([
      { addToScenario: { objectID: 'feed', scenario: 'campaign' } },
    ]);
    expect(titleOf(index, carried, { kind: 'join', scenario: 'campaign' })).toBe('Added 2 applications to campaign');
  });

  test('leaves only where somebody put it, neither a rule nor by itself', () => {
    expect(leavable(index, ['orders'])).toEqual(['campaign']);
    expect(leavable(index, ['feed'])).toEqual([]);
    const carried = { what: 'cards', ids: ['orders'] } as const;
    expect(changesOf(index, carried, { kind: 'leave', scenario: 'marketing' })).toEqual([]);
  });

  test('can be stepped through every target that is possible and changes something', () => {
    const targets = targetsOf(index, { what: 'cards', ids: ['orders'] }, ['campaign', 'default', 'marketing']);
    expect(targets).toEqual([{ kind: 'leave', scenario: 'campaign' }]);
  });
});

describe('the end of a connection in hand', () => {
  test('goes to Runtimes in a common scenario only', () => {
    const end = { what: 'end', applicationID: 'orders', runtimeID: 'r1' } as const;
    expect(targetsOf(index, end, [])).toEqual([{ kind: 'runtime', runtimeID: 'r2' }]);
    expect(changesOf(index, end, { kind: 'runtime', runtimeID: 'r2' })).toEqual([
      { switch: { applicationID: 'orders', runtimeID: 'r2' } },
    ]);
    expect(changesOf(index, end, { kind: 'runtime', runtimeID: 'r1' })).toEqual([]);
  });
});
