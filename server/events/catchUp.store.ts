import { and, asc, eq, gt, lte } from 'drizzle-orm';
import type { Read } from '../db/database.ts';
import { activity, tenants } from '../db/tables/tenant.tables.ts';
import { joinTouched, type Touched, touchedOf } from './touched.ts';

/** Whoever has missed more than this is better served by a fresh start. */
const mostMissed = 1000;

/**
 * What was announced after number `after`, joined; nothing is missed if `after` is null. A number this tenant has never
 * given out, or too long a gap, touches everything.
 */
export async function catchUp(
  read: Read,
  tenantId: string,
  after: number | null,
): Promise<{ sequence: number; landscapeVersion: number; missed: Touched | null; from: number }> {
  const [present] = await read
    .select({ sequence: tenants.sequence, landscapeVersion: tenants.landscapeVersion })
    .from(tenants)
    .where(eq(tenants.id, tenantId));
  if (!present) throw new Error(`tenant ${tenantId} does not exist`);
  const { sequence } = present;
  if (after === null || after === sequence) return { ...present, missed: null, from: sequence + 1 };
  const from = after + 1;
  if (after > sequence || after < 0 || sequence - after > mostMissed) {
    return { ...present, missed: touchedOf({ everything: true }), from };
  }
  const rows = await read
    .select({ touched: activity.touched })
    .from(activity)
    .where(and(eq(activity.tenantId, tenantId), gt(activity.sequence, after), lte(activity.sequence, sequence)))
    .orderBy(asc(activity.sequence));
  return {
    ...present,
    missed: rows.map(({ touched }) => touched).reduce((a, b) => joinTouched(a, b), touchedOf()),
    from,
  };
}
