import { index, primaryKey, sqliteTable, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { json, moment, oneOf, text, whole } from '../columns.ts';
import { tenants } from './tenant.tables.ts';

export type StatusCondition = 'INITIAL' | 'CONNECTED' | 'FAILED';
export type ObjectKind = 'APPLICATION' | 'RUNTIME';
export type ReportedState = 'SYNCHRONIZED' | 'FAILED';

/** Of the whole installation, not of a tenant. */
export const integrationSystems = sqliteTable(
  'integration_systems',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    description: text('description'),
    createdAt: moment('created_at').notNull(),
  },
  (table) => [uniqueIndex('integration_systems_name').on(table.name)],
);

export const applications = sqliteTable(
  'applications',
  {
    id: text('id').primaryKey(),
    tenantId: text('tenant_id')
      .notNull()
      .references(() => tenants.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    providerName: text('provider_name'),
    description: text('description'),
    healthCheckURL: text('health_check_url'),
    integrationSystemID: text('integration_system_id').references(() => integrationSystems.id),
    statusCondition: oneOf<StatusCondition>('status_condition').notNull(),
    statusAt: moment('status_at').notNull(),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('applications_name').on(table.tenantId, table.name),
    index('applications_page').on(table.tenantId, table.id),
    index('applications_integration_system').on(table.integrationSystemID),
  ],
);

export const runtimes = sqliteTable(
  'runtimes',
  {
    id: text('id').primaryKey(),
    tenantId: text('tenant_id')
      .notNull()
      .references(() => tenants.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    description: text('description'),
    statusCondition: oneOf<StatusCondition>('status_condition').notNull(),
    statusAt: moment('status_at').notNull(),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
    /** Last call to the Connector, successful or not. */
    lastSyncAt: moment('last_sync_at'),
    lastSuccessAt: moment('last_success_at'),
    /** Last `applicationsForRuntime` by the Runtime itself, successful or not. */
    lastAttemptAt: moment('last_attempt_at'),
    lastFetchAt: moment('last_fetch_at'),
    lastApplicationAt: moment('last_application_at'),
    /** Last `reportRuntimeStatus`, and what it said; null for agents that do not report. */
    lastReportAt: moment('last_report_at'),
    reportedState: oneOf<ReportedState>('reported_state'),
    /** By how many milliseconds the agent's clock was ahead of the server's when it last reported; null if it does not tell. */
    clockAheadMs: whole('clock_ahead_ms'),
  },
  (table) => [uniqueIndex('runtimes_name').on(table.tenantId, table.name)],
);

/** Every label but `scenarios`, which is derived from memberships. */
export const labels = sqliteTable(
  'labels',
  {
    tenantId: text('tenant_id')
      .notNull()
      .references(() => tenants.id, { onDelete: 'cascade' }),
    objectKind: oneOf<ObjectKind>('object_kind').notNull(),
    objectId: text('object_id').notNull(),
    key: text('key').notNull(),
    value: json<unknown>('value').notNull(),
  },
  (table) => [
    primaryKey({ name: 'labels_pk', columns: [table.objectId, table.key] }),
    index('labels_key').on(table.tenantId, table.key, table.objectKind),
  ],
);

/** A machine identity. Its id is the common name of certificates and the owner of tokens. */
export const systemAuths = sqliteTable(
  'system_auths',
  {
    id: text('id').primaryKey(),
    tenantId: text('tenant_id')
      .notNull()
      .references(() => tenants.id, { onDelete: 'cascade' }),
    ownerKind: oneOf<ObjectKind>('owner_kind').notNull(),
    ownerId: text('owner_id').notNull(),
    /** The client secret, encrypted under the master key; null if this identity has certificates and tokens only. */
    sealedSecret: text('sealed_secret'),
    createdAt: moment('created_at').notNull(),
  },
  (table) => [index('system_auths_owner').on(table.ownerId)],
);

/** A machine identity of an integration system: of no tenant, and with client credentials only. */
export const integrationSystemAuths = sqliteTable(
  'integration_system_auths',
  {
    id: text('id').primaryKey(),
    integrationSystemId: text('integration_system_id')
      .notNull()
      .references(() => integrationSystems.id, { onDelete: 'cascade' }),
    sealedSecret: text('sealed_secret').notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (table) => [index('integration_system_auths_owner').on(table.integrationSystemId)],
);
