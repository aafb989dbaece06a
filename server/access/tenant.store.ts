import { count, eq } from 'drizzle-orm';
import type { Read, Tx } from '../db/database.ts';
import { tenantRoles } from '../db/tables/access.tables.ts';
import { applications, runtimes } from '../db/tables/director.tables.ts';
import { connections, scenarios } from '../db/tables/landscape.tables.ts';
import { tenants } from '../db/tables/tenant.tables.ts';
import type { TenantRow } from './people.store.ts';

export interface TenantFigures {
  people: number;
  applications: number;
  runtimes: number;
  connections: number;
}

/** By internal id; a tenant of which nothing is counted is absent. */
export async function tenantFigures(read: Read): Promise<ReadonlyMap<string, TenantFigures>> {
  const tables = { people: tenantRoles, applications, runtimes, connections };
  const figures = new Map<string, TenantFigures>();
  for (const [name, table] of Object.entries(tables) as [keyof TenantFigures, typeof connections][]) {
    const rows = await read.select({ id: table.tenantId, total: count() }).from(table).groupBy(table.tenantId);
    for (const { id, total } of rows) {
      const known = figures.get(id) ?? { people: 0, applications: 0, runtimes: 0, connections: 0 };
      figures.set(id, { ...known, [name]: Number(total) });
    }
  }
  return figures;
}

export async function allTenants(read: Read): Promise<TenantRow[]> {
  return read.select().from(tenants).orderBy(tenants.name, tenants.externalId);
}

export async function tenantByExternalId(read: Read, externalId: string): Promise<TenantRow | undefined> {
  const [row] = await read.select().from(tenants).where(eq(tenants.externalId, externalId));
  return row;
}

/** With its default scenario. @returns false if the external id is taken. */
export async function insertTenant(
  tx: Tx,
  tenant: { id: string; externalId: string; name: string; createdAt: number },
  scenario: { id: string; name: string },
): Promise<boolean> {
  const made = await tx
    .insert(tenants)
    .values({ ...tenant, status: 'ACTIVE', connectionPolicy: 'EXCLUSIVE' })
    .onConflictDoNothing()
    .returning({ id: tenants.id });
  if (made.length === 0) return false;
  await tx.insert(scenarios).values({ ...scenario, tenantId: tenant.id, createdAt: tenant.createdAt });
  return true;
}

export async function updateTenant(
  tx: Tx,
  id: string,
  values: { name?: string; status?: TenantRow['status'] },
): Promise<void> {
  await tx.update(tenants).set(values).where(eq(tenants.id, id));
}

/** Everything that belongs to the tenant goes with it, by foreign keys. */
export async function deleteTenant(tx: Tx, id: string): Promise<void> {
  await tx.delete(tenants).where(eq(tenants.id, id));
}
