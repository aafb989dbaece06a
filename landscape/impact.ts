import { type Draft, draft } from './draft.ts';
import { asMemberships, byText, common, type Index, type IndexedMember, indexFacts, share, stateOf } from './facts.ts';
import type { Change, Facts, Impact, ImpactPair, Member, PairState, RuleChange, SideEffect } from './model.ts';

export { type Index, indexFacts, pairState } from './facts.ts';

const hasMembershipsChanged = (before: IndexedMember, after: readonly string[]): boolean =>
  before.scenarios.length !== after.length || before.scenarios.some((name, position) => name !== after[position]);

/** Whether the two may talk now or as soon as they connect. */
const isPossible = (state: PairState): boolean => state === 'AVAILABLE' || state === 'CONNECTED';

/** What the changes do (product.md section 4). Changes that conflict are left out of the rest of the answer. */
export function impact(index: Index, changes: readonly Change[]): Impact {
  return impactOf(index, draft(index, changes));
}

function impactOf(index: Index, after: Draft): Impact {
  const { connectionPolicy } = index.facts;
  const groups = { breaks: pairs(), begins: pairs(), becomesPossible: pairs(), stopsBeingPossible: pairs() };

  const compare = (application: IndexedMember, runtime: IndexedMember): void => {
    const scenariosAfter = after.scenarios(application);
    const runtimeAfter = after.scenarios(runtime);
    const holders = index.holders.get(application.id);
    const sharedBefore = share(application.scenarios, runtime.scenarios);
    const sharesAfter = share(scenariosAfter, runtimeAfter);
    const from = stateOf(sharedBefore, holders, runtime.id, connectionPolicy);
    const to = stateOf(sharesAfter, after.holders(application.id), runtime.id, connectionPolicy);
    if (from === to) return;
    const pair = { application, runtime };
    const since = holders?.get(runtime.id) ?? null;
    const scenariosBefore = () => common(application.scenarios, runtime.scenarios);
    if (from === 'CONNECTED') groups.breaks.add(pair, scenariosBefore(), since);
    if (to === 'CONNECTED') groups.begins.add(pair, common(scenariosAfter, runtimeAfter), null);
    if (!isPossible(from) && isPossible(to)) {
      groups.becomesPossible.add(pair, common(scenariosAfter, runtimeAfter), null);
    }
    if (isPossible(from) && !isPossible(to)) groups.stopsBeingPossible.add(pair, scenariosBefore(), since);
  };
  forEachPairConcerned(index, after, compare);

  return {
    breaks: groups.breaks.sorted(),
    begins: groups.begins.sorted(),
    becomesPossible: groups.becomesPossible.sorted(),
    stopsBeingPossible: groups.stopsBeingPossible.sorted(),
    sideEffects: sideEffects(index, after),
    conflicts: after.conflicts,
  };
}

interface Sides {
  application: IndexedMember;
  runtime: IndexedMember;
}

function pairs() {
  const list: { order: number; rank: number; pair: ImpactPair }[] = [];
  return {
    add({ application, runtime }: Sides, scenarios: string[], since: number | null): void {
      const pair = { applicationID: application.id, runtimeID: runtime.id, scenarios, since };
      list.push({ order: application.rank, rank: runtime.rank, pair });
    },
    sorted: (): ImpactPair[] => list.sort((a, b) => a.order - b.order || a.rank - b.rank).map(({ pair }) => pair),
  };
}

/** Visits once every pair whose state can have changed: work grows with what was touched, not with the landscape. */
function forEachPairConcerned(
  index: Index,
  after: Draft,
  visit: (application: IndexedMember, runtime: IndexedMember) => void,
): void {
  const changed = [...after.members].filter((member) => hasMembershipsChanged(member, after.scenarios(member)));
  const runtimes = changed.filter(({ kind }) => kind === 'RUNTIME');
  const applications = new Map<string, IndexedMember>();
  for (const member of changed) if (member.kind === 'APPLICATION') applications.set(member.id, member);

  for (const id of after.applications) {
    const application = index.members.get(id);
    if (!application) continue;
    applications.set(id, application);
  }
  for (const application of applications.values()) {
    const scenarios = new Set(
      after.applications.has(application.id)
        ? [...application.scenarios, ...after.scenarios(application)]
        : difference(application.scenarios, after.scenarios(application)),
    );
    const candidates = new Set(runtimes);
    for (const scenario of scenarios) {
      for (const id of index.runtimesIn.get(scenario) ?? []) candidates.add(index.members.get(id) as IndexedMember);
    }
    for (const runtime of candidates) visit(application, runtime);
  }
  for (const runtime of runtimes) {
    const candidates = new Set<string>();
    for (const scenario of difference(runtime.scenarios, after.scenarios(runtime))) {
      for (const id of index.applicationsIn.get(scenario) ?? []) if (!applications.has(id)) candidates.add(id);
    }
    for (const id of candidates) visit(index.members.get(id) as IndexedMember, runtime);
  }
}

/** What only one of the two lists contains. */
function difference(a: readonly string[], b: readonly string[]): string[] {
  return [...a.filter((name) => !b.includes(name)), ...b.filter((name) => !a.includes(name))];
}

