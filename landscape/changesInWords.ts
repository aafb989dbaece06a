import { bulkInWords } from './bulkInWords.ts';

/** An entry of the activity log, as far as it tells what changed. */
export interface TellingEntry {
  action: string;
  /** Named as they were at the time; of very many, only the first. */
  objects: readonly { kind: string; id: string; name: string }[];
  before?: unknown;
  after?: unknown;
  impact?: unknown;
}

interface Pair {
  applicationID: string;
  runtimeID: string;
}

const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
const listIn = (side: unknown, key: string): Record<string, unknown>[] => {
  const list = recordOf(side)[key];
  return Array.isArray(list) ? list.map(recordOf) : [];
};
const counted = (count: number, noun: string) => `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
const listed = (names: readonly string[]) =>
  names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : (names[0] ?? '');

/** How objects are called: one by its name, more of them by what they are. */
function caller({ objects }: TellingEntry) {
  const known = new Map(objects.map((object) => [object.id, object]));
  const nameOf = (id: string) => known.get(id)?.name ?? 'an object';
  const all = (ids: readonly string[], kind: string) => ids.every((id) => known.get(id)?.kind === kind);
  const nounOf = (ids: readonly string[]) =>
    all(ids, 'APPLICATION') ? 'application' : all(ids, 'RUNTIME') ? 'runtime' : 'member';
  const who = (ids: readonly string[], noun = nounOf(ids)) =>
    ids.length === 1 ? nameOf(ids[0]!) : counted(ids.length, noun);
  return { nameOf, who };
}

/** By object: scenarios it is in by hand or by a rule. The default scenario is left and returned to by itself. */
const heldIn = (side: unknown): Map<string, string[]> =>
  new Map(
    listIn(side, 'memberships').map(({ objectID, memberships }) => [
      String(objectID),
      listIn({ memberships }, 'memberships')
        .filter(({ manual, rule }) => manual === true || rule === true)
        .map(({ scenario }) => String(scenario)),
    ]),
  );

function membershipClauses(entry: TellingEntry): string[] {
  const { who } = caller(entry);
  const [before, after] = [heldIn(entry.before), heldIn(entry.after)];
  const ids = [...new Set([...before.keys(), ...after.keys()])];
  const clauses = (verb: string, preposition: string, [from, to]: readonly [typeof before, typeof before]) => {
    const gained = ids.map((id) => {
      const had = from.get(id) ?? [];
      return { id, scenarios: (to.get(id) ?? []).filter((scenario) => !had.includes(scenario)) };
    });
    const groups = Map.groupBy(gained, ({ scenarios }) => listed(scenarios));
    groups.delete('');
    return [...groups].map(([names, all]) => `${verb} ${who(all.map(({ id }) => id))} ${preposition} ${names}`);
  };
  return [...clauses('added', 'to', [before, after]), ...clauses('removed', 'from', [after, before])];
}

const pairsIn = (side: unknown): Pair[] =>
  listIn(side, 'connections').map(({ applicationID, runtimeID }) => ({
    applicationID: String(applicationID),
    runtimeID: String(runtimeID),
  }));
const keyOf = ({ applicationID, runtimeID }: Pair) => `${applicationID}>${runtimeID}`;

/** Pairs that lost their last common scenario: what ended with it was not disconnected by anybody. */
const forbiddenBy = (impact: unknown): Set<string> =>
  new Set(
    listIn(recordOf(impact)['stopsBeingPossible'], 'pairs').map(
      ({ application, runtime }) => `${recordOf(application)['id']}>${recordOf(runtime)['id']}`,
    ),
  );

function connectionClauses(entry: TellingEntry): string[] {
  const { nameOf, who } = caller(entry);
  const forbidden = forbiddenBy(entry.impact);
  const begun = pairsIn(entry.after);
  const ended = pairsIn(entry.before).filter((pair) => !forbidden.has(keyOf(pair)));
  const applicationsOf = (pairs: readonly Pair[]) => pairs.map(({ applicationID }) => applicationID);
  if (entry.action === 'connection.claimed') {
    return [`connected to ${who(applicationsOf(begun), 'application')} by fetching its configuration`];
  }
  const formerOf = (pair: Pair) => ended.find(({ applicationID }) => applicationID === pair.applicationID);
  const isSwitched = (pair: Pair) => formerOf(pair) !== undefined;
  const byRuntime = (pairs: readonly Pair[], say: (pairs: Pair[], runtime: string) => string) =>
    [...Map.groupBy(pairs, ({ runtimeID }) => runtimeID)].map(([id, own]) => say(own, nameOf(id)));
  const replaced = new Set(begun.flatMap((pair) => formerOf(pair) ?? []).map(keyOf));
  return [
    ...byRuntime(begun.filter(isSwitched), (pairs, runtime) => {
      const [former] = pairs.length === 1 ? pairs.flatMap((pair) => formerOf(pair) ?? []) : [];
      const from = former ? ` from ${nameOf(former.runtimeID)}` : '';
      return `switched ${who(applicationsOf(pairs), 'application')}${from} to ${runtime}`;
    }),
    ...byRuntime(
      begun.filter((pair) => !isSwitched(pair)),
      (pairs, runtime) => `connected ${who(applicationsOf(pairs), 'application')} to ${runtime}`,
    ),
    ...byRuntime(
      ended.filter((pair) => !replaced.has(keyOf(pair))),
      (pairs, runtime) => `disconnected ${who(applicationsOf(pairs), 'application')} from ${runtime}`,
    ),
  ];
}

function scenarioInWords({ action, objects, before, after }: TellingEntry): string | null {
  const name = objects.find(({ kind }) => kind === 'SCENARIO')?.name;
  if (name === undefined) return null;
  switch (action) {
    case 'scenario.created':
      return `created scenario ${name}`;
    case 'scenario.renamed':
      return `renamed scenario ${recordOf(before)['name']} to ${recordOf(after)['name']}`;
    case 'scenario.deleted': {
      const members = listIn(before, 'members').length;
      return `deleted scenario ${name}${members === 0 ? '' : `, which had ${counted(members, 'member')}`}`;
    }
    default:
      return null;
  }
}

const shown = 2;
/** Of an entry that tells of nothing else, the change of the landscape is the action. */
const tellsOnlyOf = (side: unknown): boolean =>
  Object.keys(recordOf(side)).every((key) => key === 'memberships' || key === 'connections');

const isAsItWas = ({ before, after }: TellingEntry): boolean =>
  Object.keys(recordOf(after)).length > 0 &&
  [before, after].every((side) => listIn(side, 'memberships').length + listIn(side, 'connections').length === 0);

/**
 * What an entry changed, as the end of a sentence that begins with who did it: `added 3 applications to campaign`,
 * `switched orders from eu to us, removed crm from campaign, +2`. Null where the action says it all.
 */
export function changesInWords(entry: TellingEntry): string | null {
  const whole = bulkInWords(entry) ?? scenarioInWords(entry);
  if (whole !== null) return whole;
  if (!tellsOnlyOf(entry.before) || !tellsOnlyOf(entry.after)) return null;
  const clauses = [...membershipClauses(entry), ...connectionClauses(entry)];
  if (clauses.length === 0) return isAsItWas(entry) ? 'changed nothing, it was so already' : null;
  const more = clauses.length - shown;
  return [...clauses.slice(0, shown), ...(more > 0 ? [`+${more}`] : [])].join(', ');
}
