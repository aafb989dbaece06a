interface Counted {
  id: string;
  name: string;
  applicationCount: number;
  runtimeCount: number;
  failed: number;
  attention: number;
}

/** The worst first, then the most members. */
export const worstFirst = <S extends Counted>(scenarios: readonly S[]): S[] =>
  scenarios.toSorted(
    (a, b) =>
      b.failed - a.failed ||
      b.attention - a.attention ||
      b.applicationCount + b.runtimeCount - (a.applicationCount + a.runtimeCount) ||
      (a.name < b.name ? -1 : 1),
  );

/** How many Applications each two of the scenarios have in common; those without are left out. */
export function sharedApplications(
  scenarios: readonly { id: string; name: string }[],
  memberships: readonly { objectId: string; scenarioId: string }[],
): { scenarios: string[]; count: number }[] {
  const members = new Map(scenarios.map(({ id }) => [id, new Set<string>()]));
  for (const { objectId, scenarioId } of memberships) members.get(scenarioId)?.add(objectId);
  const pairs: { scenarios: string[]; count: number }[] = [];
  for (const [index, one] of scenarios.entries()) {
    for (const other of scenarios.slice(index + 1)) {
      const count = (members.get(one.id) ?? new Set()).intersection(members.get(other.id) ?? new Set()).size;
      if (count > 0) pairs.push({ scenarios: [one.name, other.name], count });
    }
  }
  return pairs;
}
