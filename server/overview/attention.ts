import type { CertificateState } from '../../landscape/certificateState.ts';
import { troubleOf } from '../../landscape/scenarioAttention.ts';
import type { AttentionCause, AttentionItem, RuntimeConnectionState } from '../graphql/director.generated.ts';

/** A Runtime as the overview judges it; moments in milliseconds. */
export interface JudgedRuntime {
  id: string;
  name: string;
  state: RuntimeConnectionState;
  certificate: {
    state: CertificateState;
    notBefore: number;
    notAfter: number;
    renewalDueAt: number;
    renewalFailedAt: number | null;
  } | null;
  revokedAt: number | null;
  lastContactAt: number | null;
  /** What failed, and since when; null unless the state is FAILED. */
  failure: { since: number; message: string | null } | null;
  /** Live connections. */
  connections: number;
}

export type Finding = 'failed' | 'attention' | 'neverConnected' | 'live';

const isLate = ({ certificate }: JudgedRuntime): boolean =>
  certificate?.state === 'OVERDUE' || certificate?.state === 'CRITICAL';

/** What a tile counts the Runtime as. */
export function findingOf(runtime: JudgedRuntime): Finding {
  return troubleOf(runtime) ?? (runtime.state === 'NOT_CONNECTED' ? 'neverConnected' : 'live');
}

/**
 * What a connection of the Runtime is counted as: a lost certificate freezes it and breaks nothing, and one that waits for
 * the first call of an agent wants nothing.
 */
export function connectionFindingOf(runtime: JudgedRuntime): 'failed' | 'attention' | 'connected' {
  if (runtime.state === 'FAILED') return 'failed';
  if (runtime.state === 'NOT_CONNECTED') return 'connected';
  return runtime.state === 'CONNECTED' && !isLate(runtime) ? 'connected' : 'attention';
}

const nothing = { count: 1, detail: null, silentSince: null, since: null, until: null };

/** The most pressing thing to say about a Runtime; null if there is none. */
export function attentionOf(runtime: JudgedRuntime): AttentionItem | null {
  const { id, name, state, certificate, lastContactAt, failure, connections } = runtime;
  // One that was never heard of has been silent since it got its certificate.
  const silentSince = state === 'STALE' ? (lastContactAt ?? certificate?.notBefore ?? null) : null;
  const item = (cause: AttentionCause, more: Partial<AttentionItem>): AttentionItem => ({
    ...nothing,
    cause,
    object: { id, name, kind: 'RUNTIME' },
    connectionsAtRisk: connections,
    silentSince,
    ...more,
  });
  // Somebody wanted it; it is news only while something waits for it.
  if (state === 'REVOKED') return connections > 0 ? item('CERTIFICATE_REVOKED', { since: runtime.revokedAt }) : null;
  if (state === 'CERTIFICATE_EXPIRED') {
    return item('CERTIFICATE_EXPIRED', { since: certificate?.notAfter ?? null, until: certificate?.notAfter ?? null });
  }
  if (certificate && isLate(runtime)) {
    const { renewalFailedAt, renewalDueAt, notAfter: until } = certificate;
    return renewalFailedAt === null
      ? item('RENEWAL_MISSED', { since: renewalDueAt, until })
      : item('RENEWAL_REFUSED', { since: renewalFailedAt, until });
  }
  if (failure) return item('SYNCHRONISATION_FAILED', { since: failure.since, detail: failure.message });
  return state === 'STALE' ? item('AGENT_SILENT', { since: lastContactAt }) : null;
}

/** A certificate of an Application that ended or does not renew. It freezes nothing: the Application cannot call any more. */
export function attentionOfApplication(
  end: { ownerId: string; ownerName: string; notAfter: number; renewalDueAt: number; renewalFailedAt: number | null },
  now: number,
): AttentionItem {
  const { ownerId, ownerName, notAfter, renewalDueAt, renewalFailedAt } = end;
  const object = { id: ownerId, name: ownerName, kind: 'APPLICATION' } as const;
  const item = { ...nothing, object, connectionsAtRisk: 0, until: notAfter };
  if (notAfter <= now) return { ...item, cause: 'CERTIFICATE_EXPIRED', since: notAfter };
  return renewalFailedAt === null
    ? { ...item, cause: 'RENEWAL_MISSED', since: renewalDueAt }
    : { ...item, cause: 'RENEWAL_REFUSED', since: renewalFailedAt };
}

export const attentionOfToken = (token: {
  object: AttentionItem['object'];
  createdAt: number;
  expiresAt: number;
}): AttentionItem => ({
  ...nothing,
  cause: 'TOKEN_UNUSED',
  object: token.object,
  connectionsAtRisk: 0,
  since: token.createdAt,
  until: token.expiresAt,
});

/** All of them in one line: they ask for the same step. Null if there is none. */
export function attentionOfDefault(stuck: {
  first: { id: string; name: string; since: number } | null;
  count: number;
}): AttentionItem | null {
  const { first, count } = stuck;
  if (!first) return null;
  const object = { id: first.id, name: first.name, kind: 'APPLICATION' } as const;
  return { ...nothing, cause: 'ONLY_DEFAULT', object, count, connectionsAtRisk: 0, since: first.since };
}

const last = Number.POSITIVE_INFINITY;

/** Most connections at risk first, then the least time left, then what has lasted longest. */
export function ranked(items: readonly AttentionItem[]): AttentionItem[] {
  return items.toSorted(
    (a, b) =>
      b.connectionsAtRisk - a.connectionsAtRisk ||
      compare(a.until ?? last, b.until ?? last) ||
      compare(a.since ?? last, b.since ?? last) ||
      compare(a.object.name, b.object.name) ||
      compare(a.object.id, b.object.id),
  );
}

const compare = <T extends string | number>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);
