import { asc, desc, eq } from 'drizzle-orm';
import type { Read, Tx } from '../../db/database.ts';
import { authorities } from '../../db/tables/connector.tables.ts';

export type AuthorityRow = typeof authorities.$inferSelect;
export type AuthorityPurpose = AuthorityRow['purpose'];

/** Adds the authority unless one with its id is there: of two instances that start at once, one wins. */
export async function addAuthority(tx: Tx, row: typeof authorities.$inferInsert): Promise<void> {
  await tx.insert(authorities).values(row).onConflictDoNothing();
}

export async function authorityById(read: Read, id: string): Promise<AuthorityRow | undefined> {
  const [row] = await read.select().from(authorities).where(eq(authorities.id, id));
  return row;
}

/** All of one purpose, the oldest first. */
export function authoritiesFor(read: Read, purpose: AuthorityPurpose): Promise<AuthorityRow[]> {
  return read
    .select()
    .from(authorities)
    .where(eq(authorities.purpose, purpose))
    .orderBy(asc(authorities.createdAt), desc(authorities.id));
}
