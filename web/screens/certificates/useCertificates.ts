import { useCallback, useEffect, useMemo } from 'react';
import type { CertificateFactsFragment } from '../../graphql.generated.ts';
import { type CertificateView, isCurrent, readCertificate } from '../../members/certificateWords.ts';
import { useCertificatePages } from '../../members/useCertificatePages.ts';
import { type LiveRows, useMemberRows } from '../../members/useMemberRows.ts';
import { useRefetchOnChange } from '../../members/useRefetchOnChange.ts';

interface LiveCertificates {
  /** Null until they have arrived. */
  certificates: CertificateView[] | null;
  /** How many there are, shown or not; null until that is known. */
  total: number | null;
  error: unknown;
  retry: () => void;
  loadMore: () => void;
  /** Every one that matches, loaded or not. */
  readAll: () => Promise<CertificateView[]>;
  rows: LiveRows;
  now: number;
}

/** Certificates of Applications reach the feed late or not at all, so that the list is asked for now and then as well. */
const pollMs = 15_000;

/** The tenant's certificates, asked for anew when the feed shows a certificate or member changing. */
export function useCertificates(
  asked: Parameters<typeof useCertificatePages>[0],
  onChange: () => void,
): LiveCertificates {
  const rows = useMemberRows();
  const { landscape, now } = rows;
  const { pages, error, refetch: readPages, loadMore, ...all } = useCertificatePages(asked);
  const refetch = useCallback(() => {
    onChange();
    return readPages();
  }, [readPages, onChange]);
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) void refetch();
    }, pollMs);
    return () => clearInterval(timer);
  }, [refetch]);
  useRefetchOnChange(
    [landscape.runtimes.map(({ id, certificate }) => [id, certificate]), landscape.applications.length],
    refetch,
  );

  const viewOf = useMemo(() => {
    const connections = new Map<string, number>();
    for (const { applicationID, runtimeID } of landscape.connections) {
      for (const id of [applicationID, runtimeID]) connections.set(id, (connections.get(id) ?? 0) + 1);
    }
    return (wire: CertificateFactsFragment): CertificateView => {
      const certificate = readCertificate(wire, now, landscape.certificateThresholds);
      return {
        ...certificate,
        connectionCount: isCurrent(certificate.state) ? (connections.get(certificate.owner.id) ?? 0) : 0,
      };
    };
  }, [landscape, now]);
  const certificates = useMemo(() => pages?.certificates.map(viewOf) ?? null, [pages, viewOf]);
  const readAll = async () => (await all.readAll()).map(viewOf);
  const total = pages?.total ?? null;
  return { certificates, total, error, retry: () => void refetch(), loadMore, readAll, rows, now };
}
