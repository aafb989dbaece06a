import { indexFacts } from './facts.ts';
import type { Facts } from './model.ts';
import { listPairs } from './pairs.ts';

type Policy = Facts['connectionPolicy'];

/** An Application with more connections than a policy allows. */
export interface SeveralConnections {
  applicationID: string;
  runtimeIDs: string[];
}

export interface PolicyImpact {
  from: Policy;
  to: Policy;
  connections: number;
  becomePossible: number;
  stopBeingPossible: number;
  /** In the order of names, as are the Runtimes of each. */
  conflicts: SeveralConnections[];
}

/**
 * What another connection policy would mean. A change of the policy ends no connection: which of several goes on, no rule
 * can know, so those are conflicts.
 */
export function policyImpact(facts: Facts, to: Policy): PolicyImpact {
  const from = facts.connectionPolicy;
  const index = indexFacts({ ...facts, connectionPolicy: 'EXCLUSIVE' });
  const all = { applicationID: null, runtimeID: null };
  // What the one policy blocks is all that the two differ in.
  const { total } = listPairs(index, { ...all, states: ['BLOCKED'] }, { offset: 0, limit: 0 });
  const rank = (id: string) => index.members.get(id)?.rank ?? 0;
  const several = [...index.holders].filter(([, runtimes]) => runtimes.size > 1);
  return {
    from,
    to,
    connections: facts.connections.length,
    becomePossible: from === 'EXCLUSIVE' && to === 'SHARED' ? total : 0,
    stopBeingPossible: from === 'SHARED' && to === 'EXCLUSIVE' ? total : 0,
    conflicts:
      to === 'SHARED'
        ? []
        : several
            .map(([applicationID, runtimes]) => ({
              applicationID,
              runtimeIDs: [...runtimes.keys()].sort((a, b) => rank(a) - rank(b)),
            }))
            .sort((a, b) => rank(a.applicationID) - rank(b.applicationID)),
  };
}
