import { compareNames } from '../format/inOrder.ts';
import type { LiveConnection, LiveLandscape } from '../live/liveLandscape.ts';
import { runtimeFinding } from '../map/words.ts';

export type ComparedKind = 'APPLICATION' | 'RUNTIME' | 'SCENARIO' | 'MEMBERSHIP' | 'CONNECTION';

/** Something that is in one landscape only. */
export interface ComparedItem {
  key: string;
  kind: ComparedKind;
  /** `orders`, `orders in campaign`, `orders → cluster-eu`. */
  title: string;
  /** What it is about: an object itself, else its parts. The first is the one to select. */
  ids: readonly string[];
}

/** Something that is in both and differs. */
export interface ChangedItem extends ComparedItem {
  /** `not connected, now on cluster-eu`. */
  detail: string;
}

interface Pair {
  applicationID: string;
  runtimeID: string;
  since: number;
}

/** What differs between A and B, in words and in ids for the picture. */
export interface Comparison {
  added: ComparedItem[];
  removed: ComparedItem[];
  changed: ChangedItem[];
  /** Ids of Applications, Runtimes and scenarios. */
  onlyInA: ReadonlySet<string>;
  onlyInB: ReadonlySet<string>;
  /** `<object>@<scenario id>`. */
  joins: ReadonlySet<string>;
  leaves: ReadonlySet<string>;
  begun: readonly Pair[];
  ended: readonly Pair[];
}

const byTitle = (a: ComparedItem, b: ComparedItem) => compareNames(a.title, b.title) || (a.key < b.key ? -1 : 1);

interface Named {
  id: string;
  name: string;
}

interface Side {
  names: Map<string, string>;
  kinds: Map<string, ComparedKind>;
  /** `<object>@<scenario id>`. */
  memberships: Map<string, { objectID: string; scenarioID: string; scenario: string }>;
  connections: Map<string, LiveConnection>;
}

function sideOf(landscape: LiveLandscape): Side {
  const names = new Map<string, string>();
  const kinds = new Map<string, ComparedKind>();
  const enter = (kind: ComparedKind, list: readonly Named[]) => {
    for (const { id, name } of list) {
      names.set(id, name);
      kinds.set(id, kind);
    }
  };
  enter('SCENARIO', landscape.scenarios);
  enter('APPLICATION', landscape.applications);
  enter('RUNTIME', landscape.runtimes);
  const scenarioIds = new Map(landscape.scenarios.map(({ id, name }) => [name, id]));
  const memberships: Side['memberships'] = new Map();
  for (const { id, memberships: own } of [...landscape.applications, ...landscape.runtimes]) {
    for (const { scenario } of own) {
      const scenarioID = scenarioIds.get(scenario);
      if (scenarioID !== undefined) memberships.set(`${id}@${scenarioID}`, { objectID: id, scenarioID, scenario });
    }
  }
  const connections = new Map(landscape.connections.map((each) => [`${each.applicationID}>${each.runtimeID}`, each]));
  return { names, kinds, memberships, connections };
}

const missing = <Value>(from: ReadonlyMap<string, Value>, there: ReadonlyMap<string, unknown>) =>
  [...from].filter(([key]) => !there.has(key));

/** How something that is in both is told: as it is in A, and as it is in B. */
type Contrast = (inA: string, inB: string) => string;

const overTime: Contrast = (before, after) => `${before}, now ${after}`;

