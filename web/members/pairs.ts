import { common, stateOf } from '../../landscape/facts.ts';
import type { PairState } from '../../landscape/model.ts';
import { compareNames } from '../format/inOrder.ts';
import { formatExact } from '../format/moments.ts';
import type { LiveConnection, LiveLandscape, LiveRuntime } from '../live/liveLandscape.ts';
import { connectionFinding, type Finding } from '../map/words.ts';
import type { MemberRows, NamedObject } from './rows.ts';

/** A pair that shares a scenario, seen from one of its two sides. */
export interface PairRow {
  other: NamedObject;
  state: Exclude<PairState, 'FORBIDDEN'>;
  /** Scenarios in common. */
  scenarios: string[];
  since: number | null;
  /** Who holds the Application, if another Runtime does. */
  heldBy: NamedObject | null;
  finding: Finding;
  /** What else there is to know about it; empty if nothing. */
  note: string;
}

const stateOrder: Record<PairRow['state'], number> = { CONNECTED: 0, BLOCKED: 1, AVAILABLE: 2 };

/** What freezes, what waits, or what is missing (product.md 4). */
function noteOf(
  state: PairRow['state'],
  runtime: LiveRuntime | undefined,
  connection: LiveConnection | undefined,
  now: number,
): string {
  if (state === 'BLOCKED') return 'Only one runtime at a time';
  const certificate = runtime?.certificate ?? null;
  if (!connection) return certificate === null ? 'The agent has to connect first' : '';
  const isFrozen = certificate && (certificate.state === 'REVOKED' || certificate.notAfter <= now);
  if (isFrozen) return 'Calls go on, changes do not arrive';
  if (certificate?.state === 'OVERDUE' || certificate?.state === 'CRITICAL') {
    return `Freezes ${formatExact(certificate.notAfter)}`;
  }
  return connection.pending ? 'Begins with its next fetch' : '';
}

/** All pairs of one object that share a scenario: connected first, then held by others, then free. */
export function pairsOf(landscape: LiveLandscape, rows: MemberRows, id: string, now: number): PairRow[] {
  const { index } = rows;
  const self = index.members.get(id);
  if (self === undefined) return [];
  const isRuntime = self.kind === 'RUNTIME';
  const runtimesByID = new Map(landscape.runtimes.map((runtime) => [runtime.id, runtime]));
  const lists = isRuntime ? index.applicationsIn : index.runtimesIn;
  const own = new Map(
    landscape.connections
      .filter(({ applicationID, runtimeID }) => (isRuntime ? runtimeID : applicationID) === id)
      .map((each) => [isRuntime ? each.applicationID : each.runtimeID, each]),
  );
  const others = new Set(self.scenarios.flatMap((scenario) => lists.get(scenario) ?? []));
  return [...others]
    .map((otherID): PairRow => {
      const other = index.members.get(otherID);
      const [applicationID, runtimeID] = isRuntime ? [otherID, id] : [id, otherID];
      const holders = index.holders.get(applicationID);
      const state = stateOf(true, holders, runtimeID, landscape.connectionPolicy) as PairRow['state'];
      const holder = state === 'BLOCKED' ? [...(holders?.keys() ?? [])][0] : undefined;
      const heldBy = holder === undefined ? null : { id: holder, name: index.members.get(holder)?.name ?? holder };
      const runtime = runtimesByID.get(runtimeID);
      const connection = own.get(otherID);
      return {
        other: { id: otherID, name: other?.name ?? otherID },
        state,
        scenarios: common(self.scenarios, other?.scenarios ?? []),
        since: connection?.since ?? null,
        heldBy,
        finding:
          connection && runtime
            ? connectionFinding(runtime, connection.pending, connection.since, now)
            : { family: 'idle', word: heldBy ? `Held by ${heldBy.name}` : 'Allowed, not connected' },
        note: noteOf(state, runtime, connection, now),
      };
    })
    .sort((a, b) => stateOrder[a.state] - stateOrder[b.state] || compareNames(a.other.name, b.other.name));
}
