import { and, eq, sql } from 'drizzle-orm';
import type { Read, Tx } from '../../db/database.ts';
import { tenantRoles } from '../../db/tables/access.tables.ts';
import { expiryCalendars } from '../../db/tables/connector.tables.ts';
import { tenants } from '../../db/tables/tenant.tables.ts';

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
