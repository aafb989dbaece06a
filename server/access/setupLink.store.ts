import { and, eq, gt, isNull } from 'drizzle-orm';
import type { Read, Tx } from '../db/database.ts';
import { setupLinks } from '../db/tables/access.tables.ts';

/** Makes this the only link there is. */
export async function replaceSetupLinks(tx: Tx, link: { hash: string; expiresAt: number } | null): Promise<void> {
  await tx.delete(setupLinks);
  if (link) await tx.insert(setupLinks).values(link);
}

/** When an unspent link expires; undefined if there is no such link. Does not spend it. */
export async function setupLinkExpiry(read: Read, hash: string, now: number): Promise<number | undefined> {
  const [row] = await read
    .select({ expiresAt: setupLinks.expiresAt })
    .from(setupLinks)
    .where(and(eq(setupLinks.hash, hash), isNull(setupLinks.usedAt), gt(setupLinks.expiresAt, now)));
  return row?.expiresAt;
}

/** One conditional update decides between simultaneous requests. @returns whether this one spent the link. */
export async function spendSetupLink(tx: Tx, hash: string, now: number): Promise<boolean> {
  const spent = await tx
    .update(setupLinks)
    .set({ usedAt: now })
    .where(and(eq(setupLinks.hash, hash), isNull(setupLinks.usedAt), gt(setupLinks.expiresAt, now)))
    .returning({ hash: setupLinks.hash });
  return spent.length > 0;
}
