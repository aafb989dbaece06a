import { and, asc, count, desc, eq, inArray, isNotNull, lt } from 'drizzle-orm';
import type { Read, Tx } from '../db/database.ts';
import { bulkItems, bulkJobs, type FailureReason } from '../db/tables/bulk.tables.ts';
import { applications, runtimes } from '../db/tables/director.tables.ts';
import { scenarios } from '../db/tables/landscape.tables.ts';
import type { BulkAction, BulkKind } from './action.ts';

export interface BulkObject {
  kind: BulkKind;
  id: string;
  name: string;
}

/** An object of a job, and the number of the activity entry that is taken back for it. */
export interface BulkTarget extends BulkObject {
  undoes: number | null;
}

export interface NewJob {
  id: string;
  tenantId: string;
  kind: BulkKind;
  action: BulkAction;
  objects: readonly BulkTarget[];
}

export type JobRecord = typeof bulkJobs.$inferSelect;
type ItemState = (typeof bulkItems.$inferSelect)['state'];

/** Rows per statement. */
const chunk = 400;

export async function insertJob(tx: Tx, { objects, ...job }: NewJob, movedAt: number): Promise<void> {
  await tx.insert(bulkJobs).values({ ...job, total: objects.length, movedAt });
  for (let from = 0; from < objects.length; from += chunk) {
    const rows = objects.slice(from, from + chunk).map(({ id, name, undoes }, at) => ({
      ...{ jobId: job.id, position: from + at, objectId: id, objectName: name, state: 'OPEN' as const, message: null },
      ...{ entry: null, undoes },
    }));
    await tx.insert(bulkItems).values(rows);
  }
}

export async function findJob(read: Read, tenantId: string, id: string): Promise<JobRecord | undefined> {
  const [job] = await read
    .select()
    .from(bulkJobs)
    .where(and(eq(bulkJobs.id, id), eq(bulkJobs.tenantId, tenantId)));
  return job;
}

/** How many items are in each state, and how many have made an entry. */
export async function countItems(read: Read, jobId: string): Promise<{ open: number; done: number; entered: number }> {
  const rows = await read
    .select({ state: bulkItems.state, items: count(), entered: count(bulkItems.entry) })
    .from(bulkItems)
    .where(eq(bulkItems.jobId, jobId))
    .groupBy(bulkItems.state);
  const of = (state: string) => Number(rows.find((row) => row.state === state)?.items ?? 0);
  const entered = rows.reduce((all, row) => all + Number(row.entered), 0);
  return { open: of('OPEN'), done: of('DONE'), entered };
}

export interface Failure {
  reason: FailureReason;
  message: string;
}

const reasons: readonly FailureReason[] = ['GONE', 'REFUSED', 'FAILED'];
type JobOf = Pick<JobRecord, 'id' | 'kind'>;

/** What failed, in the order of the job. */
export async function failuresOf(read: Read, job: JobOf): Promise<(Failure & { object: BulkObject })[]> {
  const rows = await itemsIn(read, job, reasons);
  return rows.map(({ object, state, message }) => ({ object, reason: state as FailureReason, message: message ?? '' }));
}

/** What may succeed another time, then what has not been tried, in the order of the job. */
export async function objectsLeft(read: Read, job: JobOf): Promise<BulkTarget[]> {
  const rows = [...(await itemsIn(read, job, ['FAILED'])), ...(await itemsIn(read, job, ['OPEN']))];
  return rows.map(({ object, undoes }) => ({ ...object, undoes }));
}

/** What it did, each with the number of its entry, the last one first. */
export async function objectsDone(read: Read, { id, kind }: JobOf): Promise<BulkTarget[]> {
  const rows = await read
    .select()
    .from(bulkItems)
    .where(and(eq(bulkItems.jobId, id), isNotNull(bulkItems.entry)))
    .orderBy(desc(bulkItems.position));
  return rows.map(({ objectId, objectName, entry }) => ({ kind, id: objectId, name: objectName, undoes: entry }));
}

async function itemsIn(read: Read, { id, kind }: JobOf, states: readonly ItemState[]) {
  const rows = await read
    .select()
    .from(bulkItems)
    .where(and(eq(bulkItems.jobId, id), inArray(bulkItems.state, [...states])))
    .orderBy(asc(bulkItems.position));
  return rows.map(({ objectId, objectName, state, message, undoes }) => ({
    object: { kind, id: objectId, name: objectName },
    ...{ state, message, undoes },
  }));
}

const tables = { APPLICATION: applications, RUNTIME: runtimes, SCENARIO: scenarios };

export async function isThere(read: Read, tenantId: string, { kind, id }: BulkObject): Promise<boolean> {
  const table = tables[kind];
  const rows = await read
    .select({ id: table.id })
    .from(table)
    .where(and(eq(table.id, id), eq(table.tenantId, tenantId)));
  return rows.length > 0;
}

const itemAt = (jobId: string, position: number) =>
  and(eq(bulkItems.jobId, jobId), eq(bulkItems.position, position), eq(bulkItems.state, 'OPEN'));

/** False if somebody else has taken it over. */
export async function settleItem(
  tx: Tx,
  { jobId, position, failure }: { jobId: string; position: number; failure: Failure | null },
): Promise<boolean> {
  const rows = await tx
    .update(bulkItems)
    .set({ state: failure?.reason ?? 'DONE', message: failure?.message ?? null })
    .where(itemAt(jobId, position))
    .returning({ position: bulkItems.position });
  return rows.length > 0;
}

export async function noteEntry(
  tx: Tx,
  { jobId, position, entry }: { jobId: string; position: number; entry: number },
): Promise<void> {
  await tx
    .update(bulkItems)
    .set({ entry })
    .where(and(eq(bulkItems.jobId, jobId), eq(bulkItems.position, position)));
}

export async function noteMoved(tx: Tx, id: string, movedAt: number): Promise<void> {
  await tx.update(bulkJobs).set({ movedAt }).where(eq(bulkJobs.id, id));
}

/** What is left of the job is another one's from now on. */
export async function removeOpenItems(tx: Tx, jobId: string): Promise<void> {
  await tx.delete(bulkItems).where(and(eq(bulkItems.jobId, jobId), eq(bulkItems.state, 'OPEN')));
}

export async function removeJobsBefore(tx: Tx, moment: number): Promise<void> {
  await tx.delete(bulkJobs).where(lt(bulkJobs.movedAt, moment));
}
