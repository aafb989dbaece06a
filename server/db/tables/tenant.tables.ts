import { index, primaryKey, sqliteTable, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { LandscapeDelta } from '../../../landscape/delta.ts';
import { json, moment, oneOf, text, whole } from '../columns.ts';

export const tenants = sqliteTable(
  'tenants',
  {
    id: text('id').primaryKey(),
    externalId: text('external_id').notNull(),
    name: text('name'),
    status: oneOf<'ACTIVE' | 'INACTIVE'>('status').notNull(),
    connectionPolicy: oneOf<'EXCLUSIVE' | 'SHARED'>('connection_policy').notNull(),
    /** Number of the last activity entry. */
    sequence: whole('sequence').notNull().default(0),
    /** Moment of the last activity entry: entries follow each other in time whatever a clock does. */
    lastEntryAt: moment('last_entry_at').notNull().default(0),
    /** Grows with every change of members, memberships, connections and scenarios. */
    landscapeVersion: whole('landscape_version').notNull().default(0),
    /** How many webhooks are told of events; without one, entries are not looked at for events. */
    webhookCount: whole('webhook_count').notNull().default(0),
    /** Shares of the lifetime of a certificate, in per cent, at which its next state begins. */
    renewalDuePercent: whole('renewal_due_percent').notNull().default(70),
    overduePercent: whole('overdue_percent').notNull().default(85),
    criticalPercent: whole('critical_percent').notNull().default(90),
    createdAt: moment('created_at').notNull(),
  },
  (table) => [uniqueIndex('tenants_external_id').on(table.externalId)],
);

export const labelDefinitions = sqliteTable(
  'label_definitions',
  {
    tenantId: text('tenant_id')
      .notNull()
      .references(() => tenants.id, { onDelete: 'cascade' }),
    key: text('key').notNull(),
    schema: text('schema'),
  },
  (table) => [primaryKey({ name: 'label_definitions_pk', columns: [table.tenantId, table.key] })],
);

export interface ActivityObject {
  kind: string;
  id: string;
  /** As it was at the time. */
  name: string;
}

/** What a transaction touched. Ids only: whoever reads it loads the present state. */
export interface Touched {
  applicationIds: string[];
  runtimeIds: string[];
  scenarioIds: string[];
  /** Too much was touched to list, or something that shows everywhere, like the name of a scenario. */
  everything: boolean;
}

/** Append-only. One row per mutation, written in its transaction. */
export const activity = sqliteTable(
  'activity',
  {
    id: text('id').primaryKey(),
    tenantId: text('tenant_id')
      .notNull()
      .references(() => tenants.id, { onDelete: 'cascade' }),
    sequence: whole('sequence').notNull(),
    at: moment('at').notNull(),
    actorType: oneOf<'USER' | 'AUTOMATION' | 'APPLICATION' | 'RUNTIME' | 'INTEGRATION_SYSTEM' | 'RULE' | 'SYSTEM'>(
      'actor_type',
    ).notNull(),
    actorId: text('actor_id').notNull(),
    actorName: text('actor_name').notNull(),
    action: text('action').notNull(),
    objects: json<ActivityObject[]>('objects').notNull(),
    before: json<unknown>('before'),
    after: json<unknown>('after'),
    impact: json<unknown>('impact'),
    /** Whom subscribers reload, so that one who was away can catch up. */
    touched: json<Touched>('touched').notNull(),
    correlationId: text('correlation_id').notNull(),
  },
  (table) => [
    uniqueIndex('activity_sequence').on(table.tenantId, table.sequence),
    index('activity_at').on(table.tenantId, table.at),
  ],
);

/**
 * What entries did to the landscape, apart from the entries themselves so that the way back to a past moment reads
 * nothing else. One row per entry that changed what the landscape shows or its version.
 */
export const landscapeDeltas = sqliteTable(
  'landscape_deltas',
  {
    tenantId: text('tenant_id')
      .notNull()
      .references(() => tenants.id, { onDelete: 'cascade' }),
    /** Of the entry. */
    sequence: whole('sequence').notNull(),
    /** Landscape versions before the entry and after it. */
    versionBefore: whole('version_before').notNull(),
    version: whole('version').notNull(),
    delta: json<LandscapeDelta>('delta').notNull(),
  },
  (table) => [primaryKey({ name: 'landscape_deltas_pk', columns: [table.tenantId, table.sequence] })],
);

/** Which entries concern an object; a search by object reads this instead of the JSON. */
export const activityObjects = sqliteTable(
  'activity_objects',
  {
    tenantId: text('tenant_id')
      .notNull()
      .references(() => tenants.id, { onDelete: 'cascade' }),
    objectId: text('object_id').notNull(),
    sequence: whole('sequence').notNull(),
  },
  (table) => [primaryKey({ name: 'activity_objects_pk', columns: [table.tenantId, table.objectId, table.sequence] })],
);
