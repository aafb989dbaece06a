import { type Index, indexFacts } from '../../../landscape/impact.ts';
import type { Change } from '../../../landscape/model.ts';
import { formatList, formatPlural } from '../../format/counts.ts';
import { selectorInWords } from '../../rules/ruleWords.ts';
import { isRecord, recordOf } from './step.ts';
import type { Told } from './told.ts';

/** What the log holds of a scenario that was deleted. */
export interface Deleted {
  name: string;
  /** Ids of those that were in it by hand. */
  members: string[];
  /** Those that only a rule held. */
  byRule: number;
  /** In words. */
  rules: string[];
  connections: { applicationID: string; runtimeID: string }[];
}

const listIn = (side: Record<string, unknown>, key: string) => {
  const list = side[key];
  return (Array.isArray(list) ? list : []).filter(isRecord);
};

/** Null if the entry does not name it. */
export function deletedScenario({ before }: Pick<Told, 'before'>): Deleted | null {
  const side = recordOf(before);
  const { name } = side;
  if (typeof name !== 'string') return null;
  const members = listIn(side, 'members');
  const selectors = listIn(side, 'rules').map(({ selector }) => recordOf(selector));
  const rules = selectors.map(({ key, value }) => selectorInWords({ key: String(key), value: String(value) }));
  return {
    name,
    members: members.filter(({ manual }) => manual === true).map(({ objectID }) => String(objectID)),
    byRule: members.filter(({ manual }) => manual !== true).length,
    rules: [...new Set(rules)],
    connections: listIn(side, 'connections').map(({ applicationID, runtimeID }) => ({
      applicationID: String(applicationID),
      runtimeID: String(runtimeID),
    })),
  };
}

/** The landscape with the scenario in it, empty, if it is not there. */
export const withScenario = (index: Index, name: string): Index =>
  index.scenarioNames.has(name)
    ? index
    : indexFacts({ ...index.facts, scenarios: [...index.facts.scenarios, { name }] });

interface Refilling {
  changes: Change[];
  /** In words, one sentence each: what does not come back. */
  stays: string[];
}

/** What puts its members into the scenario again, and begins the connections that ended with it and still can be. */
export function refilling({ name, members, byRule, rules, connections }: Deleted, index: Index): Refilling {
  const there = members.filter((id) => index.members.has(id));
  const missing = there.filter((id) => !index.members.get(id)?.memberships.get(name)?.manual);
  const isIn = (id: string) => there.includes(id) || (index.members.get(id)?.memberships.has(name) ?? false);
  const ended = connections.filter(({ applicationID, runtimeID }) => {
    return isIn(applicationID) && isIn(runtimeID) && !index.holders.get(applicationID)?.has(runtimeID);
  });
  const isFree = (id: string) => index.facts.connectionPolicy === 'SHARED' || !index.holders.get(id)?.size;
  const nameOf = (id: string) => index.members.get(id)?.name ?? id;
  const held = ended.filter(({ applicationID }) => !isFree(applicationID)).map((pair) => nameOf(pair.applicationID));
  const gone = members.length - there.length;
  return {
    changes: [
      ...missing.map((objectID) => ({ addToScenario: { objectID, scenario: name } })),
      ...ended.filter(({ applicationID }) => isFree(applicationID)).map((connect) => ({ connect })),
    ],
    stays: [
      ...(gone > 0 ? [`${formatPlural(gone, 'former member')} no longer ${gone === 1 ? 'exists' : 'exist'}.`] : []),
      ...(held.length > 0 ? [`The connections of ${formatList(held)} stay with other runtimes.`] : []),
      ...(rules.length > 0
        ? [
            `Its ${rules.length === 1 ? 'rule' : 'rules'} ${formatList(rules)}${byRule > 0 ? `, which held ${formatPlural(byRule, 'member')},` : ''} ${rules.length === 1 ? 'stays' : 'stay'} away: add ${rules.length === 1 ? 'it' : 'them'} on its page, where you see whom that moves.`,
          ]
        : []),
    ],
  };
}
