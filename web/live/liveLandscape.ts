import type { CertificateThresholds } from '../../landscape/certificateState.ts';
import type { Connection, Facts, Member } from '../../landscape/model.ts';
import type {
  CertificateState,
  LandscapeChangedSubscription,
  LandscapeQuery,
  RuntimeConnectionState,
} from '../graphql.generated.ts';

/** The landscape as the console holds it: the engine's facts with what screens show. Moments are milliseconds. */
export interface LiveLandscape extends Facts {
  certificateThresholds: CertificateThresholds;
  version: number;
  sequence: number;
  at: number;
  scenarios: readonly LiveScenario[];
  applications: readonly LiveApplication[];
  runtimes: readonly LiveRuntime[];
  connections: readonly LiveConnection[];
}

export interface LiveScenario {
  id: string;
  name: string;
  createdAt: number;
}

export interface LiveApplication extends Member {
  providerName: string | null;
  description: string | null;
  updatedAt: number;
}

export interface LiveCertificate {
  state: CertificateState;
  notBefore: number;
  notAfter: number;
}

export interface LiveRuntime extends Member {
  description: string | null;
  updatedAt: number;
  state: RuntimeConnectionState;
  lastContactAt: number | null;
  lastFetchAt: number | null;
  certificate: LiveCertificate | null;
  /** It may have a certificate, which could not be read. */
  isCertificateUnknown?: true;
  tokenExpiresAt: number | null;
  unenforcedRemovals: number;
}

export interface LiveConnection extends Connection {
  /** The Runtime has not fetched its configuration since the connection began. */
  pending: boolean;
}

/** One step of the feed: touched objects as they are now, ids that are gone, connections of both replaced. */
export interface LiveChange {
  sequence: number;
  /** First number in this step; more than `sequence` if it has none of its own, as for contact times. */
  fromSequence: number;
  version: number;
  at: number;
  reset: boolean;
  scenarios: readonly LiveScenario[];
  applications: readonly LiveApplication[];
  runtimes: readonly LiveRuntime[];
  connections: readonly LiveConnection[];
  removed: readonly string[];
}

type WireLandscape = LandscapeQuery['landscape'];
type WireChange = LandscapeChangedSubscription['landscapeChanged'];
type WireObjects = Pick<WireLandscape, 'scenarios' | 'applications' | 'runtimes' | 'connections'>;

const moment = (at: string): number => Date.parse(at);
const maybe = (at: string | null): number | null => (at === null ? null : Date.parse(at));

function readObjects(wire: WireObjects) {
  return {
    scenarios: wire.scenarios.map((each) => ({ ...each, createdAt: moment(each.createdAt) })),
    applications: wire.applications.map((each) => ({ ...each, updatedAt: moment(each.updatedAt) })),
    runtimes: wire.runtimes.map((each) => ({
      ...each,
      updatedAt: moment(each.updatedAt),
      lastContactAt: maybe(each.lastContactAt),
      lastFetchAt: maybe(each.lastFetchAt),
      tokenExpiresAt: maybe(each.tokenExpiresAt),
      certificate: each.certificate && {
        state: each.certificate.state,
        notBefore: moment(each.certificate.notBefore),
        notAfter: moment(each.certificate.notAfter),
      },
    })),
    connections: wire.connections.map((each) => ({ ...each, since: moment(each.since) })),
  };
}

/** `unknown` holds the places of Runtimes whose certificate is missing in the answer. */
export function readLandscape(wire: WireLandscape, unknown: ReadonlySet<number> = new Set()): LiveLandscape {
  const { runtimes, ...objects } = readObjects(wire);
  const marked = (runtime: LiveRuntime, place: number): LiveRuntime =>
    unknown.has(place) ? { ...runtime, isCertificateUnknown: true } : runtime;
  return {
    version: wire.version,
    sequence: wire.sequence,
    at: moment(wire.at),
    defaultScenario: wire.defaultScenario,
    connectionPolicy: wire.connectionPolicy,
    certificateThresholds: wire.certificateThresholds,
    ...objects,
    runtimes: unknown.size === 0 ? runtimes : runtimes.map(marked),
  };
}

export const readChange = (wire: WireChange): LiveChange => ({
  sequence: wire.sequence,
  fromSequence: wire.fromSequence,
  version: wire.version,
  at: moment(wire.at),
  reset: wire.reset,
  removed: wire.removed,
  ...readObjects(wire),
});
