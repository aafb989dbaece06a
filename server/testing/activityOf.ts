import { asc, eq } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import { activity } from '../db/tables/tenant.tables.ts';

/** The log of a tenant, the oldest entry first. */
export const activityOf = ({ read }: Pick<Database, 'read'>, tenantId: string) =>
  read.select().from(activity).where(eq(activity.tenantId, tenantId)).orderBy(asc(activity.sequence));
