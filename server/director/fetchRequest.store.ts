import { and, asc, eq, inArray, type SQL } from 'drizzle-orm';
import type { Read, Tx } from '../db/database.ts';
import { fetchRequests, packageContents, packages } from '../db/tables/package.tables.ts';
import type { FetchRequestRow } from './fetchRequest.ts';

/** A fetch request with the Application it belongs to. */
export type FetchRequestRecord = FetchRequestRow & { applicationId: string };

const columns = {
  id: fetchRequests.id,
  tenantId: fetchRequests.tenantId,
  contentId: fetchRequests.contentId,
  url: fetchRequests.url,
  mode: fetchRequests.mode,
  filter: fetchRequests.filter,
  sealedAuth: fetchRequests.sealedAuth,
  condition: fetchRequests.condition,
  message: fetchRequests.message,
  statusAt: fetchRequests.statusAt,
  attempts: fetchRequests.attempts,
};

const placed = (read: Read) =>
  read
    .select({ ...columns, applicationId: packages.applicationId })
    .from(fetchRequests)
    .innerJoin(packageContents, eq(packageContents.id, fetchRequests.contentId))
    .innerJoin(packages, eq(packages.id, packageContents.packageId));

/** Fetch requests by the content they belong to. */
export async function fetchRequestsOf(
  read: Read,
  contentIds: readonly string[],
): Promise<ReadonlyMap<string, FetchRequestRecord>> {
  const rows = await placed(read).where(inArray(fetchRequests.contentId, [...contentIds]));
  return new Map(rows.map((row) => [row.contentId, row]));
}

/** Where content is: everything of an Application or a Package, or one definition or document. */
export type FetchPlace = { applicationId: string } | { packageId: string } | { contentId: string };

const within = (place: FetchPlace): SQL =>
  'applicationId' in place
    ? eq(packages.applicationId, place.applicationId)
    : 'packageId' in place
      ? eq(packageContents.packageId, place.packageId)
      : eq(fetchRequests.contentId, place.contentId);

/** What has never been fetched, in the order of its ids. */
export const unfetched = (read: Read, tenantId: string, place: FetchPlace): Promise<FetchRequestRecord[]> =>
  placed(read)
    .where(and(eq(fetchRequests.tenantId, tenantId), eq(fetchRequests.condition, 'INITIAL'), within(place)))
    .orderBy(asc(fetchRequests.id));

/** What no process has come to fetch, of every tenant: for the start. */
export const allUnfetched = (read: Read): Promise<FetchRequestRecord[]> =>
  placed(read).where(eq(fetchRequests.condition, 'INITIAL')).orderBy(asc(fetchRequests.id));

export async function insertFetchRequests(tx: Tx, rows: readonly FetchRequestRow[]): Promise<void> {
  // A statement may have a limited number of parameters.
  for (let start = 0; start < rows.length; start += 500) {
    await tx.insert(fetchRequests).values(rows.slice(start, start + 500));
  }
}

export async function deleteFetchRequest(tx: Tx, tenantId: string, contentId: string): Promise<void> {
  await tx
    .delete(fetchRequests)
    .where(and(eq(fetchRequests.tenantId, tenantId), eq(fetchRequests.contentId, contentId)));
}

/** @returns false if the request was replaced or deleted, or another attempt has ended since this one began. */
export async function endAttempt(
  tx: Tx,
  { id, tenantId, attempts }: Pick<FetchRequestRow, 'id' | 'tenantId' | 'attempts'>,
  status: Pick<FetchRequestRow, 'condition' | 'message' | 'statusAt'>,
): Promise<boolean> {
  const ended = await tx
    .update(fetchRequests)
    .set({ ...status, attempts: attempts + 1 })
    .where(and(eq(fetchRequests.tenantId, tenantId), eq(fetchRequests.id, id), eq(fetchRequests.attempts, attempts)))
    .returning({ id: fetchRequests.id });
  return ended.length > 0;
}