/** What came, what went and what is different, from A to B. Both must be of the same tenant. */
export function compare(a: LiveLandscape, b: LiveLandscape, contrast = overTime): Comparison {
  const [then, now] = [sideOf(a), sideOf(b)];
  const only = (one: Side, other: Side): ComparedItem[] => {
    const objects = missing(one.names, other.names).map(
      ([id, title]): ComparedItem => ({ key: id, kind: one.kinds.get(id)!, title, ids: [id] }),
    );
    // Memberships of what came or went as a whole go without saying.
    const joined = missing(one.memberships, other.memberships)
      .filter(([, { objectID, scenarioID }]) => other.names.has(objectID) && other.names.has(scenarioID))
      .map(([key, { objectID, scenarioID, scenario }]): ComparedItem => {
        return {
          key,
          kind: 'MEMBERSHIP',
          title: `${one.names.get(objectID)} in ${scenario}`,
          ids: [objectID, scenarioID],
        };
      });
    return [...objects.sort(byTitle), ...joined.sort(byTitle)];
  };
  return {
    added: only(now, then),
    removed: only(then, now),
    changed: changesBetween(a, b, [then, now], contrast),
    onlyInA: new Set(missing(then.names, now.names).map(([id]) => id)),
    onlyInB: new Set(missing(now.names, then.names).map(([id]) => id)),
    joins: new Set(missing(now.memberships, then.memberships).map(([key]) => key)),
    leaves: new Set(missing(then.memberships, now.memberships).map(([key]) => key)),
    begun: missing(now.connections, then.connections).map(([, pair]) => pair),
    ended: missing(then.connections, now.connections).map(([, pair]) => pair),
  };
}

function changesBetween(
  a: LiveLandscape,
  b: LiveLandscape,
  [then, now]: readonly [Side, Side],
  contrast: Contrast,
): ChangedItem[] {
  const details = new Map<string, string[]>();
  const say = (id: string, text: string) => details.set(id, [...(details.get(id) ?? []), text]);
  for (const [id, name] of now.names) {
    const before = then.names.get(id);
    if (before !== undefined && before !== name) say(id, `was called ${before}`);
  }
  const heldThen = Map.groupBy(a.connections, ({ applicationID }) => applicationID);
  const heldNow = Map.groupBy(b.connections, ({ applicationID }) => applicationID);
  for (const id of new Set([...heldThen.keys(), ...heldNow.keys()])) {
    if (!then.names.has(id) || !now.names.has(id)) continue;
    const [before, after] = [runtimesOf(heldThen.get(id), then), runtimesOf(heldNow.get(id), now)];
    const isSame = idsOf(heldThen.get(id)) === idsOf(heldNow.get(id));
    if (!isSame) say(id, contrast(before ? `on ${before}` : 'not connected', after ? `on ${after}` : 'not connected'));
  }
  const runtimesThen = new Map(a.runtimes.map((runtime) => [runtime.id, runtime]));
  for (const runtime of b.runtimes) {
    const before = runtimesThen.get(runtime.id);
    // What was not read says nothing of what is different.
    if (!before || before.isCertificateUnknown || runtime.isCertificateUnknown) continue;
    const words = [known(before, a.at), known(runtime, b.at)] as const;
    if (words[0] !== words[1]) say(runtime.id, contrast(words[0], words[1]));
  }
  return [...details]
    .map(([id, texts]): ChangedItem => {
      return { key: id, kind: now.kinds.get(id)!, title: now.names.get(id)!, ids: [id], detail: texts.join('; ') };
    })
    .sort(byTitle);
}

/** The past does not know when anybody was in contact: a Runtime that is silent now counts as connected. */
const known = (runtime: LiveLandscape['runtimes'][number], at: number): string =>
  runtimeFinding(
    { ...runtime, state: runtime.state === 'STALE' ? 'CONNECTED' : runtime.state, unenforcedRemovals: 0 },
    false,
    at,
  ).word.toLowerCase();

const idsOf = (held: readonly LiveConnection[] = []): string =>
  held
    .map(({ runtimeID }) => runtimeID)
    .sort()
    .join();

const runtimesOf = (held: readonly LiveConnection[] = [], { names }: Side): string =>
  held
    .map(({ runtimeID }) => names.get(runtimeID) ?? '')
    .sort()
    .join(', ');

export const differences = ({ added, removed, changed }: Comparison): number =>
  added.length + removed.length + changed.length;
