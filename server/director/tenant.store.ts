import { and, asc, eq, inArray, or } from 'drizzle-orm';
import type { Read } from '../db/database.ts';
import { tenantRoles } from '../db/tables/access.tables.ts';
import { tenants } from '../db/tables/tenant.tables.ts';
import type { Consumer } from '../shared/consumer.ts';
import { defaultTenantId } from '../shared/defaultTenant.ts';
import { CompassError } from '../shared/errors.ts';

export type TenantRecord = typeof tenants.$inferSelect;

/** Active tenants ordered by external id; with `userId` those the person has a role in and the present one. */
export async function listTenants(
  read: Read,
  { userId, tenantId }: { userId: string | null; tenantId: string | null },
): Promise<TenantRecord[]> {
  const roles = read
    .select({ id: tenantRoles.tenantId })
    .from(tenantRoles)
    .where(eq(tenantRoles.userId, userId ?? ''));
  const own = userId === null ? undefined : or(eq(tenants.id, tenantId ?? ''), inArray(tenants.id, roles));
  return read
    .select()
    .from(tenants)
    .where(and(eq(tenants.status, 'ACTIVE'), own))
    .orderBy(asc(tenants.externalId));
}

/**
 * The tenant in whose activity log a change of the whole installation is found: the one the caller works in, else the default
 * tenant. @throws TenantRequired without either.
 */
export async function recordingTenantOf(read: Read, { tenantId }: Pick<Consumer, 'tenantId'>): Promise<string> {
  if (tenantId !== null) return tenantId;
  const [row] = await read
    .select({ id: tenants.id })
    .from(tenants)
    .where(and(eq(tenants.externalId, defaultTenantId), eq(tenants.status, 'ACTIVE')));
  if (!row) throw new CompassError('TenantRequired', 'Tenant is required');
  return row.id;
}

/** The id by which callers know the tenant. @throws Error if there is no such tenant. */
export async function externalIdOf(read: Read, tenantId: string): Promise<string> {
  const [row] = await read.select({ externalId: tenants.externalId }).from(tenants).where(eq(tenants.id, tenantId));
  if (!row) throw new Error(`tenant ${tenantId} does not exist`);
  return row.externalId;
}
