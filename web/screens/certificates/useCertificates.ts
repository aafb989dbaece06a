import { useApolloClient } from '@apollo/client/react';
import { useCallback, useEffect, useMemo } from 'react';
import { type CertificateFactsFragment, CertificateTableDocument } from '../../graphql.generated.ts';
import { type CertificateView, isCurrent, readCertificate } from '../../members/certificateWords.ts';
import { useMemberRows } from '../../members/useMemberRows.ts';
import { useRefetchOnChange } from '../../members/useRefetchOnChange.ts';
import { type FetchPage, fetchAll, useTablePages } from '../../tables/useTablePages.ts';
import type { TableState } from '../../ui/useTableState.ts';
import { type Asked, filterFrom, orderFrom } from './certificateFilter.ts';

/** By its serial number. */
export type CertificateRow = CertificateFactsFragment & { id: string };

/** Certificates of Applications reach the feed late or not at all, so that the table is asked for now and then as well. */
const pollMs = 15_000;

/** Asks for pages of what the address says; another function with every other filter or order. */
function useFetchCertificates({ query, sort }: Pick<TableState, 'query' | 'sort'>, asked: Asked) {
  const client = useApolloClient();
  // By value, so that the function stays while the question does.
  const question = JSON.stringify({ query, sort, asked });
  return useCallback<FetchPage<CertificateRow>>(
    async ({ after, facets }) => {
      const { query, sort, asked }: { asked: Asked } & Pick<TableState, 'query' | 'sort'> = JSON.parse(question);
      // A span such as the next seven days counts from the moment it is asked for.
      const variables = { filter: filterFrom(query, asked, Date.now()), order: orderFrom(sort), after, facets };
      const { data } = await client.query({ query: CertificateTableDocument, variables, fetchPolicy: 'no-cache' });
      if (!data) throw new Error('The certificates did not arrive');
      const { stateCounts, ...page } = data.table;
      const counts = stateCounts?.map(({ state, count }) => ({ value: state, count }));
      return {
        ...page,
        data: page.data.map((certificate) => ({ ...certificate, id: certificate.serial })),
        ...(counts && { facets: [{ key: 'state', more: 0, values: counts }] }),
      };
    },
    [client, question],
  );
}

/** The tenant's certificates as far as they are in view, asked for anew when the feed shows a certificate changing. */
export function useCertificates(table: TableState, asked: Asked, onChange: () => void) {
  const rows = useMemberRows();
  const { landscape, now } = rows;
  const fetchPage = useFetchCertificates(table, asked);
  const { rows: arrived, refresh: readPages, ...pages } = useTablePages(fetchPage);
  const refresh = useCallback(() => {
    onChange();
    void readPages();
  }, [readPages, onChange]);
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) refresh();
    }, pollMs);
    return () => clearInterval(timer);
  }, [refresh]);
  useRefetchOnChange(
    landscape.runtimes.map(({ id, certificate }) => [id, certificate]),
    onChange,
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
  const certificates = useMemo(() => arrived.map((row) => row && viewOf(row)), [arrived, viewOf]);
  /** Every one that matches, arrived or not. */
  const readAll = useCallback(async () => (await fetchAll(fetchPage)).map(viewOf), [fetchPage, viewOf]);
  return { ...pages, certificates, viewOf, refresh, readAll, members: rows, now };
}
