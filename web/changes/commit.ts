import type { ApolloClient } from '@apollo/client';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { applyToFacts, type Index, impact, indexFacts } from '../../landscape/impact.ts';
import type { Change, Facts, Impact } from '../../landscape/model.ts';
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

interface Own {
  version: number;
  changes: readonly Change[];
}

/** The landscape with what this console has written and not yet been told of; as it is, if others wrote in between. */
function withOwn(seen: Facts & { version: number }, written: readonly Own[]): Facts & { version: number } {
  const unseen = written
    .filter(({ version }) => version > seen.version)
    .sort((one, other) => one.version - other.version);
  const isWhole = unseen.every(({ version }, at) => version === seen.version + at + 1);
  if (!isWhole || unseen.length === 0) return seen;
  const facts = unseen.reduce<Facts>((before, { changes }) => applyToFacts(before, changes), seen);
  return { ...facts, version: seen.version + unseen.length };
}

/**
 * Writes changes on the version they were looked at. If the landscape moved on meanwhile they are looked at again:
 * with the same impact they are written silently, otherwise nothing is and the new impact comes back.
 */
export function createCommit(
  client: Pick<ApolloClient, 'mutate'>,
  store: Pick<LandscapeStore, 'snapshot' | 'refresh'>,
) {
  let written: readonly Own[] = [];
  /** `isBehind`: agreed to while others were on their way, of which nobody knew what would become of them. */
  return async (changes: readonly Change[], agreed: Impact, isBehind = false): Promise<Committed> => {
    for (let attempt = 1; ; attempt += 1) {
      const seen = store.snapshot().landscape;
      if (!seen) throw new Error('The landscape has not been read yet');
      written = written.filter(({ version }) => version > seen.version);
      const present = withOwn(seen, written);
      if (attempt > 1 || isBehind || present !== seen) {
        const index = indexFacts(present);
        const now = impact(index, changes);
        if (!sameImpact(now, agreed)) return { done: false, index, impact: now };
      }
      try {
        const variables = { expectedVersion: present.version, changes: [...changes] };
        const { data } = await client.mutate({ mutation: ApplyChangesDocument, variables });
        if (!data) throw new Error('The server answered without data');
        const { version } = data.applyChanges;
        written = [...written, { version, changes }];
        return { done: true, version, inverse: data.applyChanges.inverse.map(toChange), impact: agreed };
      } catch (error) {
        if (!isConcurrentUpdate(error) || attempt === 5) throw error;
        await store.refresh();
      }
    }
  };
}
