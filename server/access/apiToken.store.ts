import { and, desc, eq, gt, isNull, lt, or } from 'drizzle-orm';
import type { Database, Read, Tx } from '../db/database.ts';
import { apiTokens, tenantRoles, users } from '../db/tables/access.tables.ts';
import { tenants } from '../db/tables/tenant.tables.ts';
import { minute } from '../shared/clock.ts';
import type { Role } from './roles.ts';

export interface ApiTokenRow {
  token: typeof apiTokens.$inferSelect;
  madeBy: { id: string; name: string; email: string };
  /** What the person who made it is in the tenant now; null if nothing, or disabled. */
  role: Role | null;
  tenant: typeof tenants.$inferSelect;
}

const columns = {
  token: apiTokens,
  user: { id: users.id, name: users.name, email: users.email, disabledAt: users.disabledAt },
  role: tenantRoles.role,
  tenant: tenants,
};

const selectTokens = (read: Read) =>
  read
    .select(columns)
    .from(apiTokens)
    .innerJoin(users, eq(users.id, apiTokens.userId))
    .innerJoin(tenants, eq(tenants.id, apiTokens.tenantId))
    .leftJoin(tenantRoles, and(eq(tenantRoles.userId, apiTokens.userId), eq(tenantRoles.tenantId, apiTokens.tenantId)));

const rowOf = ({ token, user, role, tenant }: Awaited<ReturnType<typeof selectTokens>>[number]): ApiTokenRow => ({
  token,
  madeBy: { id: user.id, name: user.name, email: user.email },
  role: user.disabledAt === null ? role : null,
  tenant,
});

/** Of the tenant, or of one person in it; the newest first. */
export async function listApiTokens(
  read: Read,
  { tenantId, userId }: { tenantId: string; userId: string | null },
): Promise<ApiTokenRow[]> {
  const owned = userId === null ? undefined : eq(apiTokens.userId, userId);
  const rows = await selectTokens(read)
    .where(and(eq(apiTokens.tenantId, tenantId), owned))
    .orderBy(desc(apiTokens.createdAt), apiTokens.id);
  return rows.map(rowOf);
}

export async function apiTokenById(
  read: Read,
  id: string,
  { tenantId, userId }: { tenantId: string; userId: string | null },
): Promise<ApiTokenRow | undefined> {
  const owned = userId === null ? undefined : eq(apiTokens.userId, userId);
  const [row] = await selectTokens(read).where(and(eq(apiTokens.id, id), eq(apiTokens.tenantId, tenantId), owned));
  return row && rowOf(row);
}

/** A token of an active tenant that is neither revoked nor expired, whoever made it. */
export async function usableApiToken(read: Read, hash: string, now: number): Promise<ApiTokenRow | undefined> {
  const [row] = await selectTokens(read).where(
    and(
      eq(apiTokens.hash, hash),
      isNull(apiTokens.revokedAt),
      gt(apiTokens.expiresAt, now),
      eq(tenants.status, 'ACTIVE'),
    ),
  );
  return row && rowOf(row);
}

export async function insertApiToken(tx: Tx, token: typeof apiTokens.$inferInsert): Promise<void> {
  await tx.insert(apiTokens).values(token);
}

/** @returns false if it was revoked already. */
export async function revokeToken(tx: Tx, id: string, revokedAt: number): Promise<boolean> {
  const revoked = await tx
    .update(apiTokens)
    .set({ revokedAt })
    .where(and(eq(apiTokens.id, id), isNull(apiTokens.revokedAt)))
    .returning({ id: apiTokens.id });
  return revoked.length > 0;
}

/** Of one person in one tenant. @returns how many. */
export async function revokeTokensOf(
  tx: Tx,
  { tenantId, userId, at }: { tenantId: string; userId: string; at: number },
): Promise<number> {
  const revoked = await tx
    .update(apiTokens)
    .set({ revokedAt: at })
    .where(and(eq(apiTokens.tenantId, tenantId), eq(apiTokens.userId, userId), isNull(apiTokens.revokedAt)))
    .returning({ id: apiTokens.id });
  return revoked.length;
}

/** At most one write a minute for each token. */
export async function noteUse(
  database: Database,
  { id, lastUsedAt }: ApiTokenRow['token'],
  now: number,
): Promise<void> {
  const since = now - minute;
  if (lastUsedAt !== null && lastUsedAt > since) return;
  await database.write(async (tx) => {
    await tx
      .update(apiTokens)
      .set({ lastUsedAt: now })
      .where(and(eq(apiTokens.id, id), or(isNull(apiTokens.lastUsedAt), lt(apiTokens.lastUsedAt, since))));
  });
}
