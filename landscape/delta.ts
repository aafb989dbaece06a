/**
 * What one activity entry did to the landscape, exactly and in both directions: what is gone is here as it was. Moments
 * are milliseconds since 1970. Parts in which nothing changed are absent.
 */
export interface LandscapeDelta {
  applications?: Changed<ApplicationFacts>[];
  runtimes?: Changed<RuntimeFacts>[];
  scenarios?: Changed<ScenarioFacts>[];
  memberships?: MembershipDelta[];
  connections?: { begun: ConnectionFacts[]; ended: ConnectionFacts[] };
  /** The landscape does not show rules, only what they hold. */
  rules?: { created: RuleFacts[]; deleted: RuleFacts[] };
  /** By id of the Runtime. */
  credentials?: Changed<CredentialFacts>[];
  connectionPolicy?: { before: 'EXCLUSIVE' | 'SHARED'; after: 'EXCLUSIVE' | 'SHARED' };
}

/** `before` is null for what is new, `after` for what is gone; otherwise both are complete, and differ. */
export interface Changed<Facts> {
  id: string;
  before: Facts | null;
  after: Facts | null;
}

export interface ApplicationFacts {
  name: string;
  providerName: string | null;
  description: string | null;
  updatedAt: number;
}

export interface RuntimeFacts {
  name: string;
  description: string | null;
  updatedAt: number;
  /** Its status condition, or what its agent reported last, is `FAILED`. */
  failed: boolean;
  /** It has called Compass. Absent in entries that were made before this was kept. */
  called?: boolean;
}

export interface ScenarioFacts {
  name: string;
  createdAt: number;
}

/** As stored: an object may be in a scenario by hand and by rule at once; `DEFAULT` is for Applications in no other. */
export type Origin = 'MANUAL' | 'RULE' | 'DEFAULT';

/** Ids of objects of one kind that came into a scenario and went from it, by one origin. */
export interface MembershipDelta {
  scenarioId: string;
  kind: 'APPLICATION' | 'RUNTIME';
  origin: Origin;
  added: string[];
  removed: string[];
}

/** A switch is one that ended and one that began for the same Application. */
export interface ConnectionFacts {
  applicationId: string;
  runtimeId: string;
  since: number;
  startedBy: 'RUNTIME' | 'ADMINISTRATOR';
}

/** Objects of the kind whose label `key` is exactly `value` belong to the scenario. */
export interface RuleFacts {
  scenarioId: string;
  kind: 'APPLICATION' | 'RUNTIME';
  key: string;
  value: string;
  createdAt: number;
}

/** What a Runtime has to identify itself with. */
export interface CredentialFacts {
  /** The certificate in use: the newest usable one, else the newest. */
  certificate: { notBefore: number; notAfter: number; revoked: boolean; renewalFailedAt?: number } | null;
  /** When the last unused one-time token expires, or expired. */
  tokenExpiresAt: number | null;
}
