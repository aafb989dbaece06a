import type { Index } from './facts.ts';
import type { Change } from './model.ts';

interface Told {
  /** By object: scenarios it is in by hand. */
  memberships: Map<string, Set<string>>;
  /** `<application> <runtime>`. */
  connections: Set<string>;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const listIn = (value: unknown, key: string): Record<string, unknown>[] => {
  const list = isRecord(value) ? value[key] : undefined;
  return Array.isArray(list) ? list.filter(isRecord) : [];
};

/** What an entry tells of memberships and connections; entries of other kinds tell nothing. */
function told(side: unknown): Told {
  const memberships = new Map<string, Set<string>>();
  for (const each of listIn(side, 'memberships')) {
    const byHand = listIn(each, 'memberships').filter(({ manual }) => manual === true);
    memberships.set(String(each['objectID']), new Set(byHand.map(({ scenario }) => String(scenario))));
  }
  const pairs = listIn(side, 'connections').map(({ applicationID, runtimeID }) => `${applicationID} ${runtimeID}`);
  return { memberships, connections: new Set(pairs) };
}

/** The objects and scenarios that the inverse of the entry can be about. */
export function concernedBy(entry: { before?: unknown; after?: unknown }): {
  objectIds: string[];
  scenarios: string[];
} {
  const sides = [told(entry.before), told(entry.after)];
  const pairs = sides.flatMap(({ connections }) => [...connections].flatMap((pair) => pair.split(' ')));
  const members = sides.flatMap(({ memberships }) => [...memberships.keys()]);
  const scenarios = sides.flatMap(({ memberships }) => [...memberships.values()].flatMap((held) => [...held]));
  return { objectIds: [...new Set([...members, ...pairs])], scenarios: [...new Set(scenarios)] };
}

/** Whether the entry tells of memberships or connections. */
export function changesLandscape({ before, after }: { before?: unknown; after?: unknown }): boolean {
  return [before, after].some((side) => listIn(side, 'memberships').length + listIn(side, 'connections').length > 0);
}

/** The changes that take back what the entry did, without those whose effect is no longer there. */
export function inverseOf(entry: { before?: unknown; after?: unknown }, index: Index): Change[] {
  const [before, after] = [told(entry.before), told(entry.after)];
  const { members, scenarioNames, holders, facts } = index;
  const changes: Change[] = [];
  for (const [objectID, had] of before.memberships) {
    const got = after.memberships.get(objectID) ?? new Set();
    const member = members.get(objectID);
    if (!member) continue;
    const holds = (scenario: string) => member.memberships.get(scenario)?.manual ?? false;
    const isOwn = (scenario: string) =>
      scenarioNames.has(scenario) && !(member.kind === 'APPLICATION' && scenario === facts.defaultScenario);
    for (const scenario of had) {
      if (!got.has(scenario) && isOwn(scenario) && !holds(scenario))
        changes.push({ addToScenario: { objectID, scenario } });
    }
    for (const scenario of got) {
      if (!had.has(scenario) && holds(scenario)) changes.push({ removeFromScenario: { objectID, scenario } });
    }
  }
  const pairOf = (key: string) => {
    const [applicationID = '', runtimeID = ''] = key.split(' ');
    return { applicationID, runtimeID };
  };
  const isHeld = (key: string) => {
    const { applicationID, runtimeID } = pairOf(key);
    return holders.get(applicationID)?.has(runtimeID) ?? false;
  };
  const back = [...before.connections].filter((key) => !after.connections.has(key) && !isHeld(key)).map(pairOf);
  const gone = [...after.connections].filter((key) => !before.connections.has(key) && isHeld(key)).map(pairOf);
  for (const pair of back) {
    if (!members.has(pair.applicationID) || !members.has(pair.runtimeID)) continue;
    const isElsewhere = gone.some(({ applicationID }) => applicationID === pair.applicationID);
    changes.push(isElsewhere ? { switch: pair } : { connect: pair });
  }
  for (const pair of gone) {
    if (!back.some(({ applicationID }) => applicationID === pair.applicationID)) changes.push({ disconnect: pair });
  }
  return changes;
}
