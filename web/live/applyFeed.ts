import type { LiveChange, LiveLandscape } from './liveLandscape.ts';

export type FeedResult = { kind: 'applied'; landscape: LiveLandscape } | { kind: 'refetch' };

/**
 * Applies steps of the feed by the rules of `LandscapeChange`: what is already contained is skipped, a gap in the
 * numbers or a reset asks for the whole landscape. Objects that no step touched keep their identity.
 */
export function applyFeed(landscape: LiveLandscape, changes: readonly LiveChange[]): FeedResult {
  let current = landscape;
  for (const change of changes) {
    if (!change.reset && isContained(change, current.sequence)) continue;
    if (change.reset || change.fromSequence > current.sequence + 1) return { kind: 'refetch' };
    current = applyStep(current, change);
  }
  return { kind: 'applied', landscape: current };
}

/** A step without a number of its own shows what no number stands for: it is contained in nothing. */
const isContained = ({ sequence, fromSequence }: LiveChange, known: number): boolean =>
  sequence < known || (sequence === known && fromSequence <= sequence);

function applyStep(landscape: LiveLandscape, change: LiveChange): LiveLandscape {
  const removed = new Set(change.removed);
  const touched = new Set([
    ...change.removed,
    ...change.applications.map(({ id }) => id),
    ...change.runtimes.map(({ id }) => id),
  ]);
  const ofTouched = ({ applicationID, runtimeID }: { applicationID: string; runtimeID: string }) =>
    touched.has(applicationID) || touched.has(runtimeID);
  return {
    ...landscape,
    sequence: change.sequence,
    version: change.version,
    at: change.at,
    scenarios: replace(landscape.scenarios, change.scenarios, removed),
    applications: replace(landscape.applications, change.applications, removed),
    runtimes: replace(landscape.runtimes, change.runtimes, removed),
    connections:
      touched.size === 0
        ? landscape.connections
        : [...landscape.connections.filter((each) => !ofTouched(each)), ...change.connections],
  };
}

function replace<Item extends { id: string }>(
  items: readonly Item[],
  given: readonly Item[],
  removed: ReadonlySet<string>,
): readonly Item[] {
  if (given.length === 0 && removed.size === 0) return items;
  const fresh = new Map(given.map((item) => [item.id, item]));
  const kept = items.filter((item) => !removed.has(item.id)).map((item) => fresh.get(item.id) ?? item);
  const known = new Set(kept.map(({ id }) => id));
  return [...kept, ...given.filter((item) => !known.has(item.id))];
}
