import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Changed, ConnectionFacts, LandscapeDelta, MembershipDelta, Origin } from './delta.ts';
import { type LandscapeState, pairKey, redo, undo } from './past.ts';

const id = fc.constantFrom('a', 'b', 'c');
const text = fc.constantFrom('x', 'y');
const byId = <Facts>(facts: fc.Arbitrary<Facts>) =>
  fc.dictionary(id, facts, { noNullPrototype: true }).map((own) => new Map(Object.entries(own)));
const connection: fc.Arbitrary<ConnectionFacts> = fc.record({
  applicationId: id,
  runtimeId: id,
  since: fc.nat(3),
  startedBy: fc.constantFrom('RUNTIME', 'ADMINISTRATOR'),
});
const origins = fc
  .uniqueArray(fc.constantFrom<Origin[]>('MANUAL', 'RULE', 'DEFAULT'), { minLength: 1 })
  .map((list) => new Set(list));

const state: fc.Arbitrary<LandscapeState> = fc.record({
  applications: byId(
    fc.record({ name: text, providerName: fc.option(text), description: fc.constant(null), updatedAt: fc.nat(3) }),
  ),
  runtimes: byId(fc.record({ name: text, description: fc.option(text), updatedAt: fc.nat(3), failed: fc.boolean() })),
  scenarios: byId(fc.record({ name: text, createdAt: fc.nat(3) })),
  memberships: byId(byId(origins).filter((own) => own.size > 0)),
  connections: fc.array(connection).map((list) => new Map(list.map((each) => [pairKey(each), each]))),
  credentials: byId(fc.record({ certificate: fc.constant(null), tokenExpiresAt: fc.option(fc.nat(3)) })),
  connectionPolicy: fc.constantFrom('EXCLUSIVE', 'SHARED'),
});

function changed<Facts>(from: Map<string, Facts>, to: Map<string, Facts>): Changed<Facts>[] {
  return [...new Set([...from.keys(), ...to.keys()])].map((key) => ({
    id: key,
    before: from.get(key) ?? null,
    after: to.get(key) ?? null,
  }));
}

function memberships(from: LandscapeState, to: LandscapeState): MembershipDelta[] {
  const rows = ({ memberships }: LandscapeState) =>
    [...memberships].flatMap(([objectId, own]) =>
      [...own].flatMap(([scenarioId, held]) => [...held].map((origin) => ({ objectId, scenarioId, origin }))),
    );
  const only = (one: LandscapeState, other: LandscapeState) =>
    rows(one).filter(
      ({ objectId, scenarioId, origin }) => !other.memberships.get(objectId)?.get(scenarioId)?.has(origin),
    );
  const group = (row: ReturnType<typeof rows>[number], added: string[], removed: string[]): MembershipDelta => ({
    scenarioId: row.scenarioId,
    origin: row.origin,
    kind: 'RUNTIME',
    added,
    removed,
  });
  return [
    ...only(to, from).map((row) => group(row, [row.objectId], [])),
    ...only(from, to).map((row) => group(row, [], [row.objectId])),
  ];
}

const difference = (from: LandscapeState, to: LandscapeState): LandscapeDelta => ({
  applications: changed(from.applications, to.applications),
  runtimes: changed(from.runtimes, to.runtimes),
  scenarios: changed(from.scenarios, to.scenarios),
  credentials: changed(from.credentials, to.credentials),
  memberships: memberships(from, to),
  connections: {
    ended: [...from.connections].filter(([key, one]) => to.connections.get(key) !== one).map(([, one]) => one),
    begun: [...to.connections].filter(([key, one]) => from.connections.get(key) !== one).map(([, one]) => one),
  },
  ...(from.connectionPolicy !== to.connectionPolicy && {
    connectionPolicy: { before: from.connectionPolicy, after: to.connectionPolicy },
  }),
});

const copy = (one: LandscapeState) => structuredClone(one);

describe('a delta', () => {
  it('leads from one state of the landscape to the next, and back', () => {
    fc.assert(
      fc.property(state, state, (before, after) => {
        const delta = JSON.parse(JSON.stringify(difference(before, after))) as LandscapeDelta;
        const forward = copy(before);
        redo(forward, delta);
        expect(forward).toEqual(after);
        const back = copy(after);
        undo(back, delta);
        expect(back).toEqual(before);
      }),
    );
  });

  it('can be taken back however much of it a reader of the present has already seen', () => {
    const parts = ['applications', 'runtimes', 'scenarios', 'memberships', 'connections', 'credentials'] as const;
    fc.assert(
      fc.property(state, state, fc.subarray([...parts]), (before, after, seen) => {
        const between = copy(before);
        for (const part of seen) Object.assign(between, { [part]: copy(after)[part] });
        undo(between, difference(before, after));
        expect(between).toEqual(before);
      }),
    );
  });
});
