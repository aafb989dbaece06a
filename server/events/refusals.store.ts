import type { Read } from '../db/database.ts';
import { tenants } from '../db/tables/tenant.tables.ts';
import { defaultTenantId } from '../shared/defaultTenant.ts';

/** The tenants there are, and which of them is the default one; null before the first start is complete. */
export async function tenantsOfRefusals(read: Read): Promise<{ defaultId: string | null; known: ReadonlySet<string> }> {
  const rows = await read.select({ id: tenants.id, externalId: tenants.externalId }).from(tenants);
  const own = rows.find(({ externalId }) => externalId === defaultTenantId);
  return { defaultId: own?.id ?? null, known: new Set(rows.map(({ id }) => id)) };
}
