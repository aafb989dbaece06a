import { applyToFacts } from '../../landscape/impact.ts';
import type { Change } from '../../landscape/model.ts';
import type { LiveLandscape } from '../live/liveLandscape.ts';
import { pairKey } from './describe.ts';

/** Changes on their way to the server. */
export interface Written {
  changes: readonly Change[];
  /** Of the landscape that has them; null until the server has answered. */
  version: number | null;
}

const isUnseen =
  (live: { version: number }) =>
  ({ version }: Written): boolean =>
    version === null || version > live.version;

/** What the console still has to be told of. */
export const unseenOf = (live: { version: number } | null, written: readonly Written[]): readonly Written[] =>
  live ? written.filter(isUnseen(live)) : [];

/** The landscape with what was written and has not come back yet; connections that begin wait for their agent. */
export function withWritten(live: LiveLandscape, written: readonly Written[]): LiveLandscape {
  return unseenOf(live, written).reduce((before, { changes }) => {
    const facts = applyToFacts(before, changes, before.at);
    const known = new Map(before.connections.map((each) => [pairKey(each), each]));
    const connections = facts.connections.map((each) => known.get(pairKey(each)) ?? { ...each, pending: true });
    // Members keep what else is known of them.
    return { ...(facts as LiveLandscape), connections };
  }, live);
}
