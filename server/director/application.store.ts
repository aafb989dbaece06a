import { and, asc, count, eq, inArray, type SQL } from 'drizzle-orm';
import type { Read, Tx } from '../db/database.ts';
import { preparedInsert } from '../db/prepared.ts';
import { applications } from '../db/tables/director.tables.ts';
import { memberships } from '../db/tables/landscape.tables.ts';
import { isUniqueViolation } from '../db/violations.ts';
import { journal } from '../events/delta.ts';
import { shownApplication } from '../landscape/shown.ts';
import { CompassError, notFound } from '../shared/errors.ts';
import { isUuid } from '../shared/ids.ts';
import type { PageRequest } from '../shared/page.ts';
import type { ApplicationRecord } from './application.ts';
import { pageOfIds, selectByLabels } from './labelFilter.store.ts';
import type { LabelCondition } from './labelFilter.ts';
import type { Reach } from './ownership.ts';

/** The Applications within reach, as a condition. */
function within(read: Read, { tenantId, application, sharingWith }: Reach): SQL | undefined {
  const conditions = [eq(applications.tenantId, tenantId)];
  if (application !== null) conditions.push(eq(applications.id, application));
  if (sharingWith !== null) {
    const own = read
      .select({ id: memberships.scenarioId })
      .from(memberships)
      .where(and(eq(memberships.tenantId, tenantId), eq(memberships.objectId, sharingWith)));
    const sharing = read
      .select({ id: memberships.objectId })
      .from(memberships)
      .where(and(eq(memberships.objectKind, 'APPLICATION'), inArray(memberships.scenarioId, own)));
    conditions.push(inArray(applications.id, sharing));
  }
  return and(...conditions);
}

export async function findApplication(read: Read, reach: Reach, id: string): Promise<ApplicationRecord | undefined> {
  if (!isUuid(id)) return undefined;
  const [row] = await read
    .select()
    .from(applications)
    .where(and(within(read, reach), eq(applications.id, id)));
  return row;
}

/** @throws NotFound in the words of director.md 6. */
export async function getApplication(read: Read, reach: Reach, id: string): Promise<ApplicationRecord> {
  const row = await findApplication(read, reach, id);
  if (!row) throw notFound(`while getting Application with ID ${id}: Object was not found`);
  return row;
}

/** One page ordered by id. `totalCount` counts all that match. */
export async function listApplications(
  read: Read,
  reach: Reach,
  conditions: readonly LabelCondition[],
  page: PageRequest,
): Promise<{ rows: ApplicationRecord[]; totalCount: number }> {
  const source = { tenantId: reach.tenantId, kind: 'APPLICATION' as const, id: applications.id };
  const { where, only } = await selectByLabels(read, source, conditions);
  const matching = and(within(read, reach), ...where);
  if (only !== null) {
    const candidates = await read
      .select({ id: applications.id })
      .from(applications)
      .where(matching)
      .orderBy(asc(applications.id));
    const { ids, totalCount } = pageOfIds(candidates, only, page);
    const rows = await read
      .select()
      .from(applications)
      .where(inArray(applications.id, ids))
      .orderBy(asc(applications.id));
    return { rows, totalCount };
  }
  const rows = await read
    .select()
    .from(applications)
    .where(matching)
    .orderBy(asc(applications.id))
    .limit(page.limit)
    .offset(page.offset);
  const [total] = await read.select({ count: count() }).from(applications).where(matching);
  return { rows, totalCount: Number(total?.count ?? 0) };
}

const insertRow = preparedInsert(applications);

/** @throws NotUniqueName if the tenant has an Application of this name. */
export async function insertApplication(tx: Tx, row: ApplicationRecord): Promise<void> {
  try {
    await insertRow(tx, row);
  } catch (cause) {
    if (isUniqueViolation(cause)) throw new CompassError('NotUniqueName', 'Object is not unique');
    throw cause;
  }
  journal(tx, row.tenantId).application(row.id, null, shownApplication(row));
}

/** @throws NotFound if it is not within reach. */
export async function updateApplication(
  tx: Tx,
  reach: Reach,
  id: string,
  changes: Partial<Omit<ApplicationRecord, 'id' | 'tenantId'>>,
): Promise<ApplicationRecord> {
  const before = await findApplication(tx, reach, id);
  const [row] = await tx
    .update(applications)
    .set(changes)
    .where(and(within(tx, reach), eq(applications.id, id)))
    .returning();
  if (!row || !before) throw notFound(`while getting Application with ID ${id}: Object was not found`);
  journal(tx, row.tenantId).application(id, shownApplication(before), shownApplication(row));
  return row;
}

export async function deleteApplication(tx: Tx, tenantId: string, id: string): Promise<void> {
  const gone = await tx
    .delete(applications)
    .where(and(eq(applications.tenantId, tenantId), eq(applications.id, id)))
    .returning();
  for (const row of gone) journal(tx, tenantId).application(id, shownApplication(row), null);
}
