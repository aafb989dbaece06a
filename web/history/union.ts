import type { LiveLandscape } from '../live/liveLandscape.ts';
import type { Comparison } from './comparison.ts';

/**
 * A with what is only in B, so that both can be drawn. What comes from B has no memberships here and no state: those of A
 * are counted, those of B are marked as appearing.
 */
export function withGhosts(a: LiveLandscape, b: LiveLandscape, { onlyInB }: Comparison): LiveLandscape {
  if (onlyInB.size === 0) return a;
  const isGhost = ({ id }: { id: string }) => onlyInB.has(id);
  const asGhost = <Item extends { id: string }>(item: Item) => ({ ...item, memberships: [] });
  return {
    ...a,
    scenarios: [...a.scenarios, ...b.scenarios.filter(isGhost)],
    applications: [...a.applications, ...b.applications.filter(isGhost).map(asGhost)],
    runtimes: [
      ...a.runtimes,
      ...b.runtimes.filter(isGhost).map((runtime) => ({
        ...asGhost(runtime),
        ...{ state: 'NOT_CONNECTED' as const, certificate: null, tokenExpiresAt: null, unenforcedRemovals: 0 },
      })),
    ],
  };
}
