import { formatRelative } from '../format/moments.ts';
import type { LiveLandscape } from '../live/landscape.ts';
import { lineId } from './model.ts';
import type { Overlay } from './overlay.ts';

const none: ReadonlySet<string> = new Set();

/**
 * The connections that freeze with the certificates of some Runtimes, everything else dimmed; null if there are none.
 * A frozen connection goes on, so that nothing in it is marked as breaking.
 */
export function frozenOverlay(landscape: LiveLandscape, runtimeIDs: readonly string[], now: number): Overlay | null {
  const wanted = new Set(runtimeIDs);
  const words = new Map<string, string>();
  for (const { id, state, certificate } of landscape.runtimes) {
    if (!wanted.has(id) || !certificate) continue;
    const isOver = state === 'REVOKED' || state === 'CERTIFICATE_EXPIRED';
    words.set(id, isOver ? 'Frozen' : `Freezes ${formatRelative(certificate.notAfter, now)}`);
  }
  const frozen = landscape.connections.filter(({ runtimeID }) => words.has(runtimeID));
  if (frozen.length === 0) return null;
  const labels = new Map(
    frozen.map(({ applicationID, runtimeID }) => [lineId(applicationID, runtimeID), words.get(runtimeID) ?? '']),
  );
  return {
    ...{ breaks: none, appears: [], joins: none, leaves: none, labels },
    freezes: new Set(labels.keys()),
    touched: new Set(frozen.flatMap(({ applicationID, runtimeID }) => [applicationID, runtimeID])),
    dimsRest: true,
  };
}
