import { and, eq, isNull } from 'drizzle-orm';
import type { Read, Tx } from '../db/database.ts';
import { accounts, sessions, tenantRoles, users } from '../db/tables/access.tables.ts';
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
  /** Null if the person has no password yet. */
  passwordHash: string | null;
  at: number;
}

/** The active tenants of a person who is not disabled, the default one first, then by external id. */
export async function membershipsOf(read: Read, userId: string, defaultTenant: string): Promise<Membership[]> {
  const rows = await read
    .select({ tenant: tenants, role: tenantRoles.role })
    .from(tenantRoles)
    .innerJoin(tenants, eq(tenants.id, tenantRoles.tenantId))
    .innerJoin(users, and(eq(users.id, tenantRoles.userId), isNull(users.disabledAt)))
    .where(and(eq(tenantRoles.userId, userId), eq(tenants.status, 'ACTIVE')))
    .orderBy(tenants.externalId);
  const isDefault = ({ tenant }: Membership) => tenant.externalId === defaultTenant;
  return [...rows.filter(isDefault), ...rows.filter((row) => !isDefault(row))];
}

export async function activeTenants(read: Read): Promise<TenantRow[]> {
  return read.select().from(tenants).where(eq(tenants.status, 'ACTIVE')).orderBy(tenants.externalId);
}

export async function tenantById(read: Read, id: string): Promise<TenantRow | undefined> {
  const [row] = await read.select().from(tenants).where(eq(tenants.id, id));
  return row;
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
  membership: { tenantId: string; role: Role } | null,
): Promise<boolean> {
  const { id, accountId, name, email, passwordHash, at } = person;
  const inserted = await tx
    .insert(users)
    .values({ id, name, email, emailVerified: false, createdAt: at, updatedAt: at })
    .onConflictDoNothing()
    .returning({ id: users.id });
  if (inserted.length === 0) return false;
  if (membership) await tx.insert(tenantRoles).values({ userId: id, ...membership });
  if (passwordHash === null) return true;
  await tx.insert(accounts).values({
    id: accountId,
    userId: id,
    accountId: id,
    providerId: 'credential',
    password: passwordHash,
    createdAt: at,
    updatedAt: at,
  });
  return true;
}

/** Gives the person a role by hand, whatever gave one before. */
export async function putRole(
  tx: Tx,
  values: { userId: string; tenantId: string; role: Role; providerId: string | null },
): Promise<void> {
  const { role, providerId } = values;
  await tx
    .insert(tenantRoles)
    .values(values)
    .onConflictDoUpdate({ target: [tenantRoles.userId, tenantRoles.tenantId], set: { role, providerId } });
}

export async function removeRole(tx: Tx, userId: string, tenantId: string): Promise<void> {
  await tx.delete(tenantRoles).where(and(eq(tenantRoles.userId, userId), eq(tenantRoles.tenantId, tenantId)));
}

export async function personByEmail(read: Read, email: string): Promise<typeof users.$inferSelect | undefined> {
  const [row] = await read.select().from(users).where(eq(users.email, email));
  return row;
}

export async function setDisabled(tx: Tx, userId: string, disabledAt: number | null): Promise<void> {
  await tx.update(users).set({ disabledAt }).where(eq(users.id, userId));
}

export async function noteSignIn(tx: Tx, userId: string, lastSignInAt: number): Promise<void> {
  await tx.update(users).set({ lastSignInAt }).where(eq(users.id, userId));
}

/** Sessions end with their next request. @returns how many there were. */
export async function deleteSessions(tx: Tx, userId: string): Promise<number> {
  const gone = await tx.delete(sessions).where(eq(sessions.userId, userId)).returning({ id: sessions.id });
  return gone.length;
}

export async function putPassword(
  tx: Tx,
  { userId, accountId, passwordHash, at }: { userId: string; accountId: string; passwordHash: string; at: number },
): Promise<void> {
  const mine = and(eq(accounts.userId, userId), eq(accounts.providerId, 'credential'));
  await tx.delete(accounts).where(mine);
  await tx.insert(accounts).values({
    id: accountId,
    userId,
    accountId: userId,
    providerId: 'credential',
    password: passwordHash,
    createdAt: at,
    updatedAt: at,
  });
}