function sideEffects(index: Index, after: Draft): SideEffect[] {
  const { defaultScenario } = index.facts;
  const effects: SideEffect[] = [];
  for (const member of after.members) {
    if (member.kind !== 'APPLICATION') continue;
    const was = member.memberships.has(defaultScenario);
    const is = after.memberships(member).has(defaultScenario);
    const effect = { objectID: member.id, scenario: defaultScenario };
    if (was && !is) effects.push({ kind: 'LEAVES_DEFAULT', ...effect });
    // One without any membership is only being registered: it does not return.
    if (!was && is && member.scenarios.length > 0) effects.push({ kind: 'RETURNS_TO_DEFAULT', ...effect });
  }
  effects.push(...after.kept.filter(({ objectID, scenario }) => isStillKept(index, after, objectID, scenario)));
  const name = (id: string) => index.members.get(id)?.name ?? '';
  return effects.sort(
    (a, b) =>
      byText(name(a.objectID), name(b.objectID)) || byText(a.objectID, b.objectID) || byText(a.scenario, b.scenario),
  );
}

function isStillKept(index: Index, after: Draft, objectID: string, scenario: string): boolean {
  const member = index.members.get(objectID);
  return !!member && after.memberships(member).get(scenario)?.manual === false;
}

/**
 * The landscape after the changes; changes that conflict are skipped.
 * @param at start of connections that begin, in milliseconds since 1970.
 * @param rules what changed of the rules' memberships, taken into account before the changes.
 */
export function applyToFacts(
  facts: Facts,
  changes: readonly Change[],
  at = 0,
  rules: readonly RuleChange[] = [],
): Facts {
  const index = indexFacts(facts);
  const after = draft(index, changes, rules);
  const apply = (member: Member): Member => {
    const indexed = index.members.get(member.id);
    if (!indexed || !after.members.has(indexed)) return member;
    return { ...member, memberships: asMemberships(after.memberships(indexed)) };
  };
  return {
    ...facts,
    applications: facts.applications.map(apply),
    runtimes: facts.runtimes.map(apply),
    connections: [
      ...facts.connections.filter(({ applicationID }) => !after.applications.has(applicationID)),
      ...[...after.applications].flatMap((applicationID) =>
        [...after.holders(applicationID)].map(([runtimeID, since]) => ({
          applicationID,
          runtimeID,
          since: since ?? at,
        })),
      ),
    ],
  };
}

/** The changes that take these back. Connections taken up again begin anew: their `since` is not restored. */
export function inverse(index: Index, changes: readonly Change[]): Change[] {
  return inverseOf(index, draft(index, changes));
}

function inverseOf(index: Index, after: Draft): Change[] {
  const { connectionPolicy, defaultScenario } = index.facts;
  const disconnects: Change[] = [];
  const adds: Change[] = [];
  const removes: Change[] = [];
  const connects: Change[] = [];
  for (const member of after.members) {
    const now = after.memberships(member);
    for (const scenario of new Set([...member.scenarios, ...now.keys()])) {
      if (member.kind === 'APPLICATION' && scenario === defaultScenario) continue;
      const was = member.memberships.get(scenario)?.manual ?? false;
      const is = now.get(scenario)?.manual ?? false;
      if (was && !is) adds.push({ addToScenario: { objectID: member.id, scenario } });
      if (is && !was) removes.push({ removeFromScenario: { objectID: member.id, scenario } });
    }
  }
  for (const applicationID of after.applications) {
    const before = index.holders.get(applicationID) ?? new Map<string, number>();
    const now = after.holders(applicationID);
    const ended = [...before.keys()].filter((runtimeID) => !now.has(runtimeID));
    const begun = [...now.keys()].filter((runtimeID) => !before.has(runtimeID));
    if (connectionPolicy === 'EXCLUSIVE' && ended[0] !== undefined && begun.length > 0) {
      connects.push({ switch: { applicationID, runtimeID: ended[0] } });
      continue;
    }
    for (const runtimeID of begun) disconnects.push({ disconnect: { applicationID, runtimeID } });
    for (const runtimeID of ended) connects.push({ connect: { applicationID, runtimeID } });
  }
  return [...disconnects, ...adds, ...removes, ...connects];
}

/** Everything that follows from the changes, computed once; what a server writes. */
export interface Outcome {
  impact: Impact;
  inverse: Change[];
  /** Members whose memberships differ, with those they have then. */
  memberships: { member: IndexedMember; after: ReturnType<typeof asMemberships> }[];
}

/** @param rules what changed of the rules' memberships; `inverse` does not take it back. */
export function outcome(index: Index, changes: readonly Change[], rules: readonly RuleChange[] = []): Outcome {
  const after = draft(index, changes, rules);
  const memberships = [...after.members]
    .map((member) => ({ member, after: asMemberships(after.memberships(member)) }))
    .filter((each) => JSON.stringify(each.after) !== JSON.stringify(asMemberships(each.member.memberships)));
  return { impact: impactOf(index, after), inverse: inverseOf(index, after), memberships };
}
