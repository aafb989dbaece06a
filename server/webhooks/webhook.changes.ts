import type { Read, Tx } from '../db/database.ts';
import { findApplication } from '../director/application.store.ts';
import type { ApplicationRecord } from '../director/application.ts';
import { changeReach } from '../director/ownership.ts';
import type { Offering } from '../director/package.changes.ts';
import { record } from '../events/activity.ts';
import type { Outgoing } from '../outgoing/outgoing.ts';
import { invalidData, notFound } from '../shared/errors.ts';
import { newSecret } from './signing.ts';
import { deleteWebhook, findWebhook, insertWebhooks, updateWebhook } from './webhook.store.ts';
import {
  addressOf,
  checkWebhook,
  graceMs,
  newWebhook,
  publicAddress,
  replaced,
  secretPurpose,
  type WebhookInput,
  type WebhookRecord,
  webhookFacts,
} from './webhook.ts';

/** What may be called; `RequestContext` fits. */
export interface WebhookEnv {
  outgoing: Pick<Outgoing, 'refusal'>;
}

export interface OwnedWebhook {
  application: ApplicationRecord;
  webhook: WebhookRecord;
}

/** The Application and the webhook, as activity entries name them. */
export const objectsOf = ({ application, webhook }: OwnedWebhook) => [
  { kind: 'APPLICATION', id: application.id, name: application.name },
  { kind: 'WEBHOOK', id: webhook.id, name: publicAddress(webhook.url) },
];

/** @throws NotFound, also for a webhook of an Application out of reach. */
export async function getWebhook(
  read: Read,
  { consumer }: Pick<Offering, 'consumer'>,
  tenantId: string,
  id: string,
): Promise<OwnedWebhook> {
  const webhook = await findWebhook(read, tenantId, id);
  const application = webhook && (await findApplication(read, changeReach(consumer, tenantId), webhook.applicationId));
  if (!application) throw notFound(`while getting Webhook with ID ${id}: Object was not found`);
  return { application, webhook };
}

async function note(
  tx: Tx,
  env: Offering,
  verb: string,
  owned: OwnedWebhook,
  change: { before?: unknown; after?: unknown },
): Promise<void> {
  await record(tx, env, {
    tenantId: owned.webhook.tenantId,
    action: `webhook.${verb}`,
    objects: objectsOf(owned),
    ...change,
    touched: { applicationIds: [owned.application.id] },
    changesLandscape: false,
  });
}

/** What needs no look-up is refused at once, the rest at delivery. @throws InvalidData */
function requireCallable({ outgoing }: WebhookEnv, { url }: WebhookInput): void {
  const reason = outgoing.refusal(addressOf(url));
  if (reason !== null) throw invalidData(`validation error for type WebhookInput: url: ${reason}.`);
}

/** Inserts webhooks of one Application; the rules of the input are checked already. @throws InvalidData for a target that is never called. */
export async function insertChecked(
  tx: Tx,
  env: Pick<Offering, 'newId' | 'clock' | 'cipher'> & WebhookEnv,
  application: Pick<ApplicationRecord, 'id' | 'tenantId' | 'name'>,
  inputs: readonly WebhookInput[],
): Promise<WebhookRecord[]> {
  const { newId, clock, cipher } = env;
  for (const input of inputs) requireCallable(env, input);
  const rows = inputs.map((input) => newWebhook(input, application, { id: newId(), at: clock(), cipher }, newSecret()));
  await insertWebhooks(tx, rows);
  return rows;
}

/** Adds a webhook with a secret of its own (director.md 16). @throws InvalidData; NotFound without the Application. */
export async function add(
  tx: Tx,
  env: Offering & WebhookEnv,
  tenantId: string,
  { applicationID, in: input }: { applicationID: string; in: WebhookInput },
): Promise<WebhookRecord> {
  checkWebhook(input);
  const reach = changeReach(env.consumer, tenantId);
  const application = await findApplication(tx, reach, applicationID);
  if (!application) throw notFound('Cannot add Webhook to not existing Application');
  const [webhook] = await insertChecked(tx, env, application, [input]);
  if (!webhook) throw new Error('a webhook was not inserted');
  await note(tx, env, 'added', { application, webhook }, { after: webhookFacts(webhook) });
  return webhook;
}

/** Replaces type, URL and auth; the secret stays (director.md 16). What waits goes to the new address at once. */
export async function update(
  tx: Tx,
  env: Offering & WebhookEnv,
  tenantId: string,
  { webhookID: id, in: input }: { webhookID: string; in: WebhookInput },
): Promise<WebhookRecord> {
  checkWebhook(input);
  requireCallable(env, input);
  const before = await getWebhook(tx, env, tenantId, id);
  const webhook = await updateWebhook(tx, tenantId, id, {
    ...replaced(input, { id, at: env.clock(), cipher: env.cipher }),
    ...(before.webhook.dueAt !== null && { dueAt: env.clock() }),
  });
  if (!webhook) throw notFound();
  const change = { before: webhookFacts(before.webhook), after: webhookFacts(webhook) };
  await note(tx, env, 'updated', { ...before, webhook }, change);
  return webhook;
}

/** Removes a webhook and all its deliveries. @returns its last state. */
export async function remove(tx: Tx, env: Offering, tenantId: string, id: string): Promise<WebhookRecord> {
  const owned = await getWebhook(tx, env, tenantId, id);
  await deleteWebhook(tx, tenantId, id);
  await note(tx, env, 'deleted', owned, { before: webhookFacts(owned.webhook) });
  return owned.webhook;
}

/** Gives it a new secret; the former one signs beside it for a day, so that the receiver can change over in peace. */
export async function rotateSecret(tx: Tx, env: Offering, tenantId: string, id: string): Promise<WebhookRecord> {
  const before = await getWebhook(tx, env, tenantId, id);
  const webhook = await updateWebhook(tx, tenantId, id, {
    sealedSecret: env.cipher.encrypt(newSecret(), secretPurpose(id)),
    sealedFormerSecret: before.webhook.sealedSecret,
    formerSecretUntil: env.clock() + graceMs,
    updatedAt: env.clock(),
  });
  if (!webhook) throw notFound();
  const after = { formerSecretUntil: webhook.formerSecretUntil };
  await note(tx, env, 'secretRotated', { ...before, webhook }, { after });
  return webhook;
}
