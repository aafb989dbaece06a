import type { Tx } from '../db/database.ts';
import { changeReach } from '../director/ownership.ts';
import type { Offering } from '../director/package.changes.ts';
import { externalIdOf } from '../director/tenant.store.ts';
import { record } from '../events/activity.ts';
import { invalidData, invalidOperation, notFound } from '../shared/errors.ts';
import type { Settings } from '../shared/settings.ts';
import { type DeliveryRecord, enqueue, findDeliveries, replay as writeReplay } from './delivery.store.ts';
import { cloudEvent, sourceOf, testEvent } from './event.ts';
import { newDelivery } from './outbox.ts';
import { getWebhook, objectsOf } from './webhook.changes.ts';

const mostAtOnce = 1000;

/**
 * Lets deliveries that were delivered or given up wait again, all or none; the ids of their events stay.
 * @throws InvalidData for an empty or a too long list, NotFound for one that is out of reach, InvalidOperation for one that waits.
 */
export async function replay(
  tx: Tx,
  env: Offering,
  tenantId: string,
  ids: readonly string[],
): Promise<DeliveryRecord[]> {
  if (ids.length === 0 || ids.length > mostAtOnce) throw invalidData(`ids: give 1 to ${mostAtOnce}`);
  const { application } = changeReach(env.consumer, tenantId);
  const found = (await findDeliveries(tx, tenantId, ids)).filter(
    ({ applicationId }) => application === null || application === applicationId,
  );
  const missing = ids.find((id) => !found.some((each) => each.id === id));
  if (missing !== undefined) throw notFound(`while getting webhook delivery with ID ${missing}: Object was not found`);
  const waiting = found.find(({ state }) => state === 'PENDING');
  if (waiting) throw invalidOperation(`the webhook delivery with ID ${waiting.id} is waiting already`);
  const at = env.clock();
  const rows = await writeReplay(tx, tenantId, found, at);
  const applications = Map.groupBy(found, ({ applicationId }) => applicationId);
  await record(tx, env, {
    tenantId,
    action: 'webhook.replayed',
    objects: [...applications].map(([id, [first]]) => ({
      kind: 'APPLICATION',
      id,
      name: first?.applicationName ?? '',
    })),
    after: {
      deliveries: found.map(({ id, eventId, type, webhookId }) => ({ id, eventId, type, webhookID: webhookId })),
    },
    changesLandscape: false,
  });
  return rows;
}

/** Puts a test event into the queue of one webhook. */
export async function test(
  tx: Tx,
  env: Offering & { settings: Pick<Settings, 'consoleURL'> },
  tenantId: string,
  webhookId: string,
): Promise<DeliveryRecord> {
  const owned = await getWebhook(tx, env, tenantId, webhookId);
  const { application, webhook } = owned;
  const { sequence } = await record(tx, env, {
    tenantId,
    action: 'webhook.tested',
    objects: objectsOf(owned),
    changesLandscape: false,
  });
  const at = env.clock();
  const event = cloudEvent({
    id: env.newId(),
    source: sourceOf(env.settings.consoleURL, await externalIdOf(tx, tenantId)),
    subject: application.id,
    at,
    ...testEvent({ id: application.id, name: application.name }, webhook.id),
  });
  const delivery = newDelivery(webhook, event, { id: env.newId(), sequence, position: 0, at });
  await enqueue(tx, [delivery], at);
  return delivery;
}
