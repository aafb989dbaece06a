import { byText, type Held, type Index, type IndexedMember, share } from './facts.ts';
import type { Change, Conflict, MembershipChange, Pair, RuleChange, SideEffect } from './model.ts';

/** The landscape after a list of changes, as differences from the index. */
export interface Draft {
  memberships(member: IndexedMember): ReadonlyMap<string, Held>;
  /** Names, sorted. */
  scenarios(member: IndexedMember): readonly string[];
  /** The Runtimes the Application is connected to; since null if the connection begins here. */
  holders(applicationID: string): ReadonlyMap<string, number | null>;
  /** Members whose memberships were touched, though perhaps in vain. */
  members: Set<IndexedMember>;
  /** Applications whose connections were touched, though perhaps in vain. */
  applications: Set<string>;
  kept: SideEffect[];
  conflicts: Conflict[];
}

const none: ReadonlyMap<string, number> = new Map();

/**
 * Applies the changes in order; one that cannot be is skipped and becomes a conflict. Connections whose pair has lost its
 * last common scenario end when the Application is connected elsewhere, else after the last change, so that moving an
 * object from one scenario to another keeps what both allow.
 * @param rules what changed of the rules' memberships, taken into account before the changes.
 */
export function draft(index: Index, changes: readonly Change[], rules: readonly RuleChange[] = []): Draft {
  const { facts, members, scenarioNames } = index;
  const memberships = new Map<string, Map<string, Held>>();
  const names = new Map<string, readonly string[]>();
  const holders = new Map<string, Map<string, number | null>>();
  const touched = new Set<IndexedMember>();
  const kept: SideEffect[] = [];
  const conflicts: Conflict[] = [];
  const granted: { change: number; holds: () => boolean; otherwise: () => string; kind: Conflict['kind'] }[] = [];

  const membershipsOf = (member: IndexedMember): ReadonlyMap<string, Held> =>
    memberships.get(member.id) ?? member.memberships;
  const scenariosOf = (member: IndexedMember): readonly string[] => names.get(member.id) ?? member.scenarios;
  const holdersOf = (id: string): ReadonlyMap<string, number | null> =>
    holders.get(id) ?? index.holders.get(id) ?? none;

  const edit = (member: IndexedMember, held: (own: Map<string, Held>) => void): void => {
    const own = new Map(membershipsOf(member));
    held(own);
    if (member.kind === 'APPLICATION') settle(own);
    touched.add(member);
    memberships.set(member.id, own);
    names.set(member.id, [...own.keys()].sort(byText));
  };
  /** An Application is in the default scenario exactly while it is in no other. */
  const settle = (own: Map<string, Held>): void => {
    const { defaultScenario } = facts;
    const present = own.get(defaultScenario);
    if (own.size > (present ? 1 : 0)) own.delete(defaultScenario);
    else own.set(defaultScenario, { manual: false, rule: false });
  };
  const editHolders = (id: string): Map<string, number | null> => {
    const present = holders.get(id);
    if (present) return present;
    const own = new Map<string, number | null>(index.holders.get(id));
    holders.set(id, own);
    return own;
  };
  const shares = (applicationID: string, runtimeID: string): boolean => {
    const application = members.get(applicationID);
    const runtime = members.get(runtimeID);
    // Facts may be a section of a tenant: what lies outside is left as it is.
    return !application || !runtime || share(scenariosOf(application), scenariosOf(runtime));
  };
  const nameOf = (id: string): string => members.get(id)?.name ?? id;

  function changeMembership(change: number, { objectID, scenario }: MembershipChange, add: boolean): void {
    const member = members.get(objectID);
    if (!member) {
      conflicts.push({
        kind: 'UNKNOWN_OBJECT',
        change,
        message: `There is no Application or Runtime with ID ${objectID}`,
      });
      return;
    }
    if (!scenarioNames.has(scenario)) {
      conflicts.push({ kind: 'UNKNOWN_SCENARIO', change, message: `There is no scenario "${scenario}"` });
      return;
    }
    if (member.kind === 'APPLICATION' && scenario === facts.defaultScenario) {
      edit(member, () => undefined);
      granted.push({
        change,
        kind: 'DEFAULT_SCENARIO',
        holds: () => membershipsOf(member).has(scenario) === add,
        otherwise: () =>
          add
            ? `Application "${member.name}" returns to ${scenario} by itself when it leaves its last other scenario`
            : `Application "${member.name}" leaves ${scenario} by itself when it joins another scenario`,
      });
      return;
    }
    edit(member, (own) => {
      const rule = own.get(scenario)?.rule ?? false;
      if (add) own.set(scenario, { manual: true, rule });
      else if (rule) {
        own.set(scenario, { manual: false, rule });
        if (!kept.some((each) => each.objectID === objectID && each.scenario === scenario)) {
          kept.push({ kind: 'KEPT_BY_RULE', objectID, scenario });
        }
      } else own.delete(scenario);
    });
    granted.push({
      change,
      kind: 'CONTRADICTION',
      holds: () => (membershipsOf(member).get(scenario)?.manual ?? false) === add,
      otherwise: () => `The changes both add "${member.name}" to ${scenario} and remove it`,
    });
  }

  function resolvePair(change: number, pair: Pair): boolean {
    const sides = [
      ['APPLICATION', 'Application', pair.applicationID],
      ['RUNTIME', 'Runtime', pair.runtimeID],
    ] as const;
    const missing = sides.find(([kind, , id]) => members.get(id)?.kind !== kind);
    if (!missing) return true;
    conflicts.push({ kind: 'UNKNOWN_OBJECT', change, message: `There is no ${missing[1]} with ID ${missing[2]}` });
    return false;
  }

  function connect(change: number, pair: Pair, replace: boolean): void {
    if (!resolvePair(change, pair)) return;
    const { applicationID, runtimeID } = pair;
    const title = `Application "${nameOf(applicationID)}"`;
    if (!shares(applicationID, runtimeID)) {
      const message = `${title} and Runtime "${nameOf(runtimeID)}" share no scenario`;
      conflicts.push({ kind: 'FORBIDDEN_PAIR', change, message });
      return;
    }
    const own = editHolders(applicationID);
    for (const holder of [...own.keys()]) {
      if (!shares(applicationID, holder)) own.delete(holder);
    }
    const others = [...own.keys()].filter((holder) => holder !== runtimeID).sort(byText);
    const begun = others.find((holder) => own.get(holder) === null);
    const other = begun ?? others[0];
    const excluded = other !== undefined && (replace || facts.connectionPolicy === 'EXCLUSIVE');
    if (excluded && begun !== undefined) {
      const message = `An earlier change connects ${title} to Runtime "${nameOf(other)}"`;
      conflicts.push({ kind: 'CONTRADICTION', change, message });
      return;
    }
    if (excluded && !replace && !own.has(runtimeID)) {
      const message = `${title} is connected to Runtime "${nameOf(other)}"`;
      conflicts.push({ kind: 'HELD_BY_OTHER_RUNTIME', change, message });
      return;
    }
    const since = own.get(runtimeID) ?? null;
    if (replace) own.clear();
    own.set(runtimeID, since);
    granted.push({
      change,
      kind: 'CONTRADICTION',
      holds: () => holdersOf(applicationID).has(runtimeID),
      otherwise: () => `The changes both connect ${title} to Runtime "${nameOf(runtimeID)}" and end that connection`,
    });
  }

  function disconnect(change: number, pair: Pair): void {
    if (!resolvePair(change, pair)) return;
    const { applicationID, runtimeID } = pair;
    const text = `Application "${nameOf(applicationID)}" to Runtime "${nameOf(runtimeID)}"`;
    if (!holdersOf(applicationID).has(runtimeID)) {
      const message = `${text.replace('" to ', '" is not connected to ')}`;
      conflicts.push({ kind: 'NOT_CONNECTED', change, message });
      return;
    }
    editHolders(applicationID).delete(runtimeID);
    granted.push({
      change,
      kind: 'CONTRADICTION',
      holds: () => !holdersOf(applicationID).has(runtimeID),
      otherwise: () => `The changes both disconnect ${text.replace('" to ', '" from ')} and connect them`,
    });
  }

  for (const { objectID, scenario, holds } of rules) {
    const member = members.get(objectID);
    if (!member) continue;
    edit(member, (own) => {
      const manual = own.get(scenario)?.manual ?? false;
      if (holds || manual) own.set(scenario, { manual, rule: holds });
      else own.delete(scenario);
    });
  }
  for (const [position, change] of changes.entries()) {
    if ('addToScenario' in change) changeMembership(position, change.addToScenario, true);
    else if ('removeFromScenario' in change) changeMembership(position, change.removeFromScenario, false);
    else if ('connect' in change) connect(position, change.connect, false);
    else if ('switch' in change) connect(position, change.switch, true);
    else disconnect(position, change.disconnect);
  }
  endWhatIsForbidden(index, touched, holders.keys(), holdersOf, editHolders, shares);
  for (const { change, kind, holds, otherwise } of granted) {
    if (!holds()) conflicts.push({ kind, change, message: otherwise() });
  }
  conflicts.sort((a, b) => a.change - b.change);
  return {
    memberships: membershipsOf,
    scenarios: scenariosOf,
    holders: holdersOf,
    members: touched,
    applications: new Set(holders.keys()),
    kept,
    conflicts,
  };
}

function endWhatIsForbidden(
  index: Index,
  touched: ReadonlySet<IndexedMember>,
  edited: Iterable<string>,
  holdersOf: (id: string) => ReadonlyMap<string, number | null>,
  editHolders: (id: string) => Map<string, number | null>,
  shares: (applicationID: string, runtimeID: string) => boolean,
): void {
  const runtimes = new Set<string>();
  const suspects = new Set<string>(edited);
  for (const { id, kind } of touched) (kind === 'APPLICATION' ? suspects : runtimes).add(id);
  for (const { applicationID, runtimeID } of runtimes.size > 0 ? index.facts.connections : []) {
    if (runtimes.has(runtimeID)) suspects.add(applicationID);
  }
  for (const id of suspects) {
    for (const runtimeID of [...holdersOf(id).keys()]) {
      if (!shares(id, runtimeID)) editHolders(id).delete(runtimeID);
    }
  }
}
