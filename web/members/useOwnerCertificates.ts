import { useMemo } from 'react';
import { useLandscape } from '../live/landscape.ts';
import { type CertificateView, readCertificate } from './certificateWords.ts';
import { useCertificatePages } from './useCertificatePages.ts';

export interface OwnerCertificates {
  /** Null until they have arrived. */
  certificates: CertificateView[] | null;
  /** How many were issued; null until that is known. */
  total: number | null;
  refetch: () => Promise<void>;
  loadMore: () => void;
  /** Why they could not be read; null if they could. */
  error: unknown;
}

/** Certificates of one Application or Runtime; `now` decides how much of each life is used. */
export function useOwnerCertificates(ownerID: string, now: number): OwnerCertificates {
  const { certificateThresholds } = useLandscape().landscape;
  const { pages, error, refetch, loadMore } = useCertificatePages(useMemo(() => ({ filter: { ownerID } }), [ownerID]));
  const certificates = useMemo(
    () => pages?.certificates.map((wire) => readCertificate(wire, now, certificateThresholds)) ?? null,
    [pages, now, certificateThresholds],
  );
  return { certificates, total: pages?.total ?? null, refetch, loadMore, error: error ?? null };
}
