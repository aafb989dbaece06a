import type { Change, Facts, Member } from '../../landscape/model.ts';

const manualOf = ({ memberships }: Member): string[] =>
  memberships.filter(({ manual }) => manual).map(({ scenario }) => scenario);

/**
 * The changes that make of `from` what `to` was, as far as changes can: memberships by hand and connections of objects and
 * scenarios that are in both. What rules and the default scenario do follows by itself.
 */
export function towards(from: Facts, to: Facts): Change[] {
  const scenarios = new Set(from.scenarios.map(({ name }) => name));
  const wanted = new Map([...to.applications, ...to.runtimes].map((member) => [member.id, member]));
  const applications = new Set(from.applications.map(({ id }) => id));
  const joins: Change[] = [];
  const leaves: Change[] = [];
  for (const member of [...from.applications, ...from.runtimes]) {
    const goal = wanted.get(member.id);
    if (!goal) continue;
    const isOwn = (scenario: string) =>
      scenarios.has(scenario) && !(applications.has(member.id) && scenario === from.defaultScenario);
    const [has, shall] = [new Set(manualOf(member)), new Set(manualOf(goal))];
    for (const scenario of shall) {
      if (!has.has(scenario) && isOwn(scenario)) joins.push({ addToScenario: { objectID: member.id, scenario } });
    }
    for (const scenario of has) {
      if (!shall.has(scenario) && isOwn(scenario))
        leaves.push({ removeFromScenario: { objectID: member.id, scenario } });
    }
  }
  return [...joins, ...leaves, ...connectionsTowards(from, to, wanted)];
}

function connectionsTowards(from: Facts, to: Facts, wanted: ReadonlyMap<string, Member>): Change[] {
  const known = new Set([...from.applications, ...from.runtimes].map(({ id }) => id));
  const has = Map.groupBy(from.connections, ({ applicationID }) => applicationID);
  const shall = Map.groupBy(to.connections, ({ applicationID }) => applicationID);
  const changes: Change[] = [];
  for (const { id: applicationID } of from.applications) {
    if (!wanted.has(applicationID)) continue;
    const own = new Set((has.get(applicationID) ?? []).map(({ runtimeID }) => runtimeID));
    const goal = (shall.get(applicationID) ?? []).map(({ runtimeID }) => runtimeID).filter((id) => known.has(id));
    const missing = goal.filter((id) => !own.has(id));
    const surplus = [...own].filter((id) => !goal.includes(id) && wanted.has(id));
    if (missing.length === 1 && surplus.length > 0 && from.connectionPolicy === 'EXCLUSIVE') {
      changes.push({ switch: { applicationID, runtimeID: missing[0]! } });
      continue;
    }
    for (const runtimeID of surplus) changes.push({ disconnect: { applicationID, runtimeID } });
    for (const runtimeID of missing) changes.push({ connect: { applicationID, runtimeID } });
  }
  return changes;
}
