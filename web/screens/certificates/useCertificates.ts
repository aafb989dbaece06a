import { useQuery } from '@apollo/client/react';
import { useEffect, useMemo } from 'react';
import { CertificatesDocument } from '../../graphql.generated.ts';
import { type CertificateView, readCertificate } from '../../members/certificateWords.ts';
import { type LiveRows, useMemberRows } from '../../members/useMemberRows.ts';
import { useRefetchOnChange } from '../../members/useRefetchOnChange.ts';

interface LiveCertificates {
  /** Null until the first page has arrived. */
  certificates: CertificateView[] | null;
  error: unknown;
  retry: () => void;
  rows: LiveRows;
  now: number;
}

/** Certificates of Applications reach the feed late or not at all, so that the list is asked for now and then as well. */
const pollMs = 15_000;

/** All certificates of the tenant, page by page, asked for anew when the feed shows a certificate or member changing. */
export function useCertificates(): LiveCertificates {
  const rows = useMemberRows();
  const { landscape, now } = rows;
  const { data, error, refetch, fetchMore } = useQuery(CertificatesDocument, {
    variables: { after: null },
    fetchPolicy: 'cache-and-network',
    pollInterval: pollMs,
    skipPollAttempt: () => document.hidden,
  });
  const page = data?.certificates;
  useEffect(() => {
    if (!page?.pageInfo.hasNextPage) return;
    void fetchMore({
      variables: { after: page.pageInfo.endCursor },
      updateQuery: (before, { fetchMoreResult: { certificates } }) => ({
        ...before,
        certificates: { ...certificates, data: [...before.certificates.data, ...certificates.data] },
      }),
    });
  }, [page, fetchMore]);
  useRefetchOnChange(
    [landscape.runtimes.map(({ id, certificate }) => [id, certificate]), landscape.applications.length],
    refetch,
  );

  const certificates = useMemo(() => {
    if (!page) return null;
    const connections = new Map<string, number>();
    for (const { applicationID, runtimeID } of landscape.connections) {
      for (const id of [applicationID, runtimeID]) connections.set(id, (connections.get(id) ?? 0) + 1);
    }
    return page.data.map((wire) => {
      const certificate = readCertificate(wire, now);
      return { ...certificate, connectionCount: connections.get(certificate.owner.id) ?? 0 };
    });
  }, [page, landscape.connections, now]);
  return { certificates, error, retry: () => void refetch(), rows, now };
}
