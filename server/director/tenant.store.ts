import { and, asc, eq, inArray, or } from 'drizzle-orm';
import type { Read } from '../db/database.ts';
import { tenantRoles } from '../db/tables/access.tables.ts';
import { tenants } from '../db/tables/tenant.tables.ts';

export type TenantRecord = typeof tenants.$inferSelect;

/** Active tenants ordered by external id; with `userId` those the person has a role in and the present one. */
export async function listTenants(
  read: Read,
  { userId, tenantId }: { userId: string | null; tenantId: string },
): Promise<TenantRecord[]> {
  const roles = read
    .select({ id: tenantRoles.tenantId })
    .from(tenantRoles)
    .where(eq(tenantRoles.userId, userId ?? ''));
  const own = userId === null ? undefined : or(eq(tenants.id, tenantId), inArray(tenants.id, roles));
  return read
    .select()
    .from(tenants)
    .where(and(eq(tenants.status, 'ACTIVE'), own))
    .orderBy(asc(tenants.externalId));
}
