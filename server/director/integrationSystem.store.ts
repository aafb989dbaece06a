import { asc, count, eq } from 'drizzle-orm';
import type { Read, Tx } from '../db/database.ts';
import { applications, integrationSystems } from '../db/tables/director.tables.ts';
import { isUniqueViolation } from '../db/violations.ts';
import { CompassError } from '../shared/errors.ts';
import { isUuid } from '../shared/ids.ts';
import type { PageRequest } from '../shared/page.ts';
import type { IntegrationSystemRecord } from './integrationSystem.ts';

/** Integration systems are global: no statement here filters by tenant (director.md 18). */
export async function findIntegrationSystem(read: Read, id: string): Promise<IntegrationSystemRecord | undefined> {
  if (!isUuid(id)) return undefined;
  const [row] = await read.select().from(integrationSystems).where(eq(integrationSystems.id, id));
  return row;
}

/** One page ordered by id. */
export async function listIntegrationSystems(
  read: Read,
  page: PageRequest,
): Promise<{ rows: IntegrationSystemRecord[]; totalCount: number }> {
  const rows = await read
    .select()
    .from(integrationSystems)
    .orderBy(asc(integrationSystems.id))
    .limit(page.limit)
    .offset(page.offset);
  const [total] = await read.select({ count: count() }).from(integrationSystems);
  return { rows, totalCount: Number(total?.count ?? 0) };
}

/** Holds the row until the transaction ends, so that it cannot go while something refers to it anew. */
export async function holdIntegrationSystem(tx: Tx, id: string): Promise<boolean> {
  if (!isUuid(id)) return false;
  const rows = await tx
    .update(integrationSystems)
    .set({ name: integrationSystems.name })
    .where(eq(integrationSystems.id, id))
    .returning({ id: integrationSystems.id });
  return rows.length > 0;
}

const taken = (doing: string, cause: unknown) =>
  isUniqueViolation(cause) ? new CompassError('NotUniqueName', `while ${doing}: Object is not unique`) : cause;

/** @throws NotUniqueName */
export async function insertIntegrationSystem(tx: Tx, row: IntegrationSystemRecord): Promise<void> {
  await tx
    .insert(integrationSystems)
    .values(row)
    .catch((cause) => {
      throw taken('creating Integration System', cause);
    });
}

/** @returns undefined if there is none. @throws NotUniqueName */
export async function updateIntegrationSystem(
  tx: Tx,
  id: string,
  changes: Pick<IntegrationSystemRecord, 'name' | 'description'>,
): Promise<IntegrationSystemRecord | undefined> {
  const rows = await tx
    .update(integrationSystems)
    .set(changes)
    .where(eq(integrationSystems.id, id))
    .returning()
    .catch((cause) => {
      throw taken(`updating Integration System with ID ${id}`, cause);
    });
  return rows[0];
}

/** Whether an Application of any tenant refers to it. */
export async function isReferenced(read: Read, id: string): Promise<boolean> {
  const rows = await read
    .select({ id: applications.id })
    .from(applications)
    .where(eq(applications.integrationSystemID, id))
    .limit(1);
  return rows.length > 0;
}

export async function deleteIntegrationSystem(tx: Tx, id: string): Promise<void> {
  await tx.delete(integrationSystems).where(eq(integrationSystems.id, id));
}
