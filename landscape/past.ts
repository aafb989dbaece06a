import type {
  ApplicationFacts,
  Changed,
  ConnectionFacts,
  CredentialFacts,
  LandscapeDelta,
  MembershipDelta,
  Origin,
  RuntimeFacts,
  ScenarioFacts,
} from './delta.ts';

/** The landscape as deltas see it. Folding changes it in place. */
export interface LandscapeState {
  applications: Map<string, ApplicationFacts>;
  runtimes: Map<string, RuntimeFacts>;
  scenarios: Map<string, ScenarioFacts>;
  /** By object, then by scenario. */
  memberships: Map<string, Map<string, Set<Origin>>>;
  /** By `pairKey`. */
  connections: Map<string, ConnectionFacts>;
  /** By Runtime; absent for one that never had any. */
  credentials: Map<string, CredentialFacts>;
  connectionPolicy: 'EXCLUSIVE' | 'SHARED';
}

export const pairKey = ({ applicationId, runtimeId }: Pick<ConnectionFacts, 'applicationId' | 'runtimeId'>): string =>
  `${applicationId} ${runtimeId}`;

/** Takes back what one entry did: of the state right after it makes the state right before it. */
export function undo(state: LandscapeState, delta: LandscapeDelta): void {
  fold(state, delta, 'before');
}

/** Does once more what one entry did: of the state right before it makes the state right after it. */
export function redo(state: LandscapeState, delta: LandscapeDelta): void {
  fold(state, delta, 'after');
}

type Side = 'before' | 'after';

function fold(state: LandscapeState, delta: LandscapeDelta, side: Side): void {
  put(state.applications, delta.applications, side);
  put(state.runtimes, delta.runtimes, side);
  put(state.scenarios, delta.scenarios, side);
  put(state.credentials, delta.credentials, side);
  for (const group of delta.memberships ?? []) {
    move(state.memberships, group, side === 'after' ? group.removed : group.added, false);
    move(state.memberships, group, side === 'after' ? group.added : group.removed, true);
  }
  const { begun = [], ended = [] } = delta.connections ?? {};
  for (const gone of side === 'after' ? ended : begun) state.connections.delete(pairKey(gone));
  for (const present of side === 'after' ? begun : ended) state.connections.set(pairKey(present), present);
  if (delta.connectionPolicy) state.connectionPolicy = delta.connectionPolicy[side];
}

function put<Facts>(facts: Map<string, Facts>, changes: readonly Changed<Facts>[] | undefined, side: Side): void {
  for (const change of changes ?? []) {
    const then = change[side];
    if (then === null) facts.delete(change.id);
    else facts.set(change.id, then);
  }
}

function move(
  memberships: LandscapeState['memberships'],
  { scenarioId, origin }: MembershipDelta,
  objectIds: readonly string[],
  holds: boolean,
): void {
  for (const objectId of objectIds) {
    const own = memberships.get(objectId) ?? new Map<string, Set<Origin>>();
    const origins = own.get(scenarioId) ?? new Set<Origin>();
    if (holds) origins.add(origin);
    else origins.delete(origin);
    if (origins.size > 0) own.set(scenarioId, origins);
    else own.delete(scenarioId);
    if (own.size > 0) memberships.set(objectId, own);
    else memberships.delete(objectId);
  }
}
