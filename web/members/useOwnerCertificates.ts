import { useQuery } from '@apollo/client/react';
import { OwnerCertificatesDocument } from '../graphql.generated.ts';
import { type CertificateView, readCertificate } from './certificateWords.ts';

interface OwnerCertificates {
  /** Null until they have arrived. */
  certificates: CertificateView[] | null;
  refetch: () => unknown;
}

/** Certificates of one Application or Runtime; `now` decides how much of each life is used. */
export function useOwnerCertificates(ownerID: string, now: number): OwnerCertificates {
  const { data, refetch } = useQuery(OwnerCertificatesDocument, {
    variables: { ownerID },
    fetchPolicy: 'cache-and-network',
  });
  return { certificates: data?.certificates.data.map((wire) => readCertificate(wire, now)) ?? null, refetch };
}
