export type RuntimeConnectionState =
  | 'NOT_CONNECTED'
  | 'CONNECTED'
  | 'STALE'
  | 'FAILED'
  | 'CERTIFICATE_EXPIRED'
  | 'REVOKED';

/** Moments in milliseconds. */
export interface RuntimeFacts {
  /** The certificate in use: the newest usable one, else the newest. Null if there has never been one. */
  certificate: { notAfter: number; revoked: boolean } | null;
  /** Last successful contact. */
  lastContactAt: number | null;
  /** The last report or synchronisation failed. */
  failed: boolean;
}

/** The connection state of a Runtime as of `now` (product.md section 4). `staleAfterMs`: longest silence of a live one. */
export function runtimeState(facts: RuntimeFacts, now: number, staleAfterMs: number): RuntimeConnectionState {
  const { certificate, lastContactAt } = facts;
  if (certificate === null) return 'NOT_CONNECTED';
  if (certificate.revoked) return 'REVOKED';
  if (now >= certificate.notAfter) return 'CERTIFICATE_EXPIRED';
  if (facts.failed) return 'FAILED';
  return lastContactAt === null || now - lastContactAt > staleAfterMs ? 'STALE' : 'CONNECTED';
}
