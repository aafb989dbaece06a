import { and, count, eq, inArray, ne, notInArray } from 'drizzle-orm';
import type { Read, Tx } from '../db/database.ts';
import { accounts, identityProviders, providerGrants, sessions, tenantRoles } from '../db/tables/access.tables.ts';
import { tenants } from '../db/tables/tenant.tables.ts';
import type { Grant, IdentityProviderRecord } from './identityProvider.ts';

export async function listProviders(read: Read): Promise<IdentityProviderRecord[]> {
  return read.select().from(identityProviders).orderBy(identityProviders.name);
}

export async function findProvider(read: Read, id: string): Promise<IdentityProviderRecord | undefined> {
  const [row] = await read.select().from(identityProviders).where(eq(identityProviders.id, id));
  return row;
}

/** @returns false if the name is taken. */
export async function insertProvider(tx: Tx, row: IdentityProviderRecord): Promise<boolean> {
  const made = await tx
    .insert(identityProviders)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: identityProviders.id });
  return made.length > 0;
}

export async function nameIsTaken(read: Read, name: string, butBy: string): Promise<boolean> {
  const rows = await read
    .select({ id: identityProviders.id })
    .from(identityProviders)
    .where(and(eq(identityProviders.name, name), ne(identityProviders.id, butBy)));
  return rows.length > 0;
}

export async function updateProvider(tx: Tx, id: string, values: Partial<IdentityProviderRecord>): Promise<void> {
  await tx.update(identityProviders).set(values).where(eq(identityProviders.id, id));
}

export async function replaceGrants(tx: Tx, providerId: string, grants: readonly Grant[]): Promise<void> {
  await tx.delete(providerGrants).where(eq(providerGrants.providerId, providerId));
  if (grants.length > 0) await tx.insert(providerGrants).values(grants.map((grant) => ({ ...grant, providerId })));
}

/** With the external id of their tenant, in the order of tenants and values. */
export async function grantsOf(read: Read, providerIds: readonly string[]) {
  return read
    .select({
      providerId: providerGrants.providerId,
      tenantId: providerGrants.tenantId,
      tenantID: tenants.externalId,
      claimValue: providerGrants.claimValue,
      role: providerGrants.role,
    })
    .from(providerGrants)
    .innerJoin(tenants, eq(tenants.id, providerGrants.tenantId))
    .where(inArray(providerGrants.providerId, [...providerIds]))
    .orderBy(tenants.externalId, providerGrants.claimValue);
}

export async function peopleByProvider(read: Read): Promise<ReadonlyMap<string, number>> {
  const rows = await read
    .select({ id: accounts.providerId, total: count() })
    .from(accounts)
    .groupBy(accounts.providerId);
  return new Map(rows.map(({ id, total }) => [id, Number(total)]));
}

/** @returns how many sessions have ended, of people who have no other way to sign in. */
export async function deleteProvider(tx: Tx, id: string): Promise<number> {
  const people = await tx.delete(accounts).where(eq(accounts.providerId, id)).returning({ id: accounts.userId });
  const ids = people.map((each) => each.id);
  const others = tx.select({ id: accounts.userId }).from(accounts);
  const ended =
    ids.length === 0
      ? []
      : await tx
          .delete(sessions)
          .where(and(inArray(sessions.userId, ids), notInArray(sessions.userId, others)))
          .returning({ id: sessions.id });
  await tx.update(tenantRoles).set({ providerId: null }).where(eq(tenantRoles.providerId, id));
  await tx.delete(identityProviders).where(eq(identityProviders.id, id));
  return ended.length;
}

export async function personOfAccount(read: Read, providerId: string, subject: string): Promise<string | undefined> {
  const [row] = await read
    .select({ userId: accounts.userId })
    .from(accounts)
    .where(and(eq(accounts.providerId, providerId), eq(accounts.accountId, subject)));
  return row?.userId;
}

export async function insertAccount(
  tx: Tx,
  account: { id: string; userId: string; providerId: string; accountId: string; at: number },
): Promise<void> {
  const { at, ...values } = account;
  await tx.insert(accounts).values({ ...values, createdAt: at, updatedAt: at });
}

export async function rolesOfPerson(read: Read, userId: string) {
  return read.select().from(tenantRoles).where(eq(tenantRoles.userId, userId));
}
