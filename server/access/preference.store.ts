import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Read, Tx } from '../db/database.ts';
import { preferences } from '../db/tables/access.tables.ts';

/** The place of what holds in every tenant. */
export const everywhere = '';

export async function preferencesOf(
  read: Read,
  userId: string,
  tenantId: string,
): Promise<{ key: string; value: unknown }[]> {
  return read
    .select({ key: preferences.key, value: preferences.value })
    .from(preferences)
    .where(and(eq(preferences.userId, userId), inArray(preferences.place, [everywhere, tenantId])))
    .orderBy(asc(preferences.key));
}

export async function putPreference(tx: Tx, row: typeof preferences.$inferInsert): Promise<void> {
  const { value, updatedAt } = row;
  await tx
    .insert(preferences)
    .values(row)
    .onConflictDoUpdate({
      target: [preferences.userId, preferences.place, preferences.key],
      set: { value, updatedAt },
    });
}

export async function removePreference(tx: Tx, userId: string, place: string, key: string): Promise<void> {
  const one = [eq(preferences.userId, userId), eq(preferences.place, place), eq(preferences.key, key)];
  await tx.delete(preferences).where(and(...one));
}
