import { useQuery } from '@apollo/client/react';
import { describeError } from '../errors.ts';
import { OwnerCertificatesDocument } from '../graphql.generated.ts';
import { type CertificateView, readCertificate } from './certificateWords.ts';

interface OwnerCertificates {
  /** Null until they have arrived. */
  certificates: CertificateView[] | null;
  refetch: () => unknown;
  /** Why they could not be read. */
  problem: string | null;
}

/** Certificates of one Application or Runtime; `now` decides how much of each life is used. */
export function useOwnerCertificates(ownerID: string, now: number): OwnerCertificates {
  const { data, error, refetch } = useQuery(OwnerCertificatesDocument, {
    variables: { ownerID },
    fetchPolicy: 'cache-and-network',
  });
  return {
    certificates: data?.certificates.data.map((wire) => readCertificate(wire, now)) ?? null,
    refetch,
    problem: error ? describeError(error).message : null,
  };
}
