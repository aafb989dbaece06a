import type { Index } from '../../landscape/impact.ts';
import type { Change, Impact, ImpactPair } from '../../landscape/model.ts';

/** A text in which the names of objects are set strong. */
export type Words = { text: string; strong?: boolean }[];

export function nameOf(index: Index, id: string): string {
  return index.members.get(id)?.name ?? 'an object that no longer exists';
}

const strong = (text: string) => ({ text, strong: true });
const plain = (text: string) => ({ text });

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** One change as an instruction: Add *orders* to *campaign*. */
export function describeChange(index: Index, change: Change): Words {
  const name = (id: string) => strong(nameOf(index, id));
  if ('addToScenario' in change) {
    const { objectID, scenario } = change.addToScenario;
    return [plain('Add '), name(objectID), plain(' to '), strong(scenario)];
  }
  if ('removeFromScenario' in change) {
    const { objectID, scenario } = change.removeFromScenario;
    return [plain('Remove '), name(objectID), plain(' from '), strong(scenario)];
  }
  if ('connect' in change) {
    const { applicationID, runtimeID } = change.connect;
    return [plain('Connect '), name(applicationID), plain(' to '), name(runtimeID)];
  }
  if ('switch' in change) {
    const { applicationID, runtimeID } = change.switch;
    return [plain('Switch '), name(applicationID), plain(' to '), name(runtimeID)];
  }
  const { applicationID, runtimeID } = change.disconnect;
  return [plain('Disconnect '), name(applicationID), plain(' from '), name(runtimeID)];
}

/** Object a change is about, for its icon. */
export function subjectOf(change: Change): string {
  if ('addToScenario' in change) return change.addToScenario.objectID;
  if ('removeFromScenario' in change) return change.removeFromScenario.objectID;
  if ('connect' in change) return change.connect.applicationID;
  if ('switch' in change) return change.switch.applicationID;
  return change.disconnect.applicationID;
}

/** Everything the impact does, worst first, in one line: `2 live connections stop, 1 pair becomes possible`. */
export function summarise(impact: Impact): string {
  const { breaks, begins, becomesPossible, stopsBeingPossible } = impact;
  const broken = new Set(breaks.map(pairKey));
  const ends = stopsBeingPossible.filter((pair) => !broken.has(pairKey(pair)));
  const begun = new Set(begins.map(pairKey));
  const opens = becomesPossible.filter((pair) => !begun.has(pairKey(pair)));
  const parts = [
    breaks.length > 0 && `${counted(breaks.length, 'live connection')} ${breaks.length === 1 ? 'stops' : 'stop'}`,
    begins.length > 0 && `${counted(begins.length, 'connection')} ${begins.length === 1 ? 'begins' : 'begin'}`,
    opens.length > 0 && `${counted(opens.length, 'pair')} ${opens.length === 1 ? 'becomes' : 'become'} possible`,
    ends.length > 0 && `${counted(ends.length, 'pair')} ${ends.length === 1 ? 'stops' : 'stop'} being possible`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? 'No connection is affected' : parts.join(', ');
}

/** What `whole` does that `part` does not do already: the effect of one more change on a draft. */
export function beyond(whole: Impact, part: Impact): Impact {
  const without = (pairs: ImpactPair[], known: ImpactPair[]) => {
    const keys = new Set(known.map(pairKey));
    return pairs.filter((pair) => !keys.has(pairKey(pair)));
  };
  return {
    ...whole,
    breaks: without(whole.breaks, part.breaks),
    begins: without(whole.begins, part.begins),
    becomesPossible: without(whole.becomesPossible, part.becomesPossible),
    stopsBeingPossible: without(whole.stopsBeingPossible, part.stopsBeingPossible),
  };
}

export function pairKey({ applicationID, runtimeID }: { applicationID: string; runtimeID: string }): string {
  return `${applicationID}>${runtimeID}`;
}

/** Why a live connection ends. `ends`: pairs that lose their last common scenario. */
export function whyItBreaks(pair: ImpactPair, ends: ReadonlySet<string>): string {
  if (!ends.has(pairKey(pair))) return 'Ended by this change; the pair stays allowed.';
  const { scenarios } = pair;
  return scenarios.length === 1 ? `${scenarios[0]} is all they share.` : `${scenarios.join(', ')} are all they share.`;
}

/** Why a pair may talk from now on. */
export function whyItOpens(index: Index, pair: ImpactPair): string {
  const holders = [...(index.holders.get(pair.applicationID)?.keys() ?? [])].filter((id) => id !== pair.runtimeID);
  const shared = index.members
    .get(pair.applicationID)
    ?.scenarios.some((name) => index.members.get(pair.runtimeID)?.scenarios.includes(name));
  if (shared && holders[0]) return `Refused until now, freed by ${nameOf(index, holders[0])}.`;
  return `Both will be in ${pair.scenarios.join(', ')}.`;
}

/** The sentence for a side effect, with the object's name set strong. */
export function describeSideEffect(index: Index, effect: Impact['sideEffects'][number]): Words {
  const name = strong(nameOf(index, effect.objectID));
  const scenario = strong(effect.scenario);
  switch (effect.kind) {
    case 'LEAVES_DEFAULT':
      return [name, plain(' leaves '), scenario, plain(' by itself, because it gets its first scenario.')];
    case 'RETURNS_TO_DEFAULT':
      return [name, plain(' returns to '), scenario, plain(' by itself, because it has no other scenario left.')];
    case 'KEPT_BY_RULE':
      return [name, plain(' stays in '), scenario, plain(', because a rule puts it there.')];
  }
}

/** Whether two impacts say the same, so that what the user agreed to still holds. */
export function sameImpact(a: Impact, b: Impact): boolean {
  const told = ({ since: _, ...pair }: ImpactPair) => pair;
  const essence = (impact: Impact) =>
    JSON.stringify([
      ...[impact.breaks, impact.begins, impact.becomesPossible, impact.stopsBeingPossible].map((pairs) =>
        pairs.map(told),
      ),
      impact.sideEffects,
      impact.conflicts,
    ]);
  return essence(a) === essence(b);
}

/** Whether undoing ends a live connection that the change, which did `did`, had not begun itself. */
export function stopsMore(undoing: Impact, did: Impact): boolean {
  const begun = new Set(did.begins.map(pairKey));
  return undoing.breaks.some((pair) => !begun.has(pairKey(pair)));
}

/** The same change twice is one; the opposite of a drafted change takes it back. */
export function mergeChanges(draft: readonly Change[], added: readonly Change[]): Change[] {
  const merged = [...draft];
  for (const change of added) {
    const same = merged.findIndex((other) => JSON.stringify(other) === JSON.stringify(change));
    if (same >= 0) continue;
    const opposite = merged.findIndex((other) => isOpposite(other, change));
    if (opposite >= 0) merged.splice(opposite, 1);
    else merged.push(change);
  }
  return merged;
}

function isOpposite(a: Change, b: Change): boolean {
  const membership = (change: Change) =>
    'addToScenario' in change
      ? change.addToScenario
      : 'removeFromScenario' in change
        ? change.removeFromScenario
        : null;
  const one = membership(a);
  const other = membership(b);
  if (!one || !other || 'addToScenario' in a === 'addToScenario' in b) return false;
  return one.objectID === other.objectID && one.scenario === other.scenario;
}
