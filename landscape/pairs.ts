import { common, type Index, type IndexedMember, stateOf } from './facts.ts';
import type { PairState } from './model.ts';

export interface PairFacts {
  application: IndexedMember;
  runtime: IndexedMember;
  state: PairState;
  /** In common, sorted. */
  scenarios: string[];
  since: number | null;
}

/**
 * Pairs that share a scenario, ordered by the names of Application, then Runtime.
 * @param filter null stands for all; `FORBIDDEN` pairs share none and are never listed.
 */
export function listPairs(
  index: Index,
  filter: { applicationID: string | null; runtimeID: string | null; states: readonly PairState[] | null },
  page: { offset: number; limit: number },
): { pairs: PairFacts[]; total: number } {
  const states = filter.states === null ? null : new Set(filter.states);
  const pairs: PairFacts[] = [];
  let total = 0;
  for (const application of applicationsInOrder(index, filter.applicationID)) {
    const holders = index.holders.get(application.id);
    const stateWith = (id: string) => stateOf(true, holders, id, index.facts.connectionPolicy);
    const candidates = new Set<string>();
    for (const scenario of application.scenarios) {
      for (const id of index.runtimesIn.get(scenario) ?? []) {
        if (filter.runtimeID !== null && id !== filter.runtimeID) continue;
        if (states === null || states.has(stateWith(id))) candidates.add(id);
      }
    }
    const first = Math.max(0, page.offset - total);
    const wanted = page.limit - pairs.length;
    total += candidates.size;
    if (wanted <= 0 || first >= candidates.size) continue;
    const inOrder = [...candidates].map((id) => index.members.get(id) as IndexedMember).sort((a, b) => a.rank - b.rank);
    for (const runtime of inOrder.slice(first, first + wanted)) {
      const scenarios = common(application.scenarios, runtime.scenarios);
      const since = holders?.get(runtime.id) ?? null;
      pairs.push({ application, runtime, state: stateWith(runtime.id), scenarios, since });
    }
  }
  return { pairs, total };
}

function applicationsInOrder(index: Index, applicationID: string | null): IndexedMember[] {
  const members = applicationID === null ? [...index.members.values()] : [index.members.get(applicationID)];
  return members
    .filter((member): member is IndexedMember => member?.kind === 'APPLICATION')
    .sort((a, b) => a.rank - b.rank);
}
