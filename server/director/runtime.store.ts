import { and, asc, count, eq, inArray, type SQL } from 'drizzle-orm';
import type { Read, Tx } from '../db/database.ts';
import { preparedInsert } from '../db/prepared.ts';
import { runtimes } from '../db/tables/director.tables.ts';
import { isUniqueViolation } from '../db/violations.ts';
import { journal } from '../events/delta.ts';
import { credentialsOf } from '../landscape/credentials.store.ts';
import { shownRuntime } from '../landscape/shown.ts';
import { CompassError, notFound } from '../shared/errors.ts';
import { isUuid } from '../shared/ids.ts';
import type { PageRequest } from '../shared/page.ts';
import { pageOfIds, selectByLabels } from './labelFilter.store.ts';
import type { LabelCondition } from './labelFilter.ts';
import type { Reach } from './ownership.ts';
import type { RuntimeRecord } from './runtime.ts';

const within = ({ tenantId, runtime }: Reach): SQL | undefined =>
  and(eq(runtimes.tenantId, tenantId), runtime === null ? undefined : eq(runtimes.id, runtime));

export async function findRuntime(read: Read, reach: Reach, id: string): Promise<RuntimeRecord | undefined> {
  if (!isUuid(id)) return undefined;
  const [row] = await read
    .select()
    .from(runtimes)
    .where(and(within(reach), eq(runtimes.id, id)));
  return row;
}

/** @throws NotFound in the words of director.md 6. */
export async function getRuntime(read: Read, reach: Reach, id: string): Promise<RuntimeRecord> {
  const row = await findRuntime(read, reach, id);
  if (!row) throw notFound(`while getting Runtime with ID ${id}: Object was not found`);
  return row;
}

const inOrder = [asc(runtimes.name), asc(runtimes.id)];

/** One page ordered by name. `totalCount` counts all that match. */
export async function listRuntimes(
  read: Read,
  reach: Reach,
  conditions: readonly LabelCondition[],
  page: PageRequest,
): Promise<{ rows: RuntimeRecord[]; totalCount: number }> {
  const source = { tenantId: reach.tenantId, kind: 'RUNTIME' as const, id: runtimes.id };
  const { where, only } = await selectByLabels(read, source, conditions);
  const matching = and(within(reach), ...where);
  if (only !== null) {
    const candidates = await read
      .select({ id: runtimes.id })
      .from(runtimes)
      .where(matching)
      .orderBy(...inOrder);
    const { ids, totalCount } = pageOfIds(candidates, only, page);
    const rows = await read
      .select()
      .from(runtimes)
      .where(inArray(runtimes.id, ids))
      .orderBy(...inOrder);
    return { rows, totalCount };
  }
  const rows = await read
    .select()
    .from(runtimes)
    .where(matching)
    .orderBy(...inOrder)
    .limit(page.limit)
    .offset(page.offset);
  const [total] = await read.select({ count: count() }).from(runtimes).where(matching);
  return { rows, totalCount: Number(total?.count ?? 0) };
}

const taken = (doing: string) => new CompassError('NotUniqueName', `while ${doing} Runtime: Object is not unique`);

const insertRow = preparedInsert(runtimes);

/** @throws NotUniqueName if the tenant has a Runtime of this name. */
export async function insertRuntime(tx: Tx, row: RuntimeRecord): Promise<void> {
  try {
    await insertRow(tx, row);
  } catch (cause) {
    if (isUniqueViolation(cause)) throw taken('creating');
    throw cause;
  }
  journal(tx, row.tenantId).runtime(row.id, null, shownRuntime(row));
}

/** @throws NotFound if it is not within reach; NotUniqueName if the name is taken. */
export async function updateRuntime(
  tx: Tx,
  reach: Reach,
  id: string,
  changes: Partial<Omit<RuntimeRecord, 'id' | 'tenantId'>>,
): Promise<RuntimeRecord> {
  try {
    const before = await findRuntime(tx, reach, id);
    const [row] = await tx
      .update(runtimes)
      .set(changes)
      .where(and(within(reach), eq(runtimes.id, id)))
      .returning();
    if (row && before) {
      journal(tx, row.tenantId).runtime(id, shownRuntime(before), shownRuntime(row));
      return row;
    }
  } catch (cause) {
    if (isUniqueViolation(cause)) throw taken('updating');
    throw cause;
  }
  throw notFound(`while getting Runtime with ID ${id}: Object was not found`);
}

export async function deleteRuntime(tx: Tx, tenantId: string, id: string): Promise<void> {
  const credentials = (await credentialsOf(tx, [id])).get(id) ?? null;
  const gone = await tx
    .delete(runtimes)
    .where(and(eq(runtimes.tenantId, tenantId), eq(runtimes.id, id)))
    .returning();
  for (const row of gone) {
    journal(tx, tenantId).runtime(id, shownRuntime(row), null);
    // Certificates outlive their owner, but what is shown of them does not.
    journal(tx, tenantId).credentials(id, credentials, null);
  }
}
