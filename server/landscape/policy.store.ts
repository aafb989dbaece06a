import { eq, sql } from 'drizzle-orm';
import type { Facts } from '../../landscape/model.ts';
import type { Tx } from '../db/database.ts';
import { connections } from '../db/tables/landscape.tables.ts';
import { tenants } from '../db/tables/tenant.tables.ts';

/** Sets the policy, and what keeps each connection apart from others under it (`beginConnections`). */
export async function writePolicy(
  tx: Tx,
  tenantId: string,
  connectionPolicy: Facts['connectionPolicy'],
): Promise<void> {
  await tx.update(tenants).set({ connectionPolicy }).where(eq(tenants.id, tenantId));
  const pair = sql`${connections.applicationId} || '/' || ${connections.runtimeId}`;
  await tx
    .update(connections)
    .set({ slot: connectionPolicy === 'EXCLUSIVE' ? sql`${connections.applicationId}` : pair })
    .where(eq(connections.tenantId, tenantId));
}
