import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Read, Tx } from '../db/database.ts';
import { preparedInsert } from '../db/prepared.ts';
import { packages } from '../db/tables/package.tables.ts';
import { isUuid } from '../shared/ids.ts';
import type { PackageRecord } from './package.ts';

/** Packages of Applications, ordered by id. */
export async function packagesOf(
  read: Read,
  applicationIds: readonly string[],
): Promise<ReadonlyMap<string, PackageRecord[]>> {
  const rows = await read
    .select()
    .from(packages)
    .where(inArray(packages.applicationId, [...applicationIds]))
    .orderBy(asc(packages.id));
  return Map.groupBy(rows, (row) => row.applicationId);
}

export async function findPackage(read: Read, tenantId: string, id: string): Promise<PackageRecord | undefined> {
  if (!isUuid(id)) return undefined;
  const [row] = await read
    .select()
    .from(packages)
    .where(and(eq(packages.tenantId, tenantId), eq(packages.id, id)));
  return row;
}

const insertRow = preparedInsert(packages);

export async function insertPackages(tx: Tx, rows: readonly PackageRecord[]): Promise<void> {
  for (const row of rows) await insertRow(tx, row);
}

/** @returns undefined if there is none. */
export async function updatePackage(
  tx: Tx,
  tenantId: string,
  id: string,
  changes: Partial<PackageRecord>,
): Promise<PackageRecord | undefined> {
  const [row] = await tx
    .update(packages)
    .set(changes)
    .where(and(eq(packages.tenantId, tenantId), eq(packages.id, id)))
    .returning();
  return row;
}

/** Its content and instance auths go with it. */
export async function deletePackage(tx: Tx, tenantId: string, id: string): Promise<void> {
  await tx.delete(packages).where(and(eq(packages.tenantId, tenantId), eq(packages.id, id)));
}
