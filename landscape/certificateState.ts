export type CertificateState =
  | 'HEALTHY'
  | 'RENEWAL_DUE'
  | 'OVERDUE'
  | 'CRITICAL'
  | 'EXPIRED'
  | 'REVOKED'
  | 'SUPERSEDED';

/** Moments in milliseconds. */
export interface CertificateFacts {
  notBefore: number;
  notAfter: number;
  /** Revoked, or its machine identity was deleted: either way it opens nothing any more. */
  revoked: boolean;
  /** A newer certificate of the same client is in use. */
  superseded: boolean;
  /** Since when its renewal is refused; null or absent: it is not. */
  renewalFailedAt?: number | null;
}

/** Shares of the lifetime in per cent at which the next state begins (product.md section 4). */
export const renewalDueAt = 70;
export const overdueAt = 85;
export const criticalAt = 90;

/** How much of the lifetime has passed, 0 to 1. */
export function lifetimeUsed({ notBefore, notAfter }: Pick<CertificateFacts, 'notBefore' | 'notAfter'>, now: number) {
  if (notAfter <= notBefore) return 1;
  return Math.min(1, Math.max(0, (now - notBefore) / (notAfter - notBefore)));
}

/** Judges by share of lifetime, so that certificates of a day and of a year are treated alike. */
export function certificateState(facts: CertificateFacts, now: number): CertificateState {
  if (facts.revoked) return 'REVOKED';
  if (facts.superseded) return 'SUPERSEDED';
  if (now >= facts.notAfter) return 'EXPIRED';
  const percentUsed = ((now - facts.notBefore) * 100) / (facts.notAfter - facts.notBefore);
  if (percentUsed > criticalAt) return 'CRITICAL';
  if (percentUsed > overdueAt || typeof facts.renewalFailedAt === 'number') return 'OVERDUE';
  return percentUsed >= renewalDueAt ? 'RENEWAL_DUE' : 'HEALTHY';
}
