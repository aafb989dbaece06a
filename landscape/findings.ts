import type { CertificateState } from './certificateState.ts';
import type { RuntimeConnectionState } from './runtimeState.ts';

/** Five families and the one that means nobody knows (console.md 3.1). */
export type Family = 'connected' | 'pending' | 'attention' | 'failed' | 'idle' | 'unknown';

export interface Finding {
  family: Family;
  word: string;
}

/** What a finding about a Runtime depends on; moments in milliseconds. */
export interface ObservedRuntime {
  state: RuntimeConnectionState;
  lastContactAt: number | null;
  certificate: { state: CertificateState; notAfter: number } | null;
  /** It may have one that could not be read: then nothing can be called well. */
  isCertificateUnknown?: boolean;
  tokenExpiresAt: number | null;
  unenforcedRemovals: number;
}

const order: readonly Family[] = ['failed', 'attention', 'pending', 'unknown', 'connected', 'idle'];

/** Smaller is worse. */
export function severity(family: Family): number {
  return order.indexOf(family);
}

/**
 * `40 s`, `9 min`, `5 h 9 min`, `47 h`, `12 d`: rounded down, so that nothing is promised longer than it lasts. Below a day
 * with its minutes, where an hour may be half of it; from there on an hour is a twentieth at most.
 */
export function span(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60) % 60;
  if (seconds < 3600) return `${minutes} min`;
  const hours = Math.floor(seconds / 3600);
  if (hours < 24 && minutes > 0) return `${hours} h ${minutes} min`;
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} d`;
}

const certificateUnknown: Finding = { family: 'unknown', word: 'Unknown' };

/** State of a Runtime; `waiting`: one of its connections has not reached the agent yet. */
export function runtimeFinding(runtime: ObservedRuntime, waiting: boolean, now: number): Finding {
  const { certificate, tokenExpiresAt } = runtime;
  switch (runtime.state) {
    case 'REVOKED':
      return { family: 'failed', word: 'Revoked' };
    case 'CERTIFICATE_EXPIRED':
      return { family: 'failed', word: 'Expired' };
    case 'FAILED':
      return { family: 'failed', word: 'Sync failing' };
    case 'STALE':
      return { family: 'attention', word: 'Agent silent' };
    case 'NOT_CONNECTED':
      if (tokenExpiresAt !== null && tokenExpiresAt > now) return { family: 'pending', word: 'Token unused' };
      return { family: 'idle', word: 'Never connected' };
    case 'CONNECTED':
      if (runtime.isCertificateUnknown) return certificateUnknown;
      if (certificate?.state === 'OVERDUE' || certificate?.state === 'CRITICAL') {
        return { family: 'attention', word: 'Not renewing' };
      }
      if (waiting || runtime.unenforcedRemovals > 0) return { family: 'pending', word: 'Pending' };
      return { family: 'connected', word: 'Connected' };
  }
}

/**
 * State of a connection. A lost certificate freezes it and never breaks it (product.md 4), so that is Attention; the
 * words stand in the badge of the line.
 */
export function connectionFinding(runtime: ObservedRuntime, pending: boolean, since: number, now: number): Finding {
  const { certificate, state, lastContactAt } = runtime;
  if (state === 'CERTIFICATE_EXPIRED') return { family: 'attention', word: 'Frozen, certificate expired' };
  if (state === 'REVOKED') return { family: 'attention', word: 'Frozen, certificate revoked' };
  if (state === 'FAILED') return { family: 'failed', word: 'Last sync failed' };
  if (certificate && (certificate.state === 'CRITICAL' || certificate.state === 'OVERDUE')) {
    return { family: 'attention', word: `Certificate ends in ${span(certificate.notAfter - now)}` };
  }
  if (state === 'STALE') {
    const silent = lastContactAt === null ? '' : `, ${span(now - lastContactAt)}`;
    return { family: 'attention', word: `Agent silent${silent}` };
  }
  if (runtime.isCertificateUnknown) return certificateUnknown;
  if (pending) return { family: 'pending', word: `Waiting for agent, ${span(now - since)}` };
  return { family: 'connected', word: 'Connected' };
}
