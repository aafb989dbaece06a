import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Read, Tx } from '../db/database.ts';
import { tenants } from '../db/tables/tenant.tables.ts';
import { webhooks } from '../db/tables/webhook.tables.ts';
import { isUuid } from '../shared/ids.ts';
import type { WebhookRecord } from './webhook.ts';

/** Ids per statement. */
const chunk = 400;

const one = (tenantId: string, id: string) =>
  and(eq(webhooks.tenantId, tenantId), eq(webhooks.id, id), isNull(webhooks.retiredAt));

/** Webhooks by Application, oldest first; without those of unregistered Applications. */
export async function webhooksOf(
  read: Read,
  applicationIds: readonly string[],
): Promise<ReadonlyMap<string, WebhookRecord[]>> {
  const rows: WebhookRecord[] = [];
  for (let from = 0; from < applicationIds.length; from += chunk) {
    const part = applicationIds.slice(from, from + chunk);
    rows.push(
      ...(await read
        .select()
        .from(webhooks)
        .where(and(inArray(webhooks.applicationId, part), isNull(webhooks.retiredAt)))
        .orderBy(asc(webhooks.createdAt), asc(webhooks.id))),
    );
  }
  return Map.groupBy(rows, ({ applicationId }) => applicationId);
}

export async function findWebhook(read: Read, tenantId: string, id: string): Promise<WebhookRecord | undefined> {
  if (!isUuid(id)) return undefined;
  const [row] = await read.select().from(webhooks).where(one(tenantId, id));
  return row;
}

/** Entries are looked at for events only while the tenant's count is above zero. */
async function count(tx: Tx, tenantId: string, difference: number): Promise<void> {
  await tx
    .update(tenants)
    .set({ webhookCount: sql`${tenants.webhookCount} + ${difference}` })
    .where(eq(tenants.id, tenantId));
}

/** @param rows of one tenant. */
export async function insertWebhooks(tx: Tx, rows: readonly WebhookRecord[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  for (let from = 0; from < rows.length; from += chunk) {
    await tx.insert(webhooks).values(rows.slice(from, from + chunk));
  }
  await count(tx, first.tenantId, rows.length);
}

/** @returns undefined if there is none. */
export async function updateWebhook(
  tx: Tx,
  tenantId: string,
  id: string,
  changes: Partial<Omit<WebhookRecord, 'id' | 'tenantId' | 'applicationId'>>,
): Promise<WebhookRecord | undefined> {
  const [row] = await tx.update(webhooks).set(changes).where(one(tenantId, id)).returning();
  return row;
}

/** Deletes it with all its deliveries. */
export async function deleteWebhook(tx: Tx, tenantId: string, id: string): Promise<void> {
  const deleted = await tx.delete(webhooks).where(one(tenantId, id)).returning({ id: webhooks.id });
  await count(tx, tenantId, -deleted.length);
}

/** From now on there are no new events for the Application; what waits still goes out. */
export async function retireWebhooks(tx: Tx, tenantId: string, applicationId: string, at: number): Promise<void> {
  const retired = await tx
    .update(webhooks)
    .set({ retiredAt: at })
    .where(and(eq(webhooks.tenantId, tenantId), eq(webhooks.applicationId, applicationId), isNull(webhooks.retiredAt)))
    .returning({ id: webhooks.id });
  await count(tx, tenantId, -retired.length);
}
