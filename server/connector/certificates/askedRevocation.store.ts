import { and, asc, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { Read, Tx } from '../../db/database.ts';
import { certificates, type RevocationReason } from '../../db/tables/connector.tables.ts';
import type { CertificateRow } from './certificate.store.ts';
import { ownersWith, supersededAmong } from './superseded.store.ts';

/** Lets the certificate wait for its revocation. False if it waits already or is revoked. */
export async function askRevocation(
  tx: Tx,
  sha256: string,
  { now, askedBy, reason }: { now: number; askedBy: string; reason: RevocationReason | null },
): Promise<boolean> {
  const changed = await tx
    .update(certificates)
    .set({ revocationAskedAt: now, revocationAskedBy: askedBy, revocationAskedReason: reason })
    .where(and(eq(certificates.sha256, sha256), isNull(certificates.revocationAskedAt), isNull(certificates.revokedAt)))
    .returning({ sha256: certificates.sha256 });
  return changed.length > 0;
}

/** @returns the hashes of those that were waiting. */
export async function cancelRevocations(tx: Tx, hashes: readonly string[]): Promise<ReadonlySet<string>> {
  const changed = await tx
    .update(certificates)
    .set({ revocationAskedAt: null, revocationAskedBy: null, revocationAskedReason: null })
    .where(
      and(
        inArray(certificates.sha256, [...hashes]),
        isNotNull(certificates.revocationAskedAt),
        isNull(certificates.revokedAt),
      ),
    )
    .returning({ sha256: certificates.sha256 });
  return new Set(changed.map(({ sha256 }) => sha256));
}

/** Those of all tenants that need wait no longer, because a newer certificate of the same client is in use. */
export function dueRevocations(read: Read): Promise<CertificateRow[]> {
  const waiting = and(isNotNull(certificates.revocationAskedAt), isNull(certificates.revokedAt));
  return read
    .select()
    .from(certificates)
    .where(and(waiting, supersededAmong(ownersWith(read, waiting))))
    .orderBy(asc(certificates.revocationAskedAt), asc(certificates.sha256));
}
