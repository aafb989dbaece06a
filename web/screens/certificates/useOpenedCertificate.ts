import { useQuery } from '@apollo/client/react';
import { type CertificateFactsFragment, CertificatesDocument } from '../../graphql.generated.ts';
import type { CertificateView } from '../../members/certificateWords.ts';
import { useRefetchOnChange } from '../../members/useRefetchOnChange.ts';

/**
 * The certificate with that serial number: the row, or asked for where none has arrived that the address leads to.
 * @param mark changes when it may have.
 */
export function useOpenedCertificate(
  serial: string | null,
  rows: readonly (CertificateView | undefined)[],
  viewOf: (wire: CertificateFactsFragment) => CertificateView,
  mark: unknown,
): CertificateView | undefined {
  const row = serial === null ? undefined : rows.find((each) => each?.serial === serial);
  const isElsewhere = serial !== null && row === undefined;
  const { data, refetch } = useQuery(CertificatesDocument, {
    variables: { filter: { serials: serial === null ? [] : [serial] } },
    fetchPolicy: 'no-cache',
    skip: !isElsewhere,
  });
  // Beside it stands the table, which says when the server does not answer.
  useRefetchOnChange(mark, () => isElsewhere && refetch().catch(() => undefined));
  const found = data?.certificates.data.find((each) => each.serial === serial);
  return row ?? (found && viewOf(found));
}
