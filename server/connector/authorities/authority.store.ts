import { and, asc, count, desc, eq, gt, inArray, isNull, max } from 'drizzle-orm';
import type { Read, Tx } from '../../db/database.ts';
import { authorities, certificates } from '../../db/tables/connector.tables.ts';
import { isCurrent } from '../certificates/certificate.store.ts';
import { type CertificateLink, linksIn } from './links.ts';

export type AuthorityRow = typeof authorities.$inferSelect;
export type AuthorityPurpose = AuthorityRow['purpose'];

/** What every instance is told when the authorities have changed. */
export const authoritiesChanged = JSON.stringify({ authorities: 'changed' });

/** Adds the authority unless one with its id is there: of two instances that start at once, one wins. @returns whether. */
export async function addAuthority(tx: Tx, row: typeof authorities.$inferInsert): Promise<boolean> {
  const added = await tx.insert(authorities).values(row).onConflictDoNothing().returning({ id: authorities.id });
  if (added.length > 0) tx.signal(authoritiesChanged);
  return added.length > 0;
}

/** All of one purpose; the first is the one that signs now, then the others, the last active first. */
export function authoritiesFor(read: Read, purpose: AuthorityPurpose): Promise<AuthorityRow[]> {
  return read
    .select()
    .from(authorities)
    .where(eq(authorities.purpose, purpose))
    .orderBy(desc(authorities.activatedAt), desc(authorities.createdAt), asc(authorities.id));
}

/** Lets the authority sign from now on; what it issued long ago is trusted again. */
export async function activateAuthority(tx: Tx, id: string, at: number): Promise<void> {
  await tx.update(authorities).set({ activatedAt: at, retiredAt: null }).where(eq(authorities.id, id));
  tx.signal(authoritiesChanged);
}

/** False if another instance did before. */
export async function retireAuthority(tx: Tx, id: string, at: number): Promise<boolean> {
  const changed = await tx
    .update(authorities)
    .set({ retiredAt: at })
    .where(and(eq(authorities.id, id), isNull(authorities.retiredAt)))
    .returning({ id: authorities.id });
  if (changed.length > 0) tx.signal(authoritiesChanged);
  return changed.length > 0;
}

/** Which authority signed certificates from before this was kept: the one they name as their issuer. */
export async function adoptCertificates(tx: Tx, id: string, subject: string): Promise<void> {
  await tx
    .update(certificates)
    .set({ authorityId: id })
    .where(and(isNull(certificates.authorityId), eq(certificates.issuer, subject)));
}

export interface Remaining {
  /** Certificates that still open something: neither expired, revoked nor superseded. */
  certificates: number;
  /** When the last of them expires. */
  lastExpiry: number;
}

/** What is left of each authority, in all tenants; absent where nothing is. */
export async function remainingOf(read: Read, now: number): Promise<ReadonlyMap<string, Remaining>> {
  const rows = await read
    .select({ id: certificates.authorityId, count: count(), last: max(certificates.notAfter) })
    .from(certificates)
    .where(and(gt(certificates.notAfter, now), isCurrent()))
    .groupBy(certificates.authorityId);
  return new Map(
    rows.flatMap(({ id, count: left, last }) =>
      id === null ? [] : [[id, { certificates: Number(left), lastExpiry: Number(last) }] as const],
    ),
  );
}

/** For `RequestContext.load`, by id: how many certificates each has ever signed. */
export async function issuedCounts(read: Read, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await read
    .select({ id: certificates.authorityId, issued: count() })
    .from(certificates)
    .where(inArray(certificates.authorityId, [...ids]))
    .groupBy(certificates.authorityId);
  return new Map(rows.flatMap(({ id, issued }) => (id === null ? [] : [[id, Number(issued)] as const])));
}

/** For `RequestContext.load`, by id: each authority, then what stands above it. */
export async function authorityLinks(
  read: Read,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CertificateLink[]>> {
  const rows = await read
    .select({ id: authorities.id, pem: authorities.certificate })
    .from(authorities)
    .where(inArray(authorities.id, [...ids]));
  return new Map(rows.map(({ id, pem }) => [id, linksIn(pem)]));
}
