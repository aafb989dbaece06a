import { index, sqliteTable } from 'drizzle-orm/sqlite-core';
import { flag, json, moment, oneOf, text, whole } from '../columns.ts';
import { tenants } from './tenant.tables.ts';

export type WebhookType = 'CONFIGURATION_CHANGED';

/**
 * Where an Application is notified. Not a child of its row: an unregistered Application still gets its last deliveries, so
 * the webhook stays, retired, until they are done.
 */
export const webhooks = sqliteTable(
  'webhooks',
  {
    id: text('id').primaryKey(),
    tenantId: text('tenant_id')
      .notNull()
      .references(() => tenants.id, { onDelete: 'cascade' }),
    applicationId: text('application_id').notNull(),
    applicationName: text('application_name').notNull(),
    type: oneOf<WebhookType>('type').notNull(),
    url: text('url').notNull(),
    sealedAuth: text('sealed_auth'),
    sealedSecret: text('sealed_secret').notNull(),
    /** Signs beside the present one until the moment beside it. */
    sealedFormerSecret: text('sealed_former_secret'),
    formerSecretUntil: moment('former_secret_until'),
    /** When the first delivery that waits is to be tried; null if none waits. */
    dueAt: moment('due_at'),
    /** Who delivers to it now, and until when nobody else does. */
    leaseToken: text('lease_token'),
    leaseUntil: moment('lease_until'),
    /** First failed attempt since the last success. */
    failingSince: moment('failing_since'),
    lastError: text('last_error'),
    /** The last delivery that ended is a dead letter. */
    endedDead: flag('ended_dead').notNull(),
    retiredAt: moment('retired_at'),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [
    index('webhooks_application').on(table.applicationId),
    index('webhooks_due').on(table.dueAt),
    index('webhooks_tenant').on(table.tenantId, table.failingSince),
    index('webhooks_retired').on(table.retiredAt),
  ],
);

export type DeliveryState = 'PENDING' | 'DELIVERED' | 'DEAD';

export interface DeliveryAttempt {
  at: number;
  durationMs: number;
  /** HTTP status; null without an answer. */
  status: number | null;
  /** Why it failed, in one sentence without secrets; null if it did not. */
  error: string | null;
}

/** The outbox: one row per event and webhook, written in the transaction of the activity entry. */
export const webhookDeliveries = sqliteTable(
  'webhook_deliveries',
  {
    id: text('id').primaryKey(),
    tenantId: text('tenant_id')
      .notNull()
      .references(() => tenants.id, { onDelete: 'cascade' }),
    webhookId: text('webhook_id')
      .notNull()
      .references(() => webhooks.id, { onDelete: 'cascade' }),
    applicationId: text('application_id').notNull(),
    /** Id of the event: the same for every webhook and every attempt. */
    eventId: text('event_id').notNull(),
    type: text('type').notNull(),
    /** Number of the activity entry, and the place among the events that follow from it: the order of delivery. */
    sequence: whole('sequence').notNull(),
    position: whole('position').notNull(),
    /** The CloudEvent as it is sent. */
    body: text('body').notNull(),
    state: oneOf<DeliveryState>('state').notNull(),
    attempts: json<DeliveryAttempt[]>('attempts').notNull(),
    /** Next attempt while it waits and had one; the next in line is due with its predecessor's end. */
    nextAttemptAt: moment('next_attempt_at'),
    createdAt: moment('created_at').notNull(),
    /** From when the time for attempts counts: creation or the last replay. */
    waitingSince: moment('waiting_since').notNull(),
    endedAt: moment('ended_at'),
  },
  (table) => [
    index('webhook_deliveries_queue').on(table.webhookId, table.state, table.sequence, table.position),
    index('webhook_deliveries_application').on(table.tenantId, table.applicationId, table.sequence),
    index('webhook_deliveries_ended').on(table.state, table.endedAt),
  ],
);
