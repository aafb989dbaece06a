import { and, eq, gt, isNull, lt } from 'drizzle-orm';
import type { Read, Tx } from '../../db/database.ts';
import { oneTimeTokens } from '../../db/tables/connector.tables.ts';

export type TokenRow = typeof oneTimeTokens.$inferSelect;

export async function addToken(tx: Tx, row: Omit<TokenRow, 'usedAt'>): Promise<void> {
  await tx.insert(oneTimeTokens).values({ ...row, usedAt: null });
}

const live = (hash: string, now: number) =>
  and(eq(oneTimeTokens.hash, hash), isNull(oneTimeTokens.usedAt), gt(oneTimeTokens.expiresAt, now));

/** Whether it is worth a write: wrong tokens, of which anyone may send any number, never reach the writer. */
export async function isLiveToken(read: Read, hash: string, now: number): Promise<boolean> {
  const rows = await read.select({ hash: oneTimeTokens.hash }).from(oneTimeTokens).where(live(hash, now));
  return rows.length > 0;
}

/**
 * Spends the token in one conditional statement: of any number of concurrent requests exactly one gets the row, all
 * others undefined, as for an unknown or expired token.
 */
export async function spendToken(tx: Tx, hash: string, now: number): Promise<TokenRow | undefined> {
  const [row] = await tx.update(oneTimeTokens).set({ usedAt: now }).where(live(hash, now)).returning();
  return row;
}

/** Removes tokens that expired before the moment, spent or not. */
export async function removeExpiredTokens(tx: Tx, before: number): Promise<void> {
  await tx.delete(oneTimeTokens).where(lt(oneTimeTokens.expiresAt, before));
}
