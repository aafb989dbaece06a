import type { CertificateView } from '../../members/certificateWords.ts';
import type { ExportColumn } from '../../tables/export.ts';
import { stateShown } from './stateShown.ts';

const moment = (at: number | null) => (at === null ? null : new Date(at).toISOString());

/** All that is known of a certificate but the certificate itself; times in UTC (RFC 3339). */
export const certificateExport: readonly ExportColumn<CertificateView>[] = [
  { head: 'owner', value: ({ owner }) => owner.name },
  { head: 'kind', value: ({ owner }) => owner.kind },
  { head: 'ownerID', value: ({ owner }) => owner.id },
  { head: 'state', value: (row) => stateShown(row).word },
  { head: 'clockAheadMs', value: ({ clockAheadMs }) => clockAheadMs },
  { head: 'issuedBy', value: ({ issuedBy }) => issuedBy },
  { head: 'notBefore', value: (row) => moment(row.notBefore) },
  { head: 'notAfter', value: (row) => moment(row.notAfter) },
  { head: 'renewalDueAt', value: (row) => moment(row.renewalDueAt) },
  { head: 'renewalRefusedAt', value: (row) => moment(row.renewalFailedAt) },
  { head: 'revokedAt', value: (row) => moment(row.revokedAt) },
  { head: 'revocationReason', value: (row) => row.revocationReason },
  { head: 'lastUsedAt', value: (row) => moment(row.lastUsedAt) },
  { head: 'connections', value: (row) => row.connectionCount },
  { head: 'serial', value: (row) => row.serial },
  { head: 'sha256', value: (row) => row.sha256 },
  { head: 'clientID', value: (row) => row.clientID },
  { head: 'subject', value: (row) => row.subject },
  { head: 'issuer', value: (row) => row.issuer },
  { head: 'keyType', value: (row) => row.keyType },
];
