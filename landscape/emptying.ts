import { type Index, indexFacts } from './facts.ts';
import type { Facts, Member } from './model.ts';

/**
 * What takes everybody out of these scenarios, as when they are deleted. Their rules go with them, so in the index
 * memberships of theirs count as made by hand.
 */
export function emptying(
  facts: Facts,
  names: readonly string[],
): { index: Index; changes: { removeFromScenario: { objectID: string; scenario: string } }[] } {
  const going = new Set(names);
  const byHand = (member: Member): Member => ({
    ...member,
    memberships: member.memberships.map((each) =>
      going.has(each.scenario) ? { ...each, manual: true, rule: false } : each,
    ),
  });
  const index = indexFacts({
    ...facts,
    applications: facts.applications.map(byHand),
    runtimes: facts.runtimes.map(byHand),
  });
  const changes = names.flatMap((scenario) =>
    [...(index.applicationsIn.get(scenario) ?? []), ...(index.runtimesIn.get(scenario) ?? [])].map((objectID) => ({
      removeFromScenario: { objectID, scenario },
    })),
  );
  return { index, changes };
}
