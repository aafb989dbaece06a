import { and, eq, exists, inArray, lt, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';
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

/** More ids in one event become "everything". */
const mostIdsInEvent = 100;

/**
 * Rows per statement. There are two texts of each statement, however many rows come: building and compiling one takes
 * longer than executing it, and the other agents wait meanwhile.
 */
const sizes = [16, 256] as const;
type Size = (typeof sizes)[number];
const [small, large] = sizes;

function* chunks<T>(list: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < list.length; start += size) yield list.slice(start, start + size);
}

type Row = readonly [key: string, ...(number | null)[]];

const cell = (row: number, column: number) => `r${row}c${column}`;

/**
 * Raw SQL, because the builder knows no VALUES list to update from; both databases name its columns `column1` and so
 * on. The cast gives PostgreSQL the type it cannot infer.
 */
const valuesList = (rows: number, columns: number): SQL => {
  const tuples = Array.from({ length: rows }, (_, row) => {
    const cells = Array.from(
      { length: columns - 1 },
      (_, at) => sql`cast(${sql.placeholder(cell(row, at + 1))} as bigint)`,
    );
    return sql`(${sql.join([sql`${sql.placeholder(cell(row, 0))}`, ...cells], sql`, `)})`;
  });
  return sql`(values ${sql.join(tuples, sql`, `)}) as seen`;
};

type Statement<Told> = (tx: Tx, values: Record<string, unknown>) => Promise<Told[]>;

/** Executes for all rows; what is left of the last statement is filled with keys that no row has. */
async function forAll<Told>(
  tx: Tx,
  rows: readonly Row[],
  columns: number,
  statements: Record<Size, Statement<Told>>,
): Promise<Told[]> {
  const told: Told[] = [];
  for (const part of chunks(rows, large)) {
    const size = part.length > small ? large : small;
    const values: Record<string, unknown> = {};
    for (let row = 0; row < size; row += 1) {
      for (let column = 0; column < columns; column += 1) values[cell(row, column)] = part[row]?.[column] ?? null;
    }
    told.push(...(await statements[size](tx, values)));
  }
  return told;
}

const newer = (column: string, present: SQL): SQL =>
  sql`case when ${sql.raw(`seen.${column}`)} > coalesce(${present}, 0) then ${sql.raw(`seen.${column}`)} else ${present} end`;

const contactColumns = 8;
const moveContacts = (size: Size) =>
  prepared<Record<string, unknown>, { id: string; tenantId: string }[], Tx>((tx) =>
    tx
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
      .from(valuesList(size, contactColumns))
      .where(sql`${runtimes.id} = seen.column1`)
      .returning({ id: runtimes.id, tenantId: runtimes.tenantId }),
  );
const contactStatements = { [small]: moveContacts(small), [large]: moveContacts(large) } as const;

/** Moves the contact times forward, forgets removals that Runtimes have fetched, and announces them. */
export async function writeContacts(tx: Tx, feed: Feed, contacts: readonly RuntimeContact[]): Promise<void> {
  const rows = contacts.map(
    (each): Row => [
      each.runtimeId,
      each.syncAt,
      each.successAt,
      each.attemptAt,
      each.fetchAt,
      each.reportAt,
      each.appliedAt,
      each.clockAheadMs,
    ],
  );
  const touched = await forAll(tx, rows, contactColumns, contactStatements);
  if (contacts.some(({ fetchAt }) => fetchAt !== null)) await forgetFetchedRemovals(tx, {});
  await announce(tx, feed, touched);
}

/** There are few, and of Runtimes that have not fetched since only. */
const forgetFetchedRemovals = prepared<Record<string, never>, unknown, Tx>((tx) => {
  const fetchedSince = tx
    .select({ id: runtimes.id })
    .from(runtimes)
    .where(and(eq(runtimes.id, unenforcedRemovals.runtimeId), lt(unenforcedRemovals.endedAt, runtimes.lastFetchAt)));
  return tx.delete(unenforcedRemovals).where(exists(fetchedSince));
});

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

const useColumns = 3;
const moveUses = (size: Size) =>
  prepared<Record<string, unknown>, { sha256: string }[], Tx>((tx) =>
    tx
      .update(certificates)
      .set({
        firstUsedAt: sql`coalesce(${certificates.firstUsedAt}, seen.column2)`,
        lastUsedAt: newer('column3', sql`${certificates.lastUsedAt}`),
      })
      .from(valuesList(size, useColumns))
      .where(sql`${certificates.sha256} = seen.column1`)
      .returning({ sha256: certificates.sha256 }),
  );
const useStatements = { [small]: moveUses(small), [large]: moveUses(large) } as const;

/** First and last use of certificates. */
export async function writeCertificateUses(tx: Tx, uses: readonly CertificateUse[]): Promise<void> {
  const rows = uses.map(({ sha256, firstAt, lastAt }): Row => [sha256, firstAt, lastAt]);
  await forAll(tx, rows, useColumns, useStatements);
}
