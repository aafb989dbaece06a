import { and, eq, gt, isNotNull, isNull, lt, ne, or } from 'drizzle-orm';
import type { Read, Tx } from '../../db/database.ts';
import { oneTimeTokens } from '../../db/tables/connector.tables.ts';
import { notingCredentials, ownerOf } from '../../landscape/credentials.store.ts';

export type TokenRow = typeof oneTimeTokens.$inferSelect;

export async function addToken(tx: Tx, row: Omit<TokenRow, 'usedAt'>): Promise<void> {
  const { tenantId, clientId, kind } = row;
  const owner = kind === 'RUNTIME' ? await ownerOf(tx, tenantId, clientId) : undefined;
  await notingCredentials(tx, owner, async () => {
    await tx.insert(oneTimeTokens).values({ ...row, usedAt: null });
  });
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
  const [token] = await tx.select().from(oneTimeTokens).where(live(hash, now));
  const owner = token?.kind === 'RUNTIME' ? await ownerOf(tx, token.tenantId, token.clientId) : undefined;
  return notingCredentials(tx, owner, async () => {
    const [row] = await tx.update(oneTimeTokens).set({ usedAt: now }).where(live(hash, now)).returning();
    return row;
  });
}

/**
 * Removes tokens that expired before the moment, but not those of Runtimes that nobody used: the landscape of a past
 * moment shows them. There is at most one for each time somebody asked.
 */
export async function removeExpiredTokens(tx: Tx, before: number): Promise<void> {
  const unneeded = or(ne(oneTimeTokens.kind, 'RUNTIME'), isNotNull(oneTimeTokens.usedAt));
  await tx.delete(oneTimeTokens).where(and(lt(oneTimeTokens.expiresAt, before), unneeded));
}
