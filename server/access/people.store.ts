import { and, eq } from 'drizzle-orm';
import type { Read, Tx } from '../db/database.ts';
import { accounts, tenantRoles, users } from '../db/tables/access.tables.ts';
import { tenants } from '../db/tables/tenant.tables.ts';
import type { Role } from './roles.ts';

export type TenantRow = typeof tenants.$inferSelect;

/** A tenant a person may work in, and as what. */
export interface Membership {
  tenant: TenantRow;
  role: Role;
}

export interface NewPerson {
  id: string;
  accountId: string;
  name: string;
  /** Lower case. */
  email: string;
  passwordHash: string;
  at: number;
}

/** The active tenants of a person, the default one first, then by external id. */
export async function membershipsOf(read: Read, userId: string, defaultTenant: string): Promise<Membership[]> {
  const rows = await read
    .select({ tenant: tenants, role: tenantRoles.role })
    .from(tenantRoles)
    .innerJoin(tenants, eq(tenants.id, tenantRoles.tenantId))
    .where(and(eq(tenantRoles.userId, userId), eq(tenants.status, 'ACTIVE')))
    .orderBy(tenants.externalId);
  const isDefault = ({ tenant }: Membership) => tenant.externalId === defaultTenant;
  return [...rows.filter(isDefault), ...rows.filter((row) => !isDefault(row))];
}

export async function activeTenants(read: Read): Promise<TenantRow[]> {
  return read.select().from(tenants).where(eq(tenants.status, 'ACTIVE')).orderBy(tenants.externalId);
}

export async function personById(read: Read, id: string): Promise<typeof users.$inferSelect | undefined> {
  const [row] = await read.select().from(users).where(eq(users.id, id));
  return row;
}

export async function administratorExists(read: Read): Promise<boolean> {
  const rows = await read
    .select({ userId: tenantRoles.userId })
    .from(tenantRoles)
    .where(eq(tenantRoles.role, 'ADMINISTRATOR'))
    .limit(1);
  return rows.length > 0;
}

/** @returns false if the e-mail address is taken. */
export async function insertPerson(
  tx: Tx,
  person: NewPerson,
  membership: { tenantId: string; role: Role },
): Promise<boolean> {
  const { id, accountId, name, email, passwordHash, at } = person;
  const inserted = await tx
    .insert(users)
    .values({ id, name, email, emailVerified: false, createdAt: at, updatedAt: at })
    .onConflictDoNothing()
    .returning({ id: users.id });
  if (inserted.length === 0) return false;
  await tx.insert(accounts).values({
    id: accountId,
    userId: id,
    accountId: id,
    providerId: 'credential',
    password: passwordHash,
    createdAt: at,
    updatedAt: at,
  });
  await tx.insert(tenantRoles).values({ userId: id, ...membership });
  return true;
}
