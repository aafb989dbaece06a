import { and, asc, eq, gt, isNull, max, notExists } from 'drizzle-orm';
import type { Read, Tx } from '../../db/database.ts';
import { authorities, certificates } from '../../db/tables/connector.tables.ts';
import { systemAuths } from '../../db/tables/director.tables.ts';
import { clientOfCertificate, isDead } from '../certificates/certificate.store.ts';

export type RevokedRow = Pick<typeof certificates.$inferSelect, 'serial' | 'revokedAt' | 'revocationReason'>;

/** Revoked certificates of an authority, those whose client was deleted included, that expire after `expiringAfter`. */
export function revokedOf(read: Read, authorityId: string, expiringAfter: number): Promise<RevokedRow[]> {
  return read
    .select({
      serial: certificates.serial,
      revokedAt: certificates.revokedAt,
      revocationReason: certificates.revocationReason,
    })
    .from(certificates)
    .where(and(eq(certificates.authorityId, authorityId), gt(certificates.notAfter, expiringAfter), isDead))
    .orderBy(asc(certificates.serial));
}

/** When the last certificate of an authority ends, in milliseconds; 0 if it has signed none. */
export async function lastEndOf(read: Read, authorityId: string): Promise<number> {
  const [row] = await read
    .select({ last: max(certificates.notAfter) })
    .from(certificates)
    .where(eq(certificates.authorityId, authorityId));
  return Number(row?.last ?? 0);
}

/** A certificate whose client was deleted opens nothing: it is written down as revoked, so that lists name a moment. */
export async function revokeOrphans(tx: Tx, now: number): Promise<void> {
  const client = tx.select({ id: systemAuths.id }).from(systemAuths).where(clientOfCertificate);
  await tx
    .update(certificates)
    .set({ revokedAt: now, revokedBy: '', revocationReason: 'CESSATION_OF_OPERATION' })
    .where(and(isNull(certificates.revokedAt), gt(certificates.notAfter, now), notExists(client)));
}

export interface SignedList {
  number: number;
  /** DER in base64. */
  crl: string;
  crlDigest: string;
  crlSignedAt: number;
}

/** False if another list with this number or a higher one is there. */
export async function storeList(tx: Tx, authorityId: string, { number, ...list }: SignedList): Promise<boolean> {
  const stored = await tx
    .update(authorities)
    .set({ ...list, crlNumber: number })
    .where(and(eq(authorities.id, authorityId), eq(authorities.crlNumber, number - 1)))
    .returning({ id: authorities.id });
  return stored.length > 0;
}
