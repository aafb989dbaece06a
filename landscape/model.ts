/**
 * The landscape as the engine sees it. Server and console hand in the same shapes: moments are milliseconds since 1970,
 * scenarios are referred to by name, objects by id. Names of members follow the wire contract (`applicationID`).
 */

/** `manual` and `rule` may both hold; neither holds for an Application that is in the default scenario by itself. */
export interface Membership {
  scenario: string;
  manual: boolean;
  rule: boolean;
}

export interface Member {
  id: string;
  name: string;
  memberships: readonly Membership[];
}

export interface Connection {
  applicationID: string;
  runtimeID: string;
  since: number;
}

export interface Facts {
  defaultScenario: string;
  connectionPolicy: 'EXCLUSIVE' | 'SHARED';
  scenarios: readonly { name: string }[];
  applications: readonly Member[];
  runtimes: readonly Member[];
  connections: readonly Connection[];
}

export interface MembershipChange {
  objectID: string;
  scenario: string;
}

export interface Pair {
  applicationID: string;
  runtimeID: string;
}

/** Exactly one member says what changes; `LandscapeChangeInput` of the console contract. */
export type Change =
  | { addToScenario: MembershipChange }
  | { removeFromScenario: MembershipChange }
  | { connect: Pair }
  | { switch: Pair }
  | { disconnect: Pair };

/** A rule begins or ceases to hold an object in a scenario (product.md section 3); what is by hand stays. */
export interface RuleChange extends MembershipChange {
  holds: boolean;
}

/** State of a pair (product.md section 4). */
export type PairState = 'FORBIDDEN' | 'AVAILABLE' | 'CONNECTED' | 'BLOCKED';

/** `scenarios` in common: before the change for what ends, after it for what begins. */
export interface ImpactPair extends Pair {
  scenarios: string[];
  since: number | null;
}

export interface SideEffect {
  kind: 'LEAVES_DEFAULT' | 'RETURNS_TO_DEFAULT' | 'KEPT_BY_RULE';
  objectID: string;
  scenario: string;
}

export interface Conflict {
  kind:
    | 'HELD_BY_OTHER_RUNTIME'
    | 'FORBIDDEN_PAIR'
    | 'NOT_CONNECTED'
    | 'UNKNOWN_OBJECT'
    | 'UNKNOWN_SCENARIO'
    | 'DEFAULT_SCENARIO'
    | 'CONTRADICTION';
  /** Index into the list of changes. */
  change: number;
  message: string;
}

/** What a list of changes does. Pairs are sorted by the names of Application, then Runtime. */
export interface Impact {
  /** Live connections that end. */
  breaks: ImpactPair[];
  /** Connections that begin because a change asks for them. */
  begins: ImpactPair[];
  /** Pairs that are `AVAILABLE` or `CONNECTED` then and were neither: first common scenario, or the Application is freed. */
  becomesPossible: ImpactPair[];
  /** The other way round. A pair that another Runtime blocks before and after is in neither list. */
  stopsBeingPossible: ImpactPair[];
  sideEffects: SideEffect[];
  /** While there is one, the changes cannot be applied. */
  conflicts: Conflict[];
}
