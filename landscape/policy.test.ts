import { expect, test } from 'vitest';
import type { Facts } from './model.ts';
import { policyImpact } from './policy.ts';

const member = (id: string, ...scenarios: string[]) => ({
  id,
  name: id,
  memberships: scenarios.map((scenario) => ({ scenario, manual: true, rule: false })),
});
const landscape = (connectionPolicy: Facts['connectionPolicy'], ...pairs: [string, string][]): Facts => ({
  defaultScenario: 'default',
  connectionPolicy,
  scenarios: [{ name: 'campaign' }, { name: 'marketing' }],
  applications: [member('a', 'campaign'), member('b', 'campaign', 'marketing')],
  runtimes: [member('x', 'campaign'), member('y', 'campaign'), member('z', 'marketing')],
  connections: pairs.map(([applicationID, runtimeID]) => ({ applicationID, runtimeID, since: 1 })),
});

test('sharing makes possible what other Runtimes block, and ends nothing', () => {
  expect(policyImpact(landscape('EXCLUSIVE', ['a', 'x'], ['b', 'x']), 'SHARED')).toEqual({
    from: 'EXCLUSIVE',
    to: 'SHARED',
    connections: 2,
    // a to y, b to y and z.
    becomePossible: 3,
    stopBeingPossible: 0,
    conflicts: [],
  });
});

test('going back is in conflict with every Application that has several Runtimes', () => {
  const impact = policyImpact(landscape('SHARED', ['b', 'y'], ['b', 'x'], ['a', 'y']), 'EXCLUSIVE');
  expect(impact.conflicts).toEqual([{ applicationID: 'b', runtimeIDs: ['x', 'y'] }]);
});

test('going back with one connection each takes the other pairs away', () => {
  const impact = policyImpact(landscape('SHARED', ['a', 'x'], ['b', 'z']), 'EXCLUSIVE');
  expect(impact).toMatchObject({ conflicts: [], becomePossible: 0, stopBeingPossible: 3, connections: 2 });
});

test('the same policy changes nothing', () => {
  const impact = policyImpact(landscape('EXCLUSIVE', ['a', 'x']), 'EXCLUSIVE');
  expect(impact).toMatchObject({ conflicts: [], becomePossible: 0, stopBeingPossible: 0 });
});
