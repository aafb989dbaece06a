import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Read, Tx } from '../db/database.ts';
import { integrationSystemAuths, type ObjectKind, systemAuths } from '../db/tables/director.tables.ts';
import { notingCredentials } from '../landscape/credentials.store.ts';
import { isUuid } from '../shared/ids.ts';
import type { SystemAuthRecord } from './systemAuth.ts';

type SystemAuthRow = typeof systemAuths.$inferSelect;

const columns = {
  id: systemAuths.id,
  ownerKind: systemAuths.ownerKind,
  ownerId: systemAuths.ownerId,
  sealedSecret: systemAuths.sealedSecret,
};

/** Machine identities of Applications and Runtimes by id of their owner, oldest first. */
export async function systemAuthsOf(
  read: Read,
  ownerIds: readonly string[],
): Promise<ReadonlyMap<string, SystemAuthRecord[]>> {
  const rows = await read
    .select(columns)
    .from(systemAuths)
    .where(inArray(systemAuths.ownerId, [...ownerIds]))
    .orderBy(asc(systemAuths.createdAt), asc(systemAuths.id));
  return Map.groupBy(rows, (row) => row.ownerId);
}

export async function insertSystemAuth(tx: Tx, row: SystemAuthRow): Promise<void> {
  await tx.insert(systemAuths).values(row);
}

export async function findSystemAuth(read: Read, tenantId: string, id: string): Promise<SystemAuthRow | undefined> {
  if (!isUuid(id)) return undefined;
  const [row] = await read
    .select()
    .from(systemAuths)
    .where(and(eq(systemAuths.tenantId, tenantId), eq(systemAuths.id, id)));
  return row;
}

/**
 * Its one-time tokens go with it; certificates and access tokens of it are refused from the next request on.
 * @returns whether it was there: of several deletions at once, one is told so.
 */
export async function deleteSystemAuth(tx: Tx, auth: SystemAuthRow): Promise<boolean> {
  const { tenantId, ownerKind, ownerId, id } = auth;
  return notingCredentials(tx, { tenantId, kind: ownerKind, id: ownerId }, ['certificate', 'token'], async () => {
    const gone = await tx
      .delete(systemAuths)
      .where(and(eq(systemAuths.tenantId, tenantId), eq(systemAuths.id, id)))
      .returning({ id: systemAuths.id });
    return gone.length > 0;
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
  await notingCredentials(tx, { tenantId, kind, id: objectId }, ['certificate', 'token'], async () => {
    await tx.delete(systemAuths).where(own);
  });
}

const ofSystem = ({ id, integrationSystemId, sealedSecret }: typeof integrationSystemAuths.$inferSelect) =>
  ({ id, ownerKind: 'INTEGRATION_SYSTEM', ownerId: integrationSystemId, sealedSecret }) as const;

/** Machine identities of integration systems, which belong to no tenant, by id of their owner, oldest first. */
export async function authsOfIntegrationSystems(
  read: Read,
  ownerIds: readonly string[],
): Promise<ReadonlyMap<string, SystemAuthRecord[]>> {
  const rows = await read
    .select()
    .from(integrationSystemAuths)
    .where(inArray(integrationSystemAuths.integrationSystemId, [...ownerIds]))
    .orderBy(asc(integrationSystemAuths.createdAt), asc(integrationSystemAuths.id));
  return Map.groupBy(rows.map(ofSystem), (row) => row.ownerId);
}

export async function insertIntegrationSystemAuth(
  tx: Tx,
  row: typeof integrationSystemAuths.$inferSelect,
): Promise<void> {
  await tx.insert(integrationSystemAuths).values(row);
}

/** @returns undefined if there is none. */
export async function deleteIntegrationSystemAuth(tx: Tx, id: string): Promise<SystemAuthRecord | undefined> {
  if (!isUuid(id)) return undefined;
  const [row] = await tx.delete(integrationSystemAuths).where(eq(integrationSystemAuths.id, id)).returning();
  return row && ofSystem(row);
}
