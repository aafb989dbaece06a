import { common, type Index } from '../../landscape/facts.ts';
import type { Pair } from '../../landscape/model.ts';
import { actionInWords, actorName, type Entry } from '../activity/activityWords.ts';
import { formatList } from '../format/counts.ts';

type Told = Pick<Entry, 'sequence' | 'at' | 'actor' | 'action' | 'objects' | 'before' | 'after'>;

export interface PairEvent {
  sequence: number;
  /** Milliseconds. */
  at: number;
  text: string;
}

export interface PairStory {
  /** Newest first: connections of the Application, and what made the pair share a scenario or no longer. */
  events: PairEvent[];
  /** When and how a pair that shares no scenario last shared one; null if the entries do not tell. */
  parting: { scenarios: string[]; at: number; sequence: number; text: string } | null;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const listIn = (value: unknown, key: string): Record<string, unknown>[] => {
  const list = isRecord(value) ? value[key] : undefined;
  return Array.isArray(list) ? list.filter(isRecord) : [];
};

/** Scenarios before the entry, of an object that was in `now` after it. */
function scenariosBefore({ action, before }: Told, id: string, now: readonly string[]): readonly string[] {
  const own = listIn(before, 'memberships').find(({ objectID }) => objectID === id);
  if (own) return listIn(own, 'memberships').map(({ scenario }) => String(scenario));
  const left =
    action === 'scenario.deleted' && listIn(before, 'members').some(({ objectID }) => objectID === id) && before;
  return isRecord(left) ? [...now, String(left['name'])] : now;
}

const sentence = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
const missingIn = (list: readonly string[], from: readonly string[]) => from.filter((name) => !list.includes(name));

/**
 * What the log tells about a pair, from the newest entries of either back to the oldest of these. Memberships are followed
 * backwards from what they are now, because an entry tells them of the objects it changed only.
 */
export function pairStory(index: Index, { applicationID, runtimeID }: Pair, entries: readonly Told[]): PairStory {
  const names = new Map(entries.flatMap(({ objects }) => objects.map(({ id, name }) => [id, name] as const)).reverse());
  const nameOf = (id: string) => index.members.get(id)?.name ?? names.get(id) ?? 'another runtime';
  const ids = [applicationID, runtimeID] as const;
  let scenarios = ids.map((id) => index.members.get(id)?.scenarios ?? []);
  const sharedBy = ([one = [], other = []]: readonly (readonly string[])[]) =>
    common([...one].sort(), [...other].sort());
  let parting: PairStory['parting'] = null;
  const isParted = sharedBy(scenarios).length === 0;
  const events: PairEvent[] = [];
  for (const entry of [...entries].sort((a, b) => b.sequence - a.sequence)) {
    const after = scenarios;
    scenarios = ids.map((id, at) => scenariosBefore(entry, id, after[at]!));
    const [sharedThen, shared] = [sharedBy(scenarios), sharedBy(after)];
    const does: string[] = [];
    for (const [at, id] of ids.entries()) {
      const matters = (name: string) => sharedThen.includes(name) !== shared.includes(name);
      const added = missingIn(scenarios[at]!, after[at]!).filter(matters);
      const removed = missingIn(after[at]!, scenarios[at]!).filter(matters);
      if (added.length > 0) does.push(`added ${nameOf(id)} to ${formatList(added)}`);
      if (removed.length > 0) {
        const isDeleted = entry.action === 'scenario.deleted';
        if (isDeleted && at === 1 && does.length > 0) continue;
        does.push(isDeleted ? `deleted ${formatList(removed)}` : `removed ${nameOf(id)} from ${formatList(removed)}`);
      }
    }
    const moment = Date.parse(entry.at);
    const who = actorName(entry.actor);
    if (isParted && !parting && shared.length === 0 && sharedThen.length > 0) {
      const text = `${who} ${does.join(' and ') || sentence(actionInWords(entry.action))}`;
      parting = { scenarios: sharedThen, at: moment, sequence: entry.sequence, text };
    }
    const connected = (side: unknown) =>
      listIn(side, 'connections').filter((each) => each['applicationID'] === applicationID);
    for (const { runtimeID: id } of connected(entry.after))
      does.push(`connected ${nameOf(applicationID)} to ${nameOf(String(id))}`);
    for (const { runtimeID: id } of connected(entry.before)) {
      does.push(`ended the connection of ${nameOf(applicationID)} to ${nameOf(String(id))}`);
    }
    if (does.length > 0) {
      events.push({ sequence: entry.sequence, at: moment, text: `${who} ${does.join(' and ')}` });
    }
  }
  return { events, parting };
}
