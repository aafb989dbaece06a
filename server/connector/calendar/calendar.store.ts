import { and, asc, eq, gt, or, sql } from 'drizzle-orm';
import type { Read, Tx } from '../../db/database.ts';
import { tenantRoles } from '../../db/tables/access.tables.ts';
import { certificates, expiryCalendars } from '../../db/tables/connector.tables.ts';
import { tenants } from '../../db/tables/tenant.tables.ts';
import { type CertificateRow, isCurrent, ownerNow } from '../certificates/certificate.store.ts';

export type CalendarRow = typeof expiryCalendars.$inferSelect;

export async function calendarOf(read: Read, tenantId: string, userId: string): Promise<CalendarRow | undefined> {
  const own = and(eq(expiryCalendars.tenantId, tenantId), eq(expiryCalendars.userId, userId));
  const [row] = await read.select().from(expiryCalendars).where(own);
  return row;
}

/** Takes the place of the one the person had. */
export async function putCalendar(tx: Tx, row: CalendarRow): Promise<void> {
  await removeCalendar(tx, row.tenantId, row.userId);
  await tx.insert(expiryCalendars).values(row);
}

export async function removeCalendar(tx: Tx, tenantId: string, userId: string): Promise<CalendarRow | undefined> {
  const own = and(eq(expiryCalendars.tenantId, tenantId), eq(expiryCalendars.userId, userId));
  const [row] = await tx.delete(expiryCalendars).where(own).returning();
  return row;
}

/** The tenant behind a secret; undefined unless its person still has a role there and the tenant is active. */
export async function tenantOfCalendar(
  read: Read,
  hash: string,
): Promise<{ tenantId: string; externalId: string } | undefined> {
  const roleThere = and(
    eq(tenantRoles.tenantId, expiryCalendars.tenantId),
    eq(tenantRoles.userId, expiryCalendars.userId),
  );
  const [row] = await read
    .select({ tenantId: tenants.id, externalId: tenants.externalId })
    .from(expiryCalendars)
    .innerJoin(tenants, and(eq(tenants.id, expiryCalendars.tenantId), sql`${tenants.status} = 'ACTIVE'`))
    .innerJoin(tenantRoles, roleThere)
    .where(eq(expiryCalendars.hash, hash));
  return row;
}

/** `ownerName`: as the owner is called now, or was at the end. */
export type ExpiringCertificate = Pick<
  CertificateRow,
  'sha256' | 'serial' | 'notBefore' | 'notAfter' | 'renewalFailedAt' | 'ownerKind' | 'ownerName'
>;

const pageSize = 1000;

/** Every certificate in use of a tenant, in pages, the one that ends first at the beginning. */
export async function* expiringCertificates(
  read: Read,
  tenantId: string,
  now: number,
): AsyncGenerator<ExpiringCertificate[]> {
  const { sha256, serial, notBefore, notAfter, renewalFailedAt, ownerKind } = certificates;
  const ownerName = sql<string>`coalesce(${ownerNow}, certificates.owner_name)`;
  let last = { notAfter: now, sha256: '' };
  for (;;) {
    const rows: ExpiringCertificate[] = await read
      .select({ sha256, serial, notBefore, notAfter, renewalFailedAt, ownerKind, ownerName })
      .from(certificates)
      .where(
        and(
          eq(certificates.tenantId, tenantId),
          isCurrent(eq(certificates.tenantId, tenantId)),
          gt(notAfter, now),
          or(gt(notAfter, last.notAfter), and(eq(notAfter, last.notAfter), gt(sha256, last.sha256))),
        ),
      )
      .orderBy(asc(notAfter), asc(sha256))
      .limit(pageSize);
    if (rows.length > 0) yield rows;
    if (rows.length < pageSize) return;
    last = rows.at(-1) ?? last;
  }
}
