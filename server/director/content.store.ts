import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Read, Tx } from '../db/database.ts';
import { preparedInsert } from '../db/prepared.ts';
import { type ContentKind, packageContents, packages } from '../db/tables/package.tables.ts';
import { isUuid } from '../shared/ids.ts';
import type { DetailsOf, RecordOf } from './content.ts';

/** All that a Package holds, each list ordered by id, without the texts. */
export type PackageContents = { [K in ContentKind]: RecordOf[K][] };

const { id, packageId, kind, details } = packageContents;
const placed = { id, packageId, applicationId: packages.applicationId, kind, details };

interface Row {
  id: string;
  packageId: string;
  applicationId: string;
  kind: ContentKind;
  details: unknown;
}

/** The details have the shape of their kind, because `stored` made them. */
const recordOf = <K extends ContentKind>({ kind: _, details: own, ...place }: Row, _kind: K): RecordOf[K] =>
  ({ ...(own as DetailsOf[K]), ...place }) as unknown as RecordOf[K];

/** The content of Packages in one statement for all kinds. A Package without content is not in the answer. */
export async function contentsOf(
  read: Read,
  packageIds: readonly string[],
): Promise<ReadonlyMap<string, PackageContents>> {
  const rows = await read
    .select(placed)
    .from(packageContents)
    .innerJoin(packages, eq(packages.id, packageId))
    .where(inArray(packageId, [...packageIds]))
    .orderBy(asc(id));
  const answer = new Map<string, PackageContents>();
  for (const row of rows) {
    const own = answer.get(row.packageId) ?? { API: [], EVENT: [], DOCUMENT: [] };
    answer.set(row.packageId, own);
    if (row.kind === 'API') own.API.push(recordOf(row, 'API'));
    else if (row.kind === 'EVENT') own.EVENT.push(recordOf(row, 'EVENT'));
    else own.DOCUMENT.push(recordOf(row, 'DOCUMENT'));
  }
  return answer;
}

/** Texts of specifications and documents by id of the content. */
export async function textsOf(read: Read, ids: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
  const rows = await read
    .select({ id, data: packageContents.data })
    .from(packageContents)
    .where(inArray(id, [...ids]));
  return new Map(rows.map((row) => [row.id, row.data]));
}

/** One piece of content with its text. */
export async function findContent<K extends ContentKind>(
  read: Read,
  tenantId: string,
  wanted: K,
  contentId: string,
): Promise<RecordOf[K] | undefined> {
  if (!isUuid(contentId)) return undefined;
  const [row] = await read
    .select({ ...placed, data: packageContents.data })
    .from(packageContents)
    .innerJoin(packages, eq(packages.id, packageId))
    .where(and(eq(packageContents.tenantId, tenantId), eq(kind, wanted), eq(id, contentId)));
  return row && recordOf(row, wanted);
}

/** One piece of content of whatever kind, without its text: what fetching needs to know of it. */
export async function findContentOfAnyKind(read: Read, tenantId: string, contentId: string) {
  const [row] = await read
    .select({ kind, packageId, details })
    .from(packageContents)
    .where(and(eq(packageContents.tenantId, tenantId), eq(id, contentId)));
  if (!row) return undefined;
  const own = row.details as DetailsOf[ContentKind];
  const { name, spec } = 'title' in own ? { name: own.title, spec: null } : own;
  return { kind: row.kind, packageId: row.packageId, name, spec };
}

export async function updateText(
  tx: Tx,
  tenantId: string,
  contentId: string,
  changes: { data: string; updatedAt: number },
): Promise<void> {
  await tx
    .update(packageContents)
    .set(changes)
    .where(and(eq(packageContents.tenantId, tenantId), eq(id, contentId)));
}

const insertRow = preparedInsert(packageContents);

export async function insertContents(tx: Tx, rows: readonly (typeof packageContents.$inferInsert)[]): Promise<void> {
  for (const row of rows) await insertRow(tx, row);
}

export async function updateContent(
  tx: Tx,
  tenantId: string,
  contentId: string,
  changes: { details: unknown; data: string | null; updatedAt: number },
): Promise<void> {
  await tx
    .update(packageContents)
    .set(changes)
    .where(and(eq(packageContents.tenantId, tenantId), eq(id, contentId)));
}

export async function deleteContent(tx: Tx, tenantId: string, contentId: string): Promise<void> {
  await tx.delete(packageContents).where(and(eq(packageContents.tenantId, tenantId), eq(id, contentId)));
}
