import { and, asc, count, eq, gte, lte, max, sql } from 'drizzle-orm';
import type { Read } from '../db/database.ts';
import { activity, landscapeDeltas } from '../db/tables/tenant.tables.ts';

const sameEntry = and(eq(activity.tenantId, landscapeDeltas.tenantId), eq(activity.sequence, landscapeDeltas.sequence));

/** When the landscape changed for the first time; null if it never did. */
export async function firstChangeAt(read: Read, tenantId: string): Promise<number | null> {
  const [row] = await read
    .select({ at: activity.at })
    .from(landscapeDeltas)
    .innerJoin(activity, sameEntry)
    .where(eq(landscapeDeltas.tenantId, tenantId))
    .orderBy(asc(landscapeDeltas.sequence))
    .limit(1);
  return row?.at ?? null;
}

/** Changes per stretch of so many milliseconds, counted from `from`; stretches without a change are left out. */
export async function countChanges(
  read: Read,
  tenantId: string,
  { from, to, stretchMs }: { from: number; to: number; stretchMs: number },
): Promise<{ index: number; changes: number; sequence: number }[]> {
  // Whole numbers divide into whole numbers on both databases; a parameter would be text to one of them.
  const index = sql<number>`(${activity.at} - ${sql.raw(String(from))}) / ${sql.raw(String(stretchMs))}`;
  const rows = await read
    .select({ index, changes: count(), sequence: max(activity.sequence) })
    .from(landscapeDeltas)
    .innerJoin(activity, sameEntry)
    .where(and(eq(landscapeDeltas.tenantId, tenantId), gte(activity.at, from), lte(activity.at, to)))
    .groupBy(sql`1`)
    .orderBy(sql`1`);
  return rows.map((row) => ({
    index: Number(row.index),
    changes: Number(row.changes),
    sequence: Number(row.sequence),
  }));
}
