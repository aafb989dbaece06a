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

/** Shares of the lifetime in per cent at which the next state begins: a setting of the tenant (product.md section 4). */
export interface CertificateThresholds {
  renewalDue: number;
  overdue: number;
  critical: number;
}

export const defaultThresholds: CertificateThresholds = { renewalDue: 70, overdue: 85, critical: 90 };

/** Why these cannot be kept; null if they can. */
export function thresholdProblem({ renewalDue, overdue, critical }: CertificateThresholds): string | null {
  const all = [renewalDue, overdue, critical];
  if (all.some((percent) => !Number.isInteger(percent) || percent < 1 || percent > 99)) {
    return 'each threshold must be a whole number from 1 to 99';
  }
  if (renewalDue >= overdue) return 'renewalDue must be less than overdue';
  return overdue >= critical ? 'overdue must be less than critical' : null;
}

/** When a renewal is expected, in milliseconds. */
export const renewalDueAt = (
  { notBefore, notAfter }: Pick<CertificateFacts, 'notBefore' | 'notAfter'>,
  { renewalDue }: Pick<CertificateThresholds, 'renewalDue'>,
): number => notBefore + (renewalDue / 100) * (notAfter - notBefore);

/** How much of the lifetime has passed, 0 to 1. */
export function lifetimeUsed({ notBefore, notAfter }: Pick<CertificateFacts, 'notBefore' | 'notAfter'>, now: number) {
  if (notAfter <= notBefore) return 1;
  return Math.min(1, Math.max(0, (now - notBefore) / (notAfter - notBefore)));
}

/** Judges by share of lifetime, so that certificates of a day and of a year are treated alike. */
export function certificateState(
  facts: CertificateFacts,
  now: number,
  { renewalDue, overdue, critical }: CertificateThresholds,
): CertificateState {
  if (facts.revoked) return 'REVOKED';
  if (facts.superseded) return 'SUPERSEDED';
  if (now >= facts.notAfter) return 'EXPIRED';
  const percentUsed = ((now - facts.notBefore) * 100) / (facts.notAfter - facts.notBefore);
  if (percentUsed > critical) return 'CRITICAL';
  if (percentUsed > overdue || typeof facts.renewalFailedAt === 'number') return 'OVERDUE';
  return percentUsed >= renewalDue ? 'RENEWAL_DUE' : 'HEALTHY';
}
