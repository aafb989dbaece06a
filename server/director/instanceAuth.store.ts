import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Read, Tx } from '../db/database.ts';
import { instanceAuths } from '../db/tables/package.tables.ts';
import { isUuid } from '../shared/ids.ts';
import type { InstanceAuthRecord } from './instanceAuth.ts';

const one = (tenantId: string, id: string) => and(eq(instanceAuths.tenantId, tenantId), eq(instanceAuths.id, id));

/** Requests for credentials by Package, oldest first. */
export async function instanceAuthsOf(
  read: Read,
  packageIds: readonly string[],
): Promise<ReadonlyMap<string, InstanceAuthRecord[]>> {
  const rows = await read
    .select()
    .from(instanceAuths)
    .where(inArray(instanceAuths.packageId, [...packageIds]))
    .orderBy(asc(instanceAuths.createdAt), asc(instanceAuths.id));
  return Map.groupBy(rows, (row) => row.packageId);
}

export async function findInstanceAuth(
  read: Read,
  tenantId: string,
  id: string,
): Promise<InstanceAuthRecord | undefined> {
  if (!isUuid(id)) return undefined;
  const [row] = await read.select().from(instanceAuths).where(one(tenantId, id));
  return row;
}

export async function insertInstanceAuth(tx: Tx, row: InstanceAuthRecord): Promise<void> {
  await tx.insert(instanceAuths).values(row);
}

type Changes = Partial<Omit<InstanceAuthRecord, 'id' | 'tenantId' | 'packageId'>>;

/** @returns undefined if there is none. */
export async function updateInstanceAuth(
  tx: Tx,
  tenantId: string,
  id: string,
  changes: Changes,
): Promise<InstanceAuthRecord | undefined> {
  const [row] = await tx.update(instanceAuths).set(changes).where(one(tenantId, id)).returning();
  return row;
}

/** As `updateInstanceAuth`, but only one that waits for its credentials: of two that set it at once, one does. */
export async function answerPending(
  tx: Tx,
  tenantId: string,
  id: string,
  changes: Changes,
): Promise<InstanceAuthRecord | undefined> {
  const [row] = await tx
    .update(instanceAuths)
    .set(changes)
    .where(and(one(tenantId, id), eq(instanceAuths.condition, 'PENDING')))
    .returning();
  return row;
}

export async function deleteInstanceAuth(tx: Tx, tenantId: string, id: string): Promise<void> {
  await tx.delete(instanceAuths).where(one(tenantId, id));
}
