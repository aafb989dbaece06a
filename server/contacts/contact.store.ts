import { and, eq, exists, inArray, lt, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../db/database.ts';
import { certificates } from '../db/tables/connector.tables.ts';
import { runtimes } from '../db/tables/director.tables.ts';
import { unenforcedRemovals } from '../db/tables/landscape.tables.ts';
import { tenants } from '../db/tables/tenant.tables.ts';
import type { Feed } from '../events/feed.ts';

/** What is new about one Runtime; null where nothing is. */
export interface RuntimeContact {
  runtimeId: string;
  syncAt: number | null;
  successAt: number | null;
  attemptAt: number | null;
  fetchAt: number | null;
  reportAt: number | null;
  appliedAt: number | null;
  /** By how much its clock was ahead, in milliseconds. */
  clockAheadMs: number | null;
}

export interface CertificateUse {
  sha256: string;
  firstAt: number;
  lastAt: number;
}

/** Both databases limit the number of parameters of one statement. */
const mostRows = 2000;
/** More ids in one event become "everything". */
const mostIdsInEvent = 100;

function* chunks<T>(list: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < list.length; start += size) yield list.slice(start, start + size);
}

/**
 * Raw SQL, because the builder knows no VALUES list to update from; both databases name its columns `column1` and so
 * on. The cast gives PostgreSQL the type it cannot infer.
 */
const valuesList = (rows: readonly (readonly [string, ...(number | null)[]])[]): SQL => {
  const tuples = rows.map(([key, ...moments]) => {
    const cells = moments.map((moment) => sql`cast(${moment} as bigint)`);
    return sql`(${sql.join([sql`${key}`, ...cells], sql`, `)})`;
  });
  return sql`(values ${sql.join(tuples, sql`, `)}) as seen`;
};

const newer = (column: string, present: SQL): SQL =>
  sql`case when ${sql.raw(`seen.${column}`)} > coalesce(${present}, 0) then ${sql.raw(`seen.${column}`)} else ${present} end`;

/** Moves the contact times forward, one statement for all Runtimes, forgets removals they have fetched, and announces them. */
export async function writeContacts(tx: Tx, feed: Feed, contacts: readonly RuntimeContact[]): Promise<void> {
  for (const rows of chunks(contacts, mostRows)) {
    const seen = rows.map(
      (each) =>
        [
          each.runtimeId,
          each.syncAt,
          each.successAt,
          each.attemptAt,
          each.fetchAt,
          each.reportAt,
          each.appliedAt,
          each.clockAheadMs,
        ] as const,
    );
    const touched = await tx
      .update(runtimes)
      .set({
        lastSyncAt: newer('column2', sql`${runtimes.lastSyncAt}`),
        lastSuccessAt: newer('column3', sql`${runtimes.lastSuccessAt}`),
        lastAttemptAt: newer('column4', sql`${runtimes.lastAttemptAt}`),
        lastFetchAt: newer('column5', sql`${runtimes.lastFetchAt}`),
        lastReportAt: newer('column6', sql`${runtimes.lastReportAt}`),
        lastApplicationAt: newer('column7', sql`${runtimes.lastApplicationAt}`),
        clockAheadMs: sql`coalesce(seen.column8, ${runtimes.clockAheadMs})`,
      })
      .from(valuesList(seen))
      .where(sql`${runtimes.id} = seen.column1`)
      .returning({ id: runtimes.id, tenantId: runtimes.tenantId });
    await forgetFetchedRemovals(
      tx,
      rows.filter((each) => each.fetchAt !== null).map((each) => each.runtimeId),
    );
    await announce(tx, feed, touched);
  }
}

async function forgetFetchedRemovals(tx: Tx, runtimeIds: string[]): Promise<void> {
  if (runtimeIds.length === 0) return;
  const fetchedSince = tx
    .select({ id: runtimes.id })
    .from(runtimes)
    .where(and(eq(runtimes.id, unenforcedRemovals.runtimeId), lt(unenforcedRemovals.endedAt, runtimes.lastFetchAt)));
  await tx
    .delete(unenforcedRemovals)
    .where(and(inArray(unenforcedRemovals.runtimeId, runtimeIds), exists(fetchedSince)));
}

/** Contact times have no activity entry, so the event repeats the number of the tenant's last one. */
async function announce(tx: Tx, feed: Feed, touched: readonly { id: string; tenantId: string }[]): Promise<void> {
  const byTenant = Map.groupBy(touched, (each) => each.tenantId);
  if (byTenant.size === 0) return;
  const numbers = await tx
    .select({ id: tenants.id, sequence: tenants.sequence })
    .from(tenants)
    .where(inArray(tenants.id, [...byTenant.keys()]));
  for (const { id: tenantId, sequence } of numbers) {
    const ids = (byTenant.get(tenantId) ?? []).map((each) => each.id);
    for (const runtimeIds of chunks(ids, mostIdsInEvent)) {
      feed.announce(tx, {
        tenantId,
        sequence,
        applicationIds: [],
        runtimeIds,
        scenarioIds: [],
        everything: false,
      });
    }
  }
}

/** First and last use, one statement for all certificates. */
export async function writeCertificateUses(tx: Tx, uses: readonly CertificateUse[]): Promise<void> {
  for (const rows of chunks(uses, mostRows)) {
    await tx
      .update(certificates)
      .set({
        firstUsedAt: sql`coalesce(${certificates.firstUsedAt}, seen.column2)`,
        lastUsedAt: newer('column3', sql`${certificates.lastUsedAt}`),
      })
      .from(valuesList(rows.map((each) => [each.sha256, each.firstAt, each.lastAt] as const)))
      .where(sql`${certificates.sha256} = seen.column1`);
  }
}
