import { catchUp } from '../events/catchUp.store.ts';
import type { FeedStep } from '../events/feed.ts';
import { follow } from '../events/follow.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { LandscapeChange } from '../graphql/director.generated.ts';
import { type LandscapeEnv, loadObjects } from './landscape.ts';

type Env = LandscapeEnv & Pick<RequestContext, 'read' | 'feed'>;

/**
 * The live feed of one tenant, from the entry after `after` or from now on. What is touched is loaded when the consumer
 * takes the step, so a slow one gets fewer steps, never outdated ones.
 */
export function landscapeChanges(
  env: Env,
  tenantId: string,
  after: number | null,
): AsyncIterableIterator<LandscapeChange> {
  const following = follow(env.feed, tenantId, () => catchUp(env.read, tenantId, after));
  // A subscription that is dropped before its first step leaves this promise to nobody else.
  following.catch(() => undefined);
  const iterator: AsyncIterableIterator<LandscapeChange> = {
    [Symbol.asyncIterator]: () => iterator,
    async next() {
      const step = await (await following).next();
      return step ? { done: false, value: await asChange(env, tenantId, step) } : { done: true, value: undefined };
    },
    async return() {
      (await following).close();
      return { done: true, value: undefined };
    },
  };
  return iterator;
}

async function asChange(env: Env, tenantId: string, step: FeedStep): Promise<LandscapeChange> {
  const numbers = {
    sequence: step.sequence,
    fromSequence: step.fromSequence,
    version: step.landscapeVersion,
    at: env.clock(),
  };
  if (step.everything) {
    return { ...numbers, reset: true, scenarios: [], applications: [], runtimes: [], connections: [], removed: [] };
  }
  const objects = await loadObjects(env.read, env, tenantId, step);
  const present = new Set([...objects.scenarios, ...objects.applications, ...objects.runtimes].map(({ id }) => id));
  const touched = [...step.scenarioIds, ...step.applicationIds, ...step.runtimeIds];
  return { ...numbers, reset: false, ...objects, removed: touched.filter((id) => !present.has(id)) };
}
