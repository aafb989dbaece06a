import { expect, test } from 'vitest';
import { defaultThresholds } from '../../landscape/certificateState.ts';
import { applyFeed } from './applyFeed.ts';
import { indexOf } from './landscapeIndex.ts';
import type { LiveApplication, LiveChange, LiveLandscape, LiveRuntime } from './liveLandscape.ts';

const membership = (scenario: string) => ({ scenario, manual: true, rule: false });
const application = (id: string, ...scenarios: string[]): LiveApplication => ({
  id,
  name: id,
  providerName: null,
  description: null,
  updatedAt: 0,
  memberships: scenarios.map(membership),
});
const runtime = (id: string, ...scenarios: string[]): LiveRuntime => ({
  id,
  name: id,
  description: null,
  updatedAt: 0,
  memberships: scenarios.map(membership),
  state: 'NOT_CONNECTED',
  lastContactAt: null,
  lastFetchAt: null,
  certificate: null,
  tokenExpiresAt: null,
  unenforcedRemovals: 0,
});
const connection = (applicationID: string, runtimeID: string) => ({
  applicationID,
  runtimeID,
  since: 1,
  pending: false,
});

const landscape: LiveLandscape = {
  version: 7,
  sequence: 10,
  at: 0,
  defaultScenario: 'default',
  connectionPolicy: 'EXCLUSIVE',
  certificateThresholds: defaultThresholds,
  scenarios: [
    { id: 's1', name: 'campaign', createdAt: 0 },
    { id: 's2', name: 'marketing', createdAt: 0 },
  ],
  applications: [application('a1', 'campaign'), application('a2', 'campaign', 'marketing')],
  runtimes: [runtime('r1', 'campaign'), runtime('r2', 'marketing')],
  connections: [connection('a1', 'r1'), connection('a2', 'r2')],
};

const step = (sequence: number, change: Partial<LiveChange> = {}): LiveChange => ({
  sequence,
  fromSequence: sequence,
  version: sequence,
  at: sequence,
  reset: false,
  scenarios: [],
  applications: [],
  runtimes: [],
  connections: [],
  removed: [],
  ...change,
});

function applied(...changes: LiveChange[]): LiveLandscape {
  const result = applyFeed(landscape, changes);
  if (result.kind !== 'applied') throw new Error('the feed asked for the whole landscape');
  return result.landscape;
}

test('what is touched is replaced, what is new is added, the rest keeps its identity', () => {
  const after = applied(
    step(11, { applications: [application('a1', 'marketing'), application('a3', 'default')], connections: [] }),
  );
  expect(after.applications.map(({ id }) => id)).toEqual(['a1', 'a2', 'a3']);
  expect(after.applications[0]?.memberships).toEqual([membership('marketing')]);
  expect(after.applications[1]).toBe(landscape.applications[1]);
  expect(after.runtimes).toBe(landscape.runtimes);
  expect([after.sequence, after.version, after.at]).toEqual([11, 11, 11]);
});

test('all connections of a touched object are replaced by those given', () => {
  const after = applied(step(11, { applications: [application('a1', 'marketing')], connections: [] }));
  expect(after.connections).toEqual([connection('a2', 'r2')]);
  const switched = applied(
    step(11, { applications: [application('a1', 'marketing')], connections: [connection('a1', 'r2')] }),
  );
  expect(switched.connections).toEqual([connection('a2', 'r2'), connection('a1', 'r2')]);
});

test('what is removed is gone together with its connections', () => {
  const after = applied(step(11, { removed: ['r2', 's2'] }));
  expect(after.runtimes.map(({ id }) => id)).toEqual(['r1']);
  expect(after.scenarios.map(({ name }) => name)).toEqual(['campaign']);
  expect(after.connections).toEqual([connection('a1', 'r1')]);
});

test('steps that are contained already are skipped', () => {
  expect(applied(step(9, { removed: ['a1'] }), step(10, { removed: ['a2'] }))).toBe(landscape);
});

test('a joined step applies if it begins where the landscape ends, else it asks for the whole', () => {
  expect(applied(step(15, { fromSequence: 11, removed: ['a1'] })).sequence).toBe(15);
  expect(applied(step(15, { fromSequence: 8, removed: ['a1'] })).sequence).toBe(15);
  expect(applyFeed(landscape, [step(15, { fromSequence: 12 })])).toEqual({ kind: 'refetch' });
});

test('a step without a number of its own applies to the landscape as it is', () => {
  const after = applied(step(10, { fromSequence: 11, removed: ['a2'] }));
  expect([after.sequence, after.applications.length]).toEqual([10, 1]);
});

test('consecutive steps apply in order', () => {
  const after = applied(
    step(11, { applications: [application('a3', 'campaign')] }),
    step(12, { removed: ['a3'] }),
    step(13, { scenarios: [{ id: 's1', name: 'summer', createdAt: 0 }] }),
  );
  expect(after.applications).toHaveLength(2);
  expect(after.scenarios[0]?.name).toBe('summer');
});

test('a gap in the numbers asks for the whole landscape', () => {
  expect(applyFeed(landscape, [step(11), step(13)])).toEqual({ kind: 'refetch' });
});

test('a reset asks for the whole landscape, whatever its number', () => {
  expect(applyFeed(landscape, [step(3, { reset: true })])).toEqual({ kind: 'refetch' });
});

test('the index counts a connection in every scenario both sides share, and only there', () => {
  const { members, connectionsByApplication } = indexOf(landscape);
  expect(members.get('campaign')?.connections).toEqual([connection('a1', 'r1')]);
  expect(members.get('marketing')?.connections).toEqual([connection('a2', 'r2')]);
  expect(members.get('campaign')?.applications.map(({ id }) => id)).toEqual(['a1', 'a2']);
  expect(connectionsByApplication.get('a2')).toEqual([connection('a2', 'r2')]);
  expect(indexOf(landscape)).toBe(indexOf(landscape));
});
