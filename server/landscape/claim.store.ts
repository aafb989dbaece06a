import { and, asc, count, eq, exists, inArray, not } from 'drizzle-orm';
import type { Read } from '../db/database.ts';
import { applications } from '../db/tables/director.tables.ts';
import { connections, memberships } from '../db/tables/landscape.tables.ts';
import type { TenantRow } from './facts.store.ts';

/** Ids of the Applications that the Runtime could be connected to at once (product.md 4, `AVAILABLE`). */
export async function availableApplications(
  read: Read,
  tenant: Pick<TenantRow, 'id' | 'connectionPolicy'>,
  runtimeId: string,
): Promise<string[]> {
  const held = read
    .select({ id: connections.id })
    .from(connections)
    .where(
      and(
        eq(connections.applicationId, memberships.objectId),
        tenant.connectionPolicy === 'SHARED' ? eq(connections.runtimeId, runtimeId) : undefined,
      ),
    );
  const own = read
    .select({ id: memberships.scenarioId })
    .from(memberships)
    .where(and(eq(memberships.tenantId, tenant.id), eq(memberships.objectId, runtimeId)));
  const rows = await read
    .selectDistinct({ id: memberships.objectId })
    .from(memberships)
    .where(and(inArray(memberships.scenarioId, own), eq(memberships.objectKind, 'APPLICATION'), not(exists(held))));
  return rows.map(({ id }) => id);
}

/** The Applications the Runtime is connected to: one page ordered by id, and how many there are. */
export async function connectedApplications(
  read: Read,
  tenantId: string,
  runtimeId: string,
  page: { offset: number; limit: number },
) {
  const where = and(eq(connections.tenantId, tenantId), eq(connections.runtimeId, runtimeId));
  const rows = await read
    .select({ application: applications })
    .from(connections)
    .innerJoin(applications, eq(applications.id, connections.applicationId))
    .where(where)
    .orderBy(asc(applications.id))
    .limit(page.limit)
    .offset(page.offset);
  const [total] = await read.select({ count: count() }).from(connections).where(where);
  return { rows: rows.map(({ application }) => application), totalCount: Number(total?.count ?? 0) };
}
