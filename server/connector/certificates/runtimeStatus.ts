import { certificateState } from '../../../landscape/certificateState.ts';
import { type RuntimeFacts, runtimeState } from '../../../landscape/runtimeState.ts';
import type { RuntimeCertificateFacts } from './runtimeCertificates.store.ts';

/** The part of a Runtime's row its state depends on; moments in milliseconds. */
export interface ObservedRuntime {
  statusCondition: 'INITIAL' | 'CONNECTED' | 'FAILED';
  lastSyncAt: number | null;
  lastSuccessAt: number | null;
  lastAttemptAt: number | null;
  lastFetchAt: number | null;
  lastApplicationAt: number | null;
}

const later = (...moments: (number | null)[]): number | null => {
  const known = moments.filter((moment) => moment !== null);
  return known.length === 0 ? null : Math.max(...known);
};

const isAfter = (moment: number | null, other: number | null) => moment !== null && moment > (other ?? 0);

/** Facts for `runtimeState`: it failed if it says so, or if its last call to Connector or Director did. */
export function runtimeFacts(runtime: ObservedRuntime, certificate: RuntimeCertificateFacts | undefined): RuntimeFacts {
  return {
    certificate: certificate ? { notAfter: certificate.notAfter, revoked: certificate.revoked } : null,
    lastContactAt: later(runtime.lastSuccessAt, runtime.lastFetchAt, certificate?.lastUsedAt ?? null),
    failed:
      runtime.statusCondition === 'FAILED' ||
      isAfter(runtime.lastSyncAt, runtime.lastSuccessAt) ||
      isAfter(runtime.lastAttemptAt, runtime.lastFetchAt),
  };
}

export const connectionStateOf = (
  runtime: ObservedRuntime,
  certificate: RuntimeCertificateFacts | undefined,
  now: number,
  staleAfterMs: number,
) => runtimeState(runtimeFacts(runtime, certificate), now, staleAfterMs);

/** The seed's `connectionStatus` (product.md section 4). */
export const connectionStatusOf = (
  runtime: ObservedRuntime,
  certificate: RuntimeCertificateFacts | undefined,
  now: number,
) => ({
  established: certificate?.establishedAt ?? null,
  renewed: certificate?.renewedAt ?? null,
  lastSync: runtime.lastSyncAt,
  lastSuccess: runtime.lastSuccessAt,
  certificateStatus: certificate
    ? {
        acquired: certificate.acquiredAt,
        notBefore: certificate.notBefore,
        notAfter: certificate.notAfter,
        state: certificateState(certificate, now),
      }
    : null,
});

/** The seed's `synchronizationStatus`. */
export const synchronizationStatusOf = (runtime: ObservedRuntime) => ({
  lastAttempt: runtime.lastAttemptAt,
  lastSuccessfulFetch: runtime.lastFetchAt,
  lastSuccessfulApplication: runtime.lastApplicationAt,
});
