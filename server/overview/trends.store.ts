import { and, eq, gte, like, sql } from 'drizzle-orm';
import type { Read } from '../db/database.ts';
import { certificates } from '../db/tables/connector.tables.ts';
import { runtimes } from '../db/tables/director.tables.ts';
import { activity, landscapeDeltas } from '../db/tables/tenant.tables.ts';
import { day } from '../shared/clock.ts';

const trendDays = 14;

/** The ends of the days a trend shows, now being the last. */
export const trendMoments = (now: number): number[] =>
  Array.from({ length: trendDays }, (_, index) => now - (trendDays - 1 - index) * day);

/** More changes of connections than this are not counted back. */
const mostChanges = 5000;

/**
 * How many connections there were at each of the moments, counted back from how many there are now by what the activity
 * log says began and ended since; null if that is too much.
 */
export async function connectionTrend(
  read: Read,
  tenantId: string,
  { live, moments }: { live: number; moments: readonly number[] },
): Promise<number[] | null> {
  const rows = await read
    .select({ at: activity.at, delta: landscapeDeltas.delta })
    .from(landscapeDeltas)
    .innerJoin(
      activity,
      and(eq(activity.tenantId, landscapeDeltas.tenantId), eq(activity.sequence, landscapeDeltas.sequence)),
    )
    .where(
      and(
        eq(landscapeDeltas.tenantId, tenantId),
        gte(activity.at, moments[0] ?? 0),
        like(landscapeDeltas.delta, '%"connections":%'),
      ),
    )
    .limit(mostChanges + 1);
  if (rows.length > mostChanges) return null;
  return moments.map((moment) =>
    rows.reduce((count, { at, delta }) => {
      if (at <= moment || !delta.connections) return count;
      return count - delta.connections.begun.length + delta.connections.ended.length;
    }, live),
  );
}

/** How many Runtimes of today had a valid certificate at each of the moments. */
export async function runtimeTrend(read: Read, tenantId: string, moments: readonly number[]): Promise<number[]> {
  // Raw, because the builder knows no conditional aggregate.
  const valid = moments.map((moment, index) => {
    const at = sql.raw(String(moment));
    const { notBefore, notAfter, revokedAt, ownerId } = certificates;
    const holds = sql`${notBefore} <= ${at} and ${notAfter} > ${at} and coalesce(${revokedAt}, ${notAfter}) > ${at}`;
    return [`m${index}`, sql<number>`count(distinct case when ${holds} then ${ownerId} end)`.mapWith(Number)] as const;
  });
  const [row] = await read
    .select(Object.fromEntries(valid))
    .from(certificates)
    .innerJoin(runtimes, eq(runtimes.id, certificates.ownerId))
    .where(eq(certificates.tenantId, tenantId));
  return valid.map(([name]) => Number((row as Record<string, number> | undefined)?.[name] ?? 0));
}

/** How many certificates were issued in the day before each of the moments, and how many of the last day were renewals. */
export async function issueTrend(
  read: Read,
  tenantId: string,
  moments: readonly number[],
): Promise<{ values: number[]; renewedInLastDay: number }> {
  const from = (moments[0] ?? 0) - day;
  // In the text, not a parameter: what is grouped by has to be the same expression.
  const bucket = sql<number>`(${certificates.issuedAt} - ${sql.raw(String(from))} - 1) / ${sql.raw(String(day))}`;
  const rows = await read
    .select({
      bucket,
      count: sql<number>`count(*)`,
      renewed: sql<number>`sum(case when ${certificates.issuedBy} = 'RENEWAL' then 1 else 0 end)`,
    })
    .from(certificates)
    .where(and(eq(certificates.tenantId, tenantId), sql`${certificates.issuedAt} > ${from}`))
    .groupBy(bucket);
  const byBucket = new Map(rows.map((row) => [Number(row.bucket), row]));
  return {
    values: moments.map((_, index) => Number(byBucket.get(index)?.count ?? 0)),
    renewedInLastDay: Number(byBucket.get(moments.length - 1)?.renewed ?? 0),
  };
}
