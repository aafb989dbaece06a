import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Read, Tx } from '../db/database.ts';
import { type ObjectKind, systemAuths } from '../db/tables/director.tables.ts';
import { notingCredentials } from '../landscape/credentials.store.ts';
import { isUuid } from '../shared/ids.ts';

export type SystemAuthRecord = typeof systemAuths.$inferSelect;

/** Machine identities by id of their owner, oldest first. */
export async function systemAuthsOf(
  read: Read,
  ownerIds: readonly string[],
): Promise<ReadonlyMap<string, { id: string }[]>> {
  const rows = await read
    .select({ id: systemAuths.id, ownerId: systemAuths.ownerId })
    .from(systemAuths)
    .where(inArray(systemAuths.ownerId, [...ownerIds]))
    .orderBy(asc(systemAuths.createdAt), asc(systemAuths.id));
  return Map.groupBy(rows, (row) => row.ownerId);
}

export async function insertSystemAuth(tx: Tx, row: SystemAuthRecord): Promise<void> {
  await tx.insert(systemAuths).values(row);
}

export async function findSystemAuth(read: Read, tenantId: string, id: string): Promise<SystemAuthRecord | undefined> {
  if (!isUuid(id)) return undefined;
  const [row] = await read
    .select()
    .from(systemAuths)
    .where(and(eq(systemAuths.tenantId, tenantId), eq(systemAuths.id, id)));
  return row;
}

/** Its one-time tokens go with it; certificates of it are refused from the next request on. */
export async function deleteSystemAuth(tx: Tx, tenantId: string, id: string): Promise<void> {
  const auth = await findSystemAuth(tx, tenantId, id);
  await notingCredentials(tx, auth && { tenantId, kind: auth.ownerKind, id: auth.ownerId }, async () => {
    await tx.delete(systemAuths).where(and(eq(systemAuths.tenantId, tenantId), eq(systemAuths.id, id)));
  });
}

export async function deleteSystemAuthsOf(
  tx: Tx,
  { tenantId, kind, objectId }: { tenantId: string; kind: ObjectKind; objectId: string },
): Promise<void> {
  const own = and(
    eq(systemAuths.tenantId, tenantId),
    eq(systemAuths.ownerKind, kind),
    eq(systemAuths.ownerId, objectId),
  );
  await notingCredentials(tx, { tenantId, kind, id: objectId }, async () => {
    await tx.delete(systemAuths).where(own);
  });
}
