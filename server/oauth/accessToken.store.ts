import { and, eq, gt, lt } from 'drizzle-orm';
import type { Read, Tx } from '../db/database.ts';
import { accessTokens } from '../db/tables/connector.tables.ts';

export type AccessTokenRow = typeof accessTokens.$inferSelect;

export async function addAccessToken(tx: Tx, row: AccessTokenRow): Promise<void> {
  await tx.insert(accessTokens).values(row);
}

/** Whom the token was given to and what for; undefined if it is unknown or has expired. */
export async function findAccessToken(
  read: Read,
  hash: string,
  now: number,
): Promise<Pick<AccessTokenRow, 'clientId' | 'scope'> | undefined> {
  const [row] = await read
    .select({ clientId: accessTokens.clientId, scope: accessTokens.scope })
    .from(accessTokens)
    .where(and(eq(accessTokens.hash, hash), gt(accessTokens.expiresAt, now)));
  return row;
}

/** Removes tokens that expired before the moment. */
export async function removeExpiredAccessTokens(tx: Tx, before: number): Promise<void> {
  await tx.delete(accessTokens).where(lt(accessTokens.expiresAt, before));
}
