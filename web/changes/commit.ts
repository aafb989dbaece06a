import type { ApolloClient } from '@apollo/client';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { type Index, impact, indexFacts } from '../../landscape/impact.ts';
import type { Change, Impact } from '../../landscape/model.ts';
import { ApplyChangesDocument, type ApplyChangesMutation } from '../graphql.generated.ts';
import type { LandscapeStore } from '../live/landscapeStore.ts';
import { sameImpact } from './describe.ts';

/** `error_code` of ConcurrentUpdate: somebody else changed the landscape first. */
const concurrentUpdate = 35;

const isConcurrentUpdate = (error: unknown): boolean =>
  CombinedGraphQLErrors.is(error) && error.errors.some(({ extensions }) => extensions?.error_code === concurrentUpdate);

type Answered = ApplyChangesMutation['applyChanges']['inverse'][number];

function toChange({ addToScenario, removeFromScenario, connect, switch: switched, disconnect }: Answered): Change {
  const pair = (answer: { applicationID: string; runtimeID: string }) => ({
    applicationID: answer.applicationID,
    runtimeID: answer.runtimeID,
  });
  const membership = (answer: { objectID: string; scenario: string }) => ({
    objectID: answer.objectID,
    scenario: answer.scenario,
  });
  if (addToScenario) return { addToScenario: membership(addToScenario) };
  if (removeFromScenario) return { removeFromScenario: membership(removeFromScenario) };
  if (connect) return { connect: pair(connect) };
  if (switched) return { switch: pair(switched) };
  if (disconnect) return { disconnect: pair(disconnect) };
  throw new Error('The server answered with an empty change');
}

export type Committed =
  /** `version`: of the landscape with them. */
  { done: true; version: number; inverse: Change[]; impact: Impact } | { done: false; index: Index; impact: Impact };

/**
 * Writes changes on the version they were looked at. If the landscape moved on meanwhile they are looked at again:
 * with the same impact they are written silently, otherwise nothing is and the new impact comes back.
 */
export function createCommit(
  client: Pick<ApolloClient, 'mutate'>,
  store: Pick<LandscapeStore, 'snapshot' | 'refresh'>,
) {
  let newest = 0;
  return async (changes: readonly Change[], agreed: Impact): Promise<Committed> => {
    let version = Math.max(store.snapshot().landscape?.version ?? 0, newest);
    for (let attempt = 1; ; attempt += 1) {
      try {
        const variables = { expectedVersion: version, changes: [...changes] };
        const { data } = await client.mutate({ mutation: ApplyChangesDocument, variables });
        if (!data) throw new Error('The server answered without data');
        newest = data.applyChanges.version;
        const inverse = data.applyChanges.inverse.map(toChange);
        return { done: true, version: newest, inverse, impact: agreed };
      } catch (error) {
        if (!isConcurrentUpdate(error) || attempt === 5) throw error;
        await store.refresh();
        const fresh = store.snapshot().landscape;
        if (!fresh) throw error;
        version = fresh.version;
        newest = fresh.version;
        const index = indexFacts(fresh);
        const now = impact(index, changes);
        if (!sameImpact(now, agreed)) return { done: false, index, impact: now };
      }
    }
  };
}
