import { useQuery } from '@apollo/client/react';
import { CertificateDetailsDocument, type CertificateDetailsQuery } from '../../graphql.generated.ts';
import { useRefetchOnChange } from '../../members/useRefetchOnChange.ts';

export interface CertificateDetails {
  /** Null if the certificate cannot be read. */
  alternativeNames: readonly string[] | null;
  chain: CertificateDetailsQuery['certificates']['data'][number]['chain'];
  history: CertificateDetailsQuery['ofClient'];
}

/**
 * What only the inspector shows; null until it has arrived.
 * @param mark changes when the certificates of the client may have.
 */
export function useCertificateDetails(
  { serial, clientID }: { serial: string; clientID: string },
  mark: unknown,
): { details: CertificateDetails | null; error: unknown; retry: () => void } {
  const { data, error, refetch } = useQuery(CertificateDetailsDocument, {
    variables: { serial, clientID },
    fetchPolicy: 'no-cache',
  });
  // The error comes back as `error`.
  const retry = () => void refetch().catch(() => undefined);
  useRefetchOnChange(mark, retry);
  const [own] = data?.certificates.data ?? [];
  const details = data &&
    own && { alternativeNames: own.subjectAlternativeNames, chain: own.chain, history: data.ofClient };
  return { details: details ?? null, error, retry };
}
