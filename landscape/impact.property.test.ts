import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyToFacts, impact, indexFacts, inverse } from './impact.ts';
import type { Change, Facts, Impact, Member, PairState } from './model.ts';

const pair = (applicationID: string, runtimeID: string) => ({ applicationID, runtimeID });
const names = (pairs: Impact['breaks']) => pairs.map(({ applicationID, runtimeID }) => `${applicationID} ${runtimeID}`);

const scenarioList = ['default', 'x', 'y', 'z'];
const held = fc.constantFrom(
  { manual: true, rule: false },
  { manual: false, rule: true },
  { manual: true, rule: true },
);

const landscapes = fc
  .record({
    applications: fc.array(fc.dictionary(fc.constantFrom('x', 'y', 'z'), held), { maxLength: 4 }),
    runtimes: fc.array(fc.dictionary(fc.constantFrom(...scenarioList), held), { maxLength: 4 }),
    wants: fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { maxLength: 6 }),
    connectionPolicy: fc.constantFrom('EXCLUSIVE' as const, 'SHARED' as const),
  })
  .map(({ applications, runtimes, wants, connectionPolicy }): Facts => {
    const memberships = (all: Record<string, { manual: boolean; rule: boolean }>) =>
      Object.entries(all).map(([scenario, flags]) => ({ scenario, ...flags }));
    const atHome = [{ scenario: 'default', manual: false, rule: false }];
    const facts: Facts = {
      defaultScenario: 'default',
      connectionPolicy,
      scenarios: scenarioList.map((name) => ({ name })),
      applications: applications.map((all, n) => {
        const explicit = memberships(all);
        return { id: `a${n}`, name: `app ${9 - n}`, memberships: explicit.length > 0 ? explicit : atHome };
      }),
      runtimes: runtimes.map((all, n) => ({ id: `r${n}`, name: `run ${n}`, memberships: memberships(all) })),
      connections: [],
    };
    const connections: { applicationID: string; runtimeID: string; since: number }[] = [];
    for (const [a, r] of wants) {
      const taken = connections.some(
        (each) => each.applicationID === `a${a}` && (connectionPolicy === 'EXCLUSIVE' || each.runtimeID === `r${r}`),
      );
      if (!taken && commonOf(facts, `a${a}`, `r${r}`).length > 0)
        connections.push({ ...pair(`a${a}`, `r${r}`), since: 7 });
    }
    return { ...facts, connections };
  });

const objects = fc.constantFrom('a0', 'a1', 'a2', 'a3', 'r0', 'r1', 'r2', 'r3', 'nobody');
const pairsOfIds = fc.record({
  applicationID: fc.constantFrom('a0', 'a1', 'a2', 'a3'),
  runtimeID: fc.constantFrom('r0', 'r1', 'r2', 'r3'),
});
const memberChanges = fc.record({ objectID: objects, scenario: fc.constantFrom(...scenarioList) });
const changeLists = fc.array(
  fc.oneof(
    memberChanges.map((addToScenario): Change => ({ addToScenario })),
    memberChanges.map((removeFromScenario): Change => ({ removeFromScenario })),
    pairsOfIds.map((connect): Change => ({ connect })),
    pairsOfIds.map((replace): Change => ({ switch: replace })),
    pairsOfIds.map((disconnect): Change => ({ disconnect })),
  ),
  { maxLength: 6 },
);

const scenariosOf = (facts: Facts, id: string): string[] =>
  [...facts.applications, ...facts.runtimes].find((each) => each.id === id)?.memberships.map((each) => each.scenario) ??
  [];
const commonOf = (facts: Facts, a: string, r: string): string[] =>
  scenariosOf(facts, a)
    .filter((scenario) => scenariosOf(facts, r).includes(scenario))
    .sort();
function naiveState(facts: Facts, a: string, r: string): PairState {
  if (commonOf(facts, a, r).length === 0) return 'FORBIDDEN';
  const own = facts.connections.filter(({ applicationID }) => applicationID === a);
  if (own.some(({ runtimeID }) => runtimeID === r)) return 'CONNECTED';
  return own.length > 0 && facts.connectionPolicy === 'EXCLUSIVE' ? 'BLOCKED' : 'AVAILABLE';
}
/** Facts without what `inverse` does not restore and without order. */
const essence = (facts: Facts) => ({
  members: [...facts.applications, ...facts.runtimes].map(({ id, memberships }) => [
    id,
    memberships.map((each) => JSON.stringify([each.scenario, each.manual, each.rule])).sort(),
  ]),
  connections: facts.connections.map(({ applicationID, runtimeID }) => `${applicationID} ${runtimeID}`).sort(),
});

