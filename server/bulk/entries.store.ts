import { and, eq, inArray } from 'drizzle-orm';
import type { Read } from '../db/database.ts';
import { activity } from '../db/tables/tenant.tables.ts';

export type EntryRecord = Pick<typeof activity.$inferSelect, 'sequence' | 'action' | 'before' | 'after'>;

/** Numbers per statement. */
const chunk = 400;

/** The activity entries with these numbers. */
export async function entriesNumbered(
  read: Read,
  tenantId: string,
  numbers: readonly number[],
): Promise<EntryRecord[]> {
  const found: EntryRecord[] = [];
  for (let from = 0; from < numbers.length; from += chunk) {
    const some = numbers.slice(from, from + chunk);
    const { sequence, action, before, after } = activity;
    const rows = await read
      .select({ sequence, action, before, after })
      .from(activity)
      .where(and(eq(activity.tenantId, tenantId), inArray(sequence, some)));
    found.push(...rows);
  }
  return found;
}
