import { common, type Index, indexFacts } from '../../landscape/facts.ts';
import { formatRelative } from '../format/moments.ts';
import type { LiveConnection, LiveLandscape, LiveRuntime } from '../live/liveLandscape.ts';
import { connectionFinding, type Finding, runtimeFinding } from '../map/words.ts';

export interface NamedObject {
  id: string;
  name: string;
}

/** A live connection, seen from one of its sides: who is on the other. */
interface Partner extends NamedObject {
  since: number;
  /** The agent has not fetched it yet. */
  pending: boolean;
  /** Scenarios both are in. */
  through: string[];
}

export interface MemberScenario {
  name: string;
  /** `itself`: an Application that is in the default scenario because it has no other. */
  origin: 'manual' | 'rule' | 'itself';
}

interface MemberRow extends NamedObject {
  description: string | null;
  updatedAt: number;
  finding: Finding;
  scenarios: MemberScenario[];
}

export interface ApplicationRow extends MemberRow {
  kind: 'APPLICATION';
  providerName: string | null;
  connected: Partner[];
  /** Runtimes that share a scenario with it. */
  reachable: number;
}

export interface RowCertificate {
  /** Share of the lifetime left, 0 to 1. */
  left: number;
  family: 'healthy' | 'attention' | 'failed';
  notBefore: number;
  notAfter: number;
  /** "in 52 d", "2 d ago", "revoked". */
  words: string;
}

export interface RuntimeRow extends MemberRow {
  kind: 'RUNTIME';
  state: LiveRuntime['state'];
  lastContactAt: number | null;
  tokenExpiresAt: number | null;
  unenforcedRemovals: number;
  certificate: RowCertificate | null;
  connected: Partner[];
  reachable: number;
}

export interface MemberRows {
  applications: ApplicationRow[];
  runtimes: RuntimeRow[];
  index: Index;
}

function scenariosOf(
  member: LiveLandscape['applications'][number] | LiveLandscape['runtimes'][number],
): MemberScenario[] {
  return member.memberships
    .map(({ scenario, manual, rule }): MemberScenario => {
      return { name: scenario, origin: manual ? 'manual' : rule ? 'rule' : 'itself' };
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** Ring, words and family of a certificate at the moment `now`; a certificate that renews normally never alarms. */
export function certificateOf(certificate: LiveRuntime['certificate'], now: number): RowCertificate | null {
  if (certificate === null) return null;
  const { state, notBefore, notAfter } = certificate;
  const left = Math.min(1, Math.max(0, (notAfter - now) / Math.max(1, notAfter - notBefore)));
  const span = { left, notBefore, notAfter };
  if (state === 'REVOKED') return { ...span, left: 0, family: 'failed', words: 'revoked' };
  const words = formatRelative(notAfter, now);
  if (left === 0) return { ...span, family: 'failed', words };
  return { ...span, family: state === 'OVERDUE' || state === 'CRITICAL' ? 'attention' : 'healthy', words };
}

/** Everything the tables of Applications and Runtimes show, in one pass over the landscape at the moment `now`. */
export function memberRows(landscape: LiveLandscape, now: number): MemberRows {
  const index = indexFacts(landscape);
  const runtimesByID = new Map(landscape.runtimes.map((runtime) => [runtime.id, runtime]));
  const byApplication = Map.groupBy(landscape.connections, ({ applicationID }) => applicationID);
  const byRuntime = Map.groupBy(landscape.connections, ({ runtimeID }) => runtimeID);
  const partner = (id: string, otherID: string, { since, pending }: LiveConnection): Partner => {
    const other = index.members.get(otherID);
    const through = common(index.members.get(id)?.scenarios ?? [], other?.scenarios ?? []);
    return { id: otherID, name: other?.name ?? otherID, since, pending, through };
  };
  const reachable = (id: string, lists: Index['runtimesIn']) => {
    const scenarios = index.members.get(id)?.scenarios ?? [];
    if (scenarios.length === 1) return lists.get(scenarios[0] as string)?.length ?? 0;
    return new Set(scenarios.flatMap((scenario) => lists.get(scenario) ?? [])).size;
  };

  const applications = landscape.applications.map((application): ApplicationRow => {
    const { id, name, description, providerName, updatedAt } = application;
    const connections = byApplication.get(id) ?? [];
    const runtimes = reachable(id, index.runtimesIn);
    const first = connections[0];
    const runtime = first && runtimesByID.get(first.runtimeID);
    const idle = runtimes === 0 ? 'No runtime in reach' : 'Not connected';
    return {
      ...{ kind: 'APPLICATION', id, name, description, providerName, updatedAt, reachable: runtimes },
      finding: runtime ? connectionFinding(runtime, first.pending, first.since, now) : { family: 'idle', word: idle },
      connected: connections.map((each) => partner(id, each.runtimeID, each)),
      scenarios: scenariosOf(application),
    };
  });

  const runtimes = landscape.runtimes.map((runtime): RuntimeRow => {
    const { id, name, description, updatedAt, state, lastContactAt, tokenExpiresAt, unenforcedRemovals } = runtime;
    const connections = byRuntime.get(id) ?? [];
    const waiting = connections.some(({ pending }) => pending);
    return {
      ...{
        kind: 'RUNTIME',
        id,
        name,
        description,
        updatedAt,
        state,
        lastContactAt,
        tokenExpiresAt,
        unenforcedRemovals,
      },
      finding: runtimeFinding(runtime, waiting, now),
      certificate: certificateOf(runtime.certificate, now),
      connected: connections.map((each) => partner(id, each.applicationID, each)),
      scenarios: scenariosOf(runtime),
      reachable: reachable(id, index.applicationsIn),
    };
  });
  return { applications, runtimes, index };
}
