import { and, count, desc, eq, inArray, max, not, or, type SQL, sql } from 'drizzle-orm';
import type { Read, Tx } from '../db/database.ts';
import { activity, activityObjects, tenants } from '../db/tables/tenant.tables.ts';
import { anyObject } from './activity.ts';
import { type ActivityFilter, begins, changedLandscape, concerns, filterOf } from './activityFilter.store.ts';

export type ActivityRow = typeof activity.$inferSelect;

export interface ActivityQuery {
  tenantId: string;
  objectId: string | null;
  /** Beginnings of actions; an empty list matches none. */
  actions: readonly string[] | null;
  /** Whether the entry changed what the landscape shows; null for all. */
  changesLandscape: boolean | null;
  filter: ActivityFilter | null;
}

function condition(
  read: Read,
  { tenantId, objectId, actions, changesLandscape, filter }: ActivityQuery,
): SQL | undefined {
  const changes = () => changedLandscape(read, tenantId);
  return and(
    eq(activity.tenantId, tenantId),
    changesLandscape === null ? undefined : changesLandscape ? changes() : not(changes()),
    objectId === null ? undefined : concerns(read, tenantId, objectId),
    actions === null ? undefined : or(...actions.map((action) => begins(activity.action, action))),
    filter === null ? undefined : filterOf(read, tenantId, filter),
  );
}

/** Entries of a tenant, newest first, with the true total. */
export async function listActivity(
  read: Read,
  query: ActivityQuery,
  page: { offset: number; limit: number },
): Promise<{ rows: ActivityRow[]; totalCount: number }> {
  if (query.actions?.length === 0) return { rows: [], totalCount: 0 };
  const where = condition(read, query);
  const rows = await read
    .select()
    .from(activity)
    .where(where)
    .orderBy(desc(activity.sequence))
    .limit(page.limit)
    .offset(page.offset);
  const [total] = await read.select({ count: count() }).from(activity).where(where);
  return { rows, totalCount: Number(total?.count ?? 0) };
}

/** Number of the last entry about an object, or of the tenant at all; 0 if there is none. */
export async function revisionOf(read: Read, tenantId: string, objectId: string | null): Promise<number> {
  if (objectId === null) {
    const [tenant] = await read.select({ sequence: tenants.sequence }).from(tenants).where(eq(tenants.id, tenantId));
    return tenant?.sequence ?? 0;
  }
  const [row] = await read
    .select({ sequence: max(activityObjects.sequence) })
    .from(activityObjects)
    .where(and(eq(activityObjects.tenantId, tenantId), inArray(activityObjects.objectId, [objectId, anyObject])));
  return Number(row?.sequence ?? 0);
}

/** Until this transaction ends nobody else appends an entry: every entry raises the number this statement holds. */
export async function holdEntries(tx: Tx, tenantId: string): Promise<void> {
  await tx
    .update(tenants)
    .set({ sequence: sql`${tenants.sequence}` })
    .where(eq(tenants.id, tenantId));
}
