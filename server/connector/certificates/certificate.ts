import type { CertificateState } from '../../../landscape/certificateState.ts';
import type { RevocationReason } from '../../db/tables/connector.tables.ts';
import type { ObjectKind } from '../../db/tables/director.tables.ts';
import type { CertificateFilter } from './certificateList.store.ts';

/** A certificate as people see it; the links of its chain are looked up only if they are asked for. */
export interface CertificateRecord {
  serial: string;
  sha256: string;
  subject: string;
  issuer: string;
  clientID: string;
  owner: { id: string; name: string; kind: ObjectKind };
  notBefore: number;
  notAfter: number;
  keyType: string;
  issuedBy: 'TOKEN' | 'RENEWAL';
  state: CertificateState;
  /** 0 to 1. */
  lifetimeUsed: number;
  revokedAt: number | null;
  revocationReason: RevocationReason | null;
  renewalFailedAt: number | null;
  /** Since when it waits to be revoked until a newer one is in use. */
  revocationAskedAt: number | null;
  clockAheadMs: number | null;
  lastUsedAt: number | null;
  connectionCount: number;
  pem: string;
  /** SHA-256 of the certificate it was issued in the place of. */
  replacesHash: string | null;
  /** What signed it; null if that is not known. */
  authorityId: string | null;
}

/** A page of the list; what else there is to count is counted only if it is asked for. */
export interface CertificatePageRecord {
  data: CertificateRecord[];
  pageInfo: { startCursor: string; endCursor: string; hasNextPage: boolean };
  totalCount: number;
  pageCursors: string[];
  filter: CertificateFilter;
}