describe('for every landscape and every list of changes', () => {
  it('the impact is the difference between the two landscapes', () => {
    fc.assert(
      fc.property(landscapes, changeLists, (before, changes) => {
        const after = applyToFacts(before, changes, 9);
        const expected = {
          breaks: [] as string[],
          begins: [] as string[],
          gains: [] as string[],
          losses: [] as string[],
        };
        const inOrder = [...before.applications].sort((a, b) => (a.name < b.name ? -1 : 1));
        for (const { id: a } of inOrder) {
          for (const { id: r } of before.runtimes) {
            const from = naiveState(before, a, r);
            const to = naiveState(after, a, r);
            const text = `${a} ${r}`;
            if (from === 'CONNECTED' && to !== 'CONNECTED') expected.breaks.push(text);
            if (from !== 'CONNECTED' && to === 'CONNECTED') expected.begins.push(text);
            const possible = ['AVAILABLE', 'CONNECTED'];
            if (!possible.includes(from) && possible.includes(to)) expected.gains.push(text);
            if (possible.includes(from) && !possible.includes(to)) expected.losses.push(text);
          }
        }
        const result = impact(indexFacts(before), changes);
        expect(names(result.breaks)).toEqual(expected.breaks);
        expect(names(result.begins)).toEqual(expected.begins);
        expect(names(result.becomesPossible)).toEqual(expected.gains);
        expect(names(result.stopsBeingPossible)).toEqual(expected.losses);
        for (const each of result.breaks) {
          expect(each.scenarios).toEqual(commonOf(before, each.applicationID, each.runtimeID));
          expect(each.since).toBe(7);
        }
        for (const each of result.becomesPossible) {
          expect(each.scenarios).toEqual(commonOf(after, each.applicationID, each.runtimeID));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('the rules of the landscape hold afterwards', () => {
    fc.assert(
      fc.property(landscapes, changeLists, (before, changes) => {
        const after = applyToFacts(before, changes);
        for (const { id } of after.applications) {
          const own = scenariosOf(after, id);
          expect(own.length).toBeGreaterThan(0);
          if (own.includes('default')) expect(own).toEqual(['default']);
          const connected = after.connections.filter(({ applicationID }) => applicationID === id);
          if (after.connectionPolicy === 'EXCLUSIVE') expect(connected.length).toBeLessThanOrEqual(1);
        }
        for (const { applicationID, runtimeID } of after.connections) {
          expect(commonOf(after, applicationID, runtimeID)).not.toEqual([]);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('what was asked for without a conflict is so afterwards', () => {
    fc.assert(
      fc.property(landscapes, changeLists, (before, changes) => {
        const conflicts = new Set(impact(indexFacts(before), changes).conflicts.map(({ change }) => change));
        const after = applyToFacts(before, changes);
        const connected = ({ applicationID, runtimeID }: { applicationID: string; runtimeID: string }) =>
          naiveState(after, applicationID, runtimeID) === 'CONNECTED';
        for (const [position, change] of changes.entries()) {
          if (conflicts.has(position)) continue;
          if ('addToScenario' in change) {
            expect(scenariosOf(after, change.addToScenario.objectID)).toContain(change.addToScenario.scenario);
          } else if ('connect' in change) expect(connected(change.connect)).toBe(true);
          else if ('switch' in change) expect(connected(change.switch)).toBe(true);
          else if ('disconnect' in change) expect(connected(change.disconnect)).toBe(false);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('the inverse restores the landscape', () => {
    fc.assert(
      fc.property(landscapes, changeLists, (before, changes) => {
        const back = inverse(indexFacts(before), changes);
        const after = applyToFacts(before, changes);
        expect(impact(indexFacts(after), back).conflicts).toEqual([]);
        expect(essence(applyToFacts(after, back))).toEqual(essence(before));
      }),
      { numRuns: 2000 },
    );
  });

  it('the order of the facts makes no difference', () => {
    fc.assert(
      fc.property(landscapes, changeLists, (facts, changes) => {
        const turned = (list: readonly Member[]) =>
          [...list].reverse().map((each) => ({ ...each, memberships: [...each.memberships].reverse() }));
        const reversed: Facts = {
          ...facts,
          scenarios: [...facts.scenarios].reverse(),
          applications: turned(facts.applications),
          runtimes: turned(facts.runtimes),
          connections: [...facts.connections].reverse(),
        };
        expect(impact(indexFacts(reversed), changes)).toEqual(impact(indexFacts(facts), changes));
      }),
      { numRuns: 500 },
    );
  });
});
