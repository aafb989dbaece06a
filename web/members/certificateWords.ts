import { type CertificateThresholds, renewalDueAt } from '../../landscape/certificateState.ts';
import { formatRelative } from '../format/moments.ts';
import type { CertificateFactsFragment, CertificateState } from '../graphql.generated.ts';
import type { Finding } from '../map/words.ts';

/** Moments in milliseconds. */
export interface CertificateView {
  serial: string;
  sha256: string;
  subject: string;
  issuer: string;
  clientID: string;
  owner: { id: string; name: string; kind: 'APPLICATION' | 'RUNTIME' };
  notBefore: number;
  notAfter: number;
  keyType: string;
  issuedBy: string;
  /** Issued in the place of another one, over mTLS. */
  isRenewal: boolean;
  state: CertificateState;
  /** 0 to 1. */
  used: number;
  revokedAt: number | null;
  /** Null if nobody gave one. */
  revocationReason: string | null;
  /** Since when its renewal is refused. */
  renewalFailedAt: number | null;
  /** When its renewal is expected. */
  renewalDueAt: number;
  /** Since when it waits to be revoked until a newer one is in use. */
  revocationAskedAt: number | null;
  clockAheadMs: number | null;
  /** Serial of the certificate it was issued in the place of. */
  replaces: string | null;
  /** Serials of those issued in its place. */
  replacedBy: readonly string[];
  lastUsedAt: number | null;
  connectionCount: number;
  pem: string;
}

const maybe = (at: string | null): number | null => (at === null ? null : Date.parse(at));

export function readCertificate(
  wire: CertificateFactsFragment,
  now: number,
  thresholds: CertificateThresholds,
): CertificateView {
  const notBefore = Date.parse(wire.notBefore);
  const notAfter = Date.parse(wire.notAfter);
  return {
    ...wire,
    notBefore,
    notAfter,
    isRenewal: wire.issuedBy === 'RENEWAL',
    issuedBy: wire.issuedBy === 'TOKEN' ? 'One-time token' : 'Renewal over mTLS',
    used: Math.min(1, Math.max(0, (now - notBefore) / Math.max(1, notAfter - notBefore))),
    revokedAt: maybe(wire.revokedAt),
    lastUsedAt: maybe(wire.lastUsedAt),
    renewalFailedAt: maybe(wire.renewalFailedAt),
    renewalDueAt: renewalDueAt({ notBefore, notAfter }, thresholds),
    revocationAskedAt: maybe(wire.revocationAskedAt),
    revocationReason: wire.revocationReason?.toLowerCase().replaceAll('_', ' ') ?? null,
    replaces: wire.replaces?.serial ?? null,
    replacedBy: wire.replacedBy.map(({ serial }) => serial),
  };
}

const findings: Record<CertificateState, Finding & { bar: 'healthy' | 'attention' | 'failed' }> = {
  EXPIRED: { family: 'failed', word: 'Expired', bar: 'failed' },
  CRITICAL: { family: 'attention', word: 'Critical', bar: 'attention' },
  OVERDUE: { family: 'attention', word: 'Not renewing', bar: 'attention' },
  RENEWAL_DUE: { family: 'connected', word: 'Renewal due', bar: 'healthy' },
  HEALTHY: { family: 'connected', word: 'Healthy', bar: 'healthy' },
  REVOKED: { family: 'failed', word: 'Revoked', bar: 'failed' },
  SUPERSEDED: { family: 'idle', word: 'Replaced', bar: 'healthy' },
};

/** Glyph family, word and colour of the life bar; what renews normally never alarms (product.md section 4). */
export const certificateFinding = (state: CertificateState) => findings[state];

export const certificateStates = Object.keys(findings) as CertificateState[];

/** `4fa108` of `4fa108...`: enough to tell certificates apart by eye; copy gives the whole. */
export const shortSerial = (serial: string): string => (serial.slice(0, 6).match(/../g) ?? [serial]).join(':');

/** When it was or will be renewed, or was not: `due in 61 d`, `missed 2 d ago`, `refused 40 s ago`. `now` in milliseconds. */
export function renewalInWords(
  { state, renewalDueAt: dueAt, renewalFailedAt }: CertificateView,
  now: number,
): string | null {
  if (state === 'REVOKED' || state === 'SUPERSEDED') return null;
  if (renewalFailedAt !== null) return `refused ${formatRelative(renewalFailedAt, now)}`;
  if (state === 'RENEWAL_DUE') return 'due now';
  return `${state === 'HEALTHY' ? 'due' : 'missed'} ${formatRelative(dueAt, now)}`;
}

/** What a lost certificate of this owner means while traffic goes on (product.md section 4). */
export function consequence(kind: 'APPLICATION' | 'RUNTIME', connections: number): string {
  if (kind === 'APPLICATION') {
    return 'It can no longer call Compass, nor any runtime that authenticates it by this certificate.';
  }
  if (connections === 0) return 'It holds no connection, so nothing freezes.';
  const what = connections === 1 ? 'Its connection freezes' : `Its ${connections} connections freeze`;
  return `${what}: calls go on, but no change, removal or new credential reaches the runtime.`;
}

/** Usable now or once: the ones a person still has to care about come first. */
export const isCurrent = (state: CertificateState): boolean => state !== 'SUPERSEDED' && state !== 'REVOKED';

/** Whether revoking it would change anything. */
export const isRevocable = ({ state }: Pick<CertificateView, 'state'>): boolean =>
  state !== 'REVOKED' && state !== 'EXPIRED';
