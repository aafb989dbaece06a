import { type CertificateThresholds, certificateState } from '../../../landscape/certificateState.ts';
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
  lastReportAt: number | null;
  reportedState: 'SYNCHRONIZED' | 'FAILED' | null;
}

const later = (...moments: (number | null)[]): number | null => {
  const known = moments.filter((moment) => moment !== null);
  return known.length === 0 ? null : Math.max(...known);
};

const isAfter = (moment: number | null, other: number | null) => moment !== null && moment > (other ?? 0);

/** When the Runtime was last heard of with success. */
export const lastContactOf = (
  { lastSuccessAt, lastFetchAt, lastReportAt }: ObservedRuntime,
  certificate: RuntimeCertificateFacts | undefined,
): number | null => later(lastSuccessAt, lastFetchAt, lastReportAt, certificate?.lastUsedAt ?? null);

/** Whether the last call to the Connector failed: for a Runtime with a certificate, a renewal. */
export const hasFailedRenewal = (runtime: ObservedRuntime): boolean =>
  isAfter(runtime.lastSyncAt, runtime.lastSuccessAt);

export const hasFailedFetch = (runtime: ObservedRuntime): boolean =>
  isAfter(runtime.lastAttemptAt, runtime.lastFetchAt);

/**
 * Whether what its agent last said still counts: not if the Runtime has gone on fetching for a while without a word, because
 * then another agent, which does not report, has taken over.
 */
export const isReportCurrent = (
  { lastReportAt, lastFetchAt }: Pick<ObservedRuntime, 'lastReportAt' | 'lastFetchAt'>,
  staleAfterMs: number,
): boolean => (lastFetchAt ?? 0) - (lastReportAt ?? 0) <= staleAfterMs;

/** Facts for `runtimeState`: it failed if it says so, or if its last call to Connector or Director did. */
function runtimeFacts(
  runtime: ObservedRuntime,
  certificate: RuntimeCertificateFacts | undefined,
  staleAfterMs: number,
): RuntimeFacts {
  return {
    certificate: certificate ? { notAfter: certificate.notAfter, revoked: certificate.revoked } : null,
    lastContactAt: lastContactOf(runtime, certificate),
    failed:
      runtime.statusCondition === 'FAILED' ||
      hasFailedRenewal(runtime) ||
      hasFailedFetch(runtime) ||
      (runtime.reportedState === 'FAILED' && isReportCurrent(runtime, staleAfterMs)),
  };
}

export const connectionStateOf = (
  runtime: ObservedRuntime,
  certificate: RuntimeCertificateFacts | undefined,
  now: number,
  staleAfterMs: number,
) => runtimeState(runtimeFacts(runtime, certificate, staleAfterMs), now, staleAfterMs);

/** The seed's `connectionStatus` (product.md section 4). */
export const connectionStatusOf = (
  runtime: ObservedRuntime,
  certificate: RuntimeCertificateFacts | undefined,
  now: number,
  thresholds: CertificateThresholds,
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
        state: certificateState(certificate, now, thresholds),
      }
    : null,
});

/** The seed's `synchronizationStatus`. */
export const synchronizationStatusOf = (runtime: ObservedRuntime) => ({
  lastAttempt: runtime.lastAttemptAt,
  lastSuccessfulFetch: runtime.lastFetchAt,
  lastSuccessfulApplication: runtime.lastApplicationAt,
});
