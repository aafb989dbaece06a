import { type Index, impact } from '../../landscape/impact.ts';
import type { Change } from '../../landscape/model.ts';

/** What is being moved: cards between scenarios, or the Runtime end of a connection. */
export type Carried =
  | { what: 'cards'; ids: readonly string[] }
  | { what: 'end'; applicationID: string; runtimeID: string };

export type Target =
  | { kind: 'join'; scenario: string }
  | { kind: 'leave'; scenario: string }
  | { kind: 'runtime'; runtimeID: string };

export function sameTarget(a: Target | null, b: Target | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function isMember(index: Index, id: string, scenario: string): boolean {
  return index.members.get(id)?.memberships.has(scenario) ?? false;
}

/** The changes a drop means; none if the target is not for what is carried. */
export function changesOf(index: Index, carried: Carried, target: Target): Change[] {
  if (carried.what === 'end') {
    if (target.kind !== 'runtime' || target.runtimeID === carried.runtimeID) return [];
    return [{ switch: { applicationID: carried.applicationID, runtimeID: target.runtimeID } }];
  }
  if (target.kind === 'join') {
    const { scenario } = target;
    return carried.ids
      .filter((id) => !isMember(index, id, scenario))
      .map((objectID) => ({ addToScenario: { objectID, scenario } }));
  }
  if (target.kind === 'leave') {
    const { scenario } = target;
    return carried.ids
      .filter((id) => index.members.get(id)?.memberships.get(scenario)?.manual ?? false)
      .map((objectID) => ({ removeFromScenario: { objectID, scenario } }));
  }
  return [];
}

/** Scenarios at least one of the carried cards was put into by hand, for the Remove tray. */
export function leavable(index: Index, ids: readonly string[]): string[] {
  const names = new Set<string>();
  for (const id of ids) {
    for (const [scenario, { manual }] of index.members.get(id)?.memberships ?? []) if (manual) names.add(scenario);
  }
  return [...names].sort();
}

/** Runtimes a connection may be switched to: in common scenarios, other than its own. */
export function switchTargets(index: Index, applicationID: string, runtimeID: string | null): string[] {
  const ids = new Set<string>();
  for (const scenario of index.members.get(applicationID)?.scenarios ?? []) {
    for (const id of index.runtimesIn.get(scenario) ?? []) if (id !== runtimeID) ids.add(id);
  }
  const rank = (id: string) => index.members.get(id)?.rank ?? 0;
  return [...ids].sort((a, b) => rank(a) - rank(b));
}

/** Everything the keyboard can step through, in the order it does: scenarios to join, then to leave; or Runtimes. */
export function targetsOf(index: Index, carried: Carried, scenarios: readonly string[]): Target[] {
  if (carried.what === 'end') {
    return switchTargets(index, carried.applicationID, carried.runtimeID).map((id) => ({
      kind: 'runtime',
      runtimeID: id,
    }));
  }
  const joins = scenarios
    .map((scenario): Target => ({ kind: 'join', scenario }))
    .filter((target) => {
      const changes = changesOf(index, carried, target);
      return changes.length > 0 && impact(index, changes).conflicts.length === 0;
    });
  return [...joins, ...leavable(index, carried.ids).map((scenario): Target => ({ kind: 'leave', scenario }))];
}

/** `3 runtimes`, or `3 cards` if they are of several kinds. */
export function several(carried: readonly { kind: string }[]): string {
  const kinds = new Set(carried.map(({ kind }) => kind));
  const noun = kinds.size > 1 ? 'cards' : kinds.has('RUNTIME') ? 'runtimes' : 'applications';
  return `${carried.length} ${noun}`;
}

function carriedName(index: Index, carried: Carried): string {
  const [first, ...others] = carried.what === 'cards' ? carried.ids : [carried.applicationID];
  if (others.length > 0) {
    return several([first ?? '', ...others].flatMap((id) => index.members.get(id) ?? []));
  }
  return (first && index.members.get(first)?.name) || 'the card';
}

/** In words for toasts and undo: `Added orders to campaign`. */
export function titleOf(index: Index, carried: Carried, target: Target): string {
  const name = carriedName(index, carried);
  if (target.kind === 'join') return `Added ${name} to ${target.scenario}`;
  if (target.kind === 'leave') return `Removed ${name} from ${target.scenario}`;
  return `Switched ${name} to ${index.members.get(target.runtimeID)?.name ?? 'another runtime'}`;
}

/** For the card in hand: `Joins campaign`. */
export function promiseOf(index: Index, target: Target): string {
  if (target.kind === 'join') return `Joins ${target.scenario}`;
  if (target.kind === 'leave') return `Leaves ${target.scenario}`;
  return `Switches to ${index.members.get(target.runtimeID)?.name ?? 'this runtime'}`;
}
