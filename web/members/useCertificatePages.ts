import type { ApolloClient } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type CertificateFactsFragment, type CertificateFilter, CertificatesDocument } from '../graphql.generated.ts';

interface Pages {
  certificates: CertificateFactsFragment[];
  /** How many there are on the server. */
  total: number;
}

interface CertificatePages {
  /** Null until they have arrived; those next to expire come first. */
  pages: Pages | null;
  error: unknown;
  /** Reads anew what is shown; the list changes at once and never halfway. */
  refetch: () => Promise<void>;
  loadMore: () => void;
}

/** Of a hundred certificates each. */
const pagesAtOnce = 10;

interface Asked {
  filter: CertificateFilter;
}

/** Null if it is no longer wanted. */
async function readPages(
  apollo: ApolloClient,
  asked: Asked,
  most: number,
  isWanted: () => boolean,
): Promise<Pages | null> {
  // By serial: a certificate issued between two pages moves the rest by one.
  const found = new Map<string, CertificateFactsFragment>();
  let after: string | null = null;
  let total = 0;
  for (let page = 0; page < most; page += 1) {
    const variables: Asked & { after: string | null } = { ...asked, after };
    const { data } = await apollo.query({ query: CertificatesDocument, variables, fetchPolicy: 'no-cache' });
    if (!isWanted()) return null;
    if (!data) throw new Error('The certificates came back empty');
    for (const certificate of data.certificates.data) found.set(certificate.serial, certificate);
    total = data.certificates.totalCount;
    if (!data.certificates.pageInfo.hasNextPage) break;
    after = data.certificates.pageInfo.endCursor;
  }
  return { certificates: [...found.values()], total };
}

/** Certificates that match, the next to expire first, a thousand at first. `asked` has to keep its identity. */
export function useCertificatePages(asked: Asked): CertificatePages {
  const apollo = useApolloClient();
  const [pages, setPages] = useState<Pages | null>(null);
  const [error, setError] = useState<unknown>();
  const most = useRef(pagesAtOnce);
  const latest = useRef(asked);
  const running = useRef<Promise<void> | null>(null);
  const isAskedAgain = useRef(false);

  const read = useCallback(async () => {
    do {
      isAskedAgain.current = false;
      const [question, count] = [latest.current, most.current];
      try {
        // Something else, or more, may have been asked meanwhile, and is read next.
        const isWanted = () => question === latest.current && count === most.current;
        const answer = await readPages(apollo, question, count, isWanted);
        if (answer) setPages(answer);
        setError(undefined);
      } catch (problem) {
        setError(problem);
      }
    } while (isAskedAgain.current);
    running.current = null;
  }, [apollo]);
  const refetch = useCallback(() => {
    isAskedAgain.current = running.current !== null;
    running.current ??= read();
    return running.current;
  }, [read]);
  useEffect(() => {
    latest.current = asked;
    void refetch();
  }, [asked, refetch]);

  const loadMore = useCallback(() => {
    most.current += pagesAtOnce;
    void refetch();
  }, [refetch]);
  return { pages, error, refetch, loadMore };
}
