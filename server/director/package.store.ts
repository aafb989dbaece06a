import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Read, Tx } from '../db/database.ts';
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

export async function insertPackages(tx: Tx, rows: readonly PackageRecord[]): Promise<void> {
  // A statement may have a limited number of parameters, a registration any number of Packages.
  for (let start = 0; start < rows.length; start += 500) {
    await tx.insert(packages).values(rows.slice(start, start + 500));
  }
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
