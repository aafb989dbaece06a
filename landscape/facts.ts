import type { Facts, Member, Membership, PairState } from './model.ts';

/** How an object is in a scenario; see `Membership`. */
export interface Held {
  manual: boolean;
  rule: boolean;
}

export interface IndexedMember {
  id: string;
  name: string;
  kind: 'APPLICATION' | 'RUNTIME';
  memberships: ReadonlyMap<string, Held>;
  /** Names, sorted. */
  scenarios: readonly string[];
  /** Position among the members of its kind, ordered by name, then id. */
  rank: number;
}

/** Facts made quick to ask. Build it once per state of the landscape. */
export interface Index {
  facts: Facts;
  members: ReadonlyMap<string, IndexedMember>;
  scenarioNames: ReadonlySet<string>;
  /** Ids by scenario name. */
  applicationsIn: ReadonlyMap<string, readonly string[]>;
  runtimesIn: ReadonlyMap<string, readonly string[]>;
  /** By Application: the Runtimes it is connected to, and since when. */
  holders: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const byName = (a: Member, b: Member): number => byText(a.name, b.name) || byText(a.id, b.id);

/** The order of members, memberships and connections in the facts makes no difference. */
export function indexFacts(facts: Facts): Index {
  const members = new Map<string, IndexedMember>();
  const applicationsIn = new Map<string, string[]>();
  const runtimesIn = new Map<string, string[]>();
  const enter = (kind: IndexedMember['kind'], list: readonly Member[], lists: Map<string, string[]>) => {
    for (const [rank, { id, name, memberships }] of [...list].sort(byName).entries()) {
      const held = new Map(memberships.map(({ scenario, manual, rule }) => [scenario, { manual, rule }]));
      const scenarios = [...held.keys()].sort(byText);
      members.set(id, { id, name, kind, memberships: held, scenarios, rank });
      for (const scenario of scenarios) {
        const ids = lists.get(scenario);
        if (ids) ids.push(id);
        else lists.set(scenario, [id]);
      }
    }
  };
  enter('APPLICATION', facts.applications, applicationsIn);
  enter('RUNTIME', facts.runtimes, runtimesIn);

  const holders = new Map<string, Map<string, number>>();
  for (const { applicationID, runtimeID, since } of facts.connections) {
    const runtimes = holders.get(applicationID);
    if (runtimes) runtimes.set(runtimeID, since);
    else holders.set(applicationID, new Map([[runtimeID, since]]));
  }
  const scenarioNames = new Set(facts.scenarios.map(({ name }) => name));
  return { facts, members, scenarioNames, applicationsIn, runtimesIn, holders };
}

/** What both sorted lists contain, sorted. */
export function common(a: readonly string[], b: readonly string[]): string[] {
  const both: string[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const left = a[i] as string;
    const right = b[j] as string;
    if (left === right) both.push(left);
    if (left <= right) i += 1;
    if (right <= left) j += 1;
  }
  return both;
}

export function share(a: readonly string[], b: readonly string[]): boolean {
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const left = a[i] as string;
    const right = b[j] as string;
    if (left === right) return true;
    if (left < right) i += 1;
    else j += 1;
  }
  return false;
}

/**
 * The state of a pair that shares a scenario or not, given the Runtimes the Application is connected to.
 * Product rule: under `SHARED` another Runtime never blocks.
 */
export function stateOf(
  sharesScenario: boolean,
  holders: ReadonlyMap<string, unknown> | undefined,
  runtimeID: string,
  policy: Facts['connectionPolicy'],
): PairState {
  if (!sharesScenario) return 'FORBIDDEN';
  if (!holders || holders.size === 0) return 'AVAILABLE';
  if (holders.has(runtimeID)) return 'CONNECTED';
  return policy === 'EXCLUSIVE' ? 'BLOCKED' : 'AVAILABLE';
}

/** `FORBIDDEN` too if one of the two does not exist. */
export function pairState(index: Index, applicationID: string, runtimeID: string): PairState {
  const application = index.members.get(applicationID);
  const runtime = index.members.get(runtimeID);
  if (application?.kind !== 'APPLICATION' || runtime?.kind !== 'RUNTIME') return 'FORBIDDEN';
  const shares = share(application.scenarios, runtime.scenarios);
  return stateOf(shares, index.holders.get(applicationID), runtimeID, index.facts.connectionPolicy);
}

export const asMemberships = (held: ReadonlyMap<string, Held>): Membership[] =>
  [...held].map(([scenario, { manual, rule }]) => ({ scenario, manual, rule })).sort(byScenario);

const byScenario = (a: Membership, b: Membership): number => byText(a.scenario, b.scenario);
