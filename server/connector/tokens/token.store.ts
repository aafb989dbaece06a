import { and, asc, eq, gt, isNotNull, isNull, lt, lte, ne, or, sql } from 'drizzle-orm';
import type { Read, Tx } from '../../db/database.ts';
import { prepared, preparedInsert } from '../../db/prepared.ts';
import { oneTimeTokens } from '../../db/tables/connector.tables.ts';
import { notingCredentials, ownerOf } from '../../landscape/credentials.store.ts';

export type TokenRow = typeof oneTimeTokens.$inferSelect;

const insertToken = preparedInsert(oneTimeTokens);

export async function addToken(tx: Tx, row: Omit<TokenRow, 'usedAt' | 'revokedAt' | 'expiryNotedAt'>): Promise<void> {
  const { tenantId, clientId, kind } = row;
  const owner = kind === 'RUNTIME' ? await ownerOf(tx, tenantId, clientId) : undefined;
  await notingCredentials(tx, owner, ['token'], () => insertToken(tx, row));
}

interface Presented extends Record<string, unknown> {
  hash: string;
  now: number;
}

const live = and(
  eq(oneTimeTokens.hash, sql.placeholder('hash')),
  isNull(oneTimeTokens.usedAt),
  isNull(oneTimeTokens.revokedAt),
  gt(oneTimeTokens.expiresAt, sql.placeholder('now')),
);
const liveToken = prepared<Presented, TokenRow[]>((read) => read.select().from(oneTimeTokens).where(live));
const spend = prepared<Presented, TokenRow[], Tx>((tx) =>
  tx
    .update(oneTimeTokens)
    .set({ usedAt: sql`${sql.placeholder('now')}` })
    .where(live)
    .returning(),
);

/** The token, if it is worth a write: wrong tokens, of which anyone may send any number, never reach the writer. */
export async function findLiveToken(read: Read, hash: string, now: number): Promise<TokenRow | undefined> {
  const [row] = await liveToken(read, { hash, now });
  return row;
}

/**
 * Spends the token in one conditional statement: of any number of concurrent requests exactly one gets the row, all
 * others undefined, as for an unknown or expired token.
 */
export async function spendToken(tx: Tx, token: TokenRow, now: number): Promise<TokenRow | undefined> {
  const { hash, kind, tenantId, clientId } = token;
  const owner = kind === 'RUNTIME' ? await ownerOf(tx, tenantId, clientId) : undefined;
  return notingCredentials(tx, owner, ['token'], async () => {
    const [row] = await spend(tx, { hash, now });
    return row;
  });
}

/** The token whatever its state, to say why it is not good. */
export async function findToken(read: Read, hash: string): Promise<TokenRow | undefined> {
  const [row] = await read.select().from(oneTimeTokens).where(eq(oneTimeTokens.hash, hash));
  return row;
}

/** Makes an unused token that has not expired worth nothing; undefined if it is another's, spent or expired. */
export async function revokeUnusedToken(
  tx: Tx,
  { tenantId, clientId, now }: { tenantId: string; clientId: string; now: number },
): Promise<TokenRow | undefined> {
  const unused = and(
    eq(oneTimeTokens.tenantId, tenantId),
    eq(oneTimeTokens.clientId, clientId),
    ne(oneTimeTokens.kind, 'CSR'),
    isNull(oneTimeTokens.usedAt),
    isNull(oneTimeTokens.revokedAt),
    gt(oneTimeTokens.expiresAt, now),
  );
  return notingCredentials(tx, await ownerOf(tx, tenantId, clientId), ['token'], async () => {
    const [row] = await tx.update(oneTimeTokens).set({ revokedAt: now }).where(unused).returning();
    return row;
  });
}

/**
 * Makes worth nothing what `configuration` has handed out to the client, spent ones included: what such a token is
 * answered with, the next token or a certificate, asks for it again.
 */
export async function revokeHandedOut(tx: Tx, clientId: string, now: number): Promise<void> {
  const handedOut = and(
    eq(oneTimeTokens.clientId, clientId),
    eq(oneTimeTokens.kind, 'CSR'),
    isNull(oneTimeTokens.revokedAt),
  );
  await tx.update(oneTimeTokens).set({ revokedAt: now }).where(handedOut);
}

const expiredUnused = (from: number, to: number) =>
  and(
    gt(oneTimeTokens.expiresAt, from),
    lte(oneTimeTokens.expiresAt, to),
    ne(oneTimeTokens.kind, 'CSR'),
    isNull(oneTimeTokens.usedAt),
    isNull(oneTimeTokens.revokedAt),
    isNull(oneTimeTokens.expiryNotedAt),
  );

/** Of all tenants: expired after `from` and by `to` without having been used, and not noted to have. */
export async function tokensExpiredUnused(
  read: Read,
  { from, to, most }: { from: number; to: number; most: number },
): Promise<TokenRow[]> {
  return read
    .select()
    .from(oneTimeTokens)
    .where(expiredUnused(from, to))
    .orderBy(asc(oneTimeTokens.expiresAt), asc(oneTimeTokens.hash))
    .limit(most);
}

/** False if another instance did before. */
export async function noteTokenExpiry(tx: Tx, hash: string, at: number): Promise<boolean> {
  const changed = await tx
    .update(oneTimeTokens)
    .set({ expiryNotedAt: at })
    .where(and(eq(oneTimeTokens.hash, hash), isNull(oneTimeTokens.expiryNotedAt)))
    .returning({ hash: oneTimeTokens.hash });
  return changed.length > 0;
}

/**
 * Removes tokens that expired before the moment, but not those of Runtimes that nobody used: the landscape of a past
 * moment shows them. There is at most one for each time somebody asked.
 */
export async function removeExpiredTokens(tx: Tx, before: number): Promise<void> {
  const unneeded = or(ne(oneTimeTokens.kind, 'RUNTIME'), isNotNull(oneTimeTokens.usedAt));
  await tx.delete(oneTimeTokens).where(and(lt(oneTimeTokens.expiresAt, before), unneeded));
}
