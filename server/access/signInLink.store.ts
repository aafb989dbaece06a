import { and, eq, gt } from 'drizzle-orm';
import type { Read, Tx } from '../db/database.ts';
import { signInLinks, users } from '../db/tables/access.tables.ts';

/** Makes this the only link of the person. */
export async function putSignInLink(tx: Tx, link: typeof signInLinks.$inferInsert): Promise<void> {
  await dropSignInLink(tx, link.userId);
  await tx.insert(signInLinks).values(link);
}

export async function dropSignInLink(tx: Tx, userId: string): Promise<void> {
  await tx.delete(signInLinks).where(eq(signInLinks.userId, userId));
}

const open = (hash: string, now: number) => and(eq(signInLinks.hash, hash), gt(signInLinks.expiresAt, now));

/** Whose link this is; undefined if it is unknown, spent or expired. Does not spend it. */
export async function signInLinkByHash(read: Read, hash: string, now: number) {
  const [row] = await read
    .select({ expiresAt: signInLinks.expiresAt, userId: users.id, name: users.name, email: users.email })
    .from(signInLinks)
    .innerJoin(users, eq(users.id, signInLinks.userId))
    .where(open(hash, now));
  return row;
}

/** One conditional statement decides between simultaneous requests. @returns whose link this one spent. */
export async function spendSignInLink(tx: Tx, hash: string, now: number): Promise<string | undefined> {
  const [spent] = await tx.delete(signInLinks).where(open(hash, now)).returning({ userId: signInLinks.userId });
  return spent?.userId;
}
