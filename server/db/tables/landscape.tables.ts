import { index, primaryKey, sqliteTable, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { json, moment, oneOf, text } from '../columns.ts';
import { applications, type ObjectKind, runtimes } from './director.tables.ts';
import { tenants } from './tenant.tables.ts';

export const scenarios = sqliteTable(
  'scenarios',
  {
    id: text('id').primaryKey(),
    tenantId: text('tenant_id')
      .notNull()
      .references(() => tenants.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (table) => [uniqueIndex('scenarios_name').on(table.tenantId, table.name)],
);

/** `DEFAULT`: the Application has no explicit scenario. An object may be in a scenario by hand and by rule at once. */
export type MembershipOrigin = 'MANUAL' | 'RULE' | 'DEFAULT';

export const memberships = sqliteTable(
  'memberships',
  {
    tenantId: text('tenant_id')
      .notNull()
      .references(() => tenants.id, { onDelete: 'cascade' }),
    scenarioId: text('scenario_id')
      .notNull()
      .references(() => scenarios.id, { onDelete: 'cascade' }),
    objectKind: oneOf<ObjectKind>('object_kind').notNull(),
    objectId: text('object_id').notNull(),
    origin: oneOf<MembershipOrigin>('origin').notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (table) => [
    primaryKey({ name: 'memberships_pk', columns: [table.objectId, table.scenarioId, table.origin] }),
    index('memberships_scenario').on(table.scenarioId, table.objectKind),
    index('memberships_tenant').on(table.tenantId),
  ],
);

/**
 * Rules: whatever object of the kind has the label belongs to the scenario. At most one for each kind in a scenario; those
 * for Runtimes are the contract's automatic assignments.
 */
export const scenarioAssignments = sqliteTable(
  'scenario_assignments',
  {
    scenarioId: text('scenario_id')
      .notNull()
      .references(() => scenarios.id, { onDelete: 'cascade' }),
    tenantId: text('tenant_id')
      .notNull()
      .references(() => tenants.id, { onDelete: 'cascade' }),
    objectKind: oneOf<ObjectKind>('object_kind').notNull(),
    selectorKey: text('selector_key').notNull(),
    /** As JSON, so that it compares with the value of a label. */
    selectorValue: json<string>('selector_value').notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (table) => [
    primaryKey({ name: 'scenario_assignments_pk', columns: [table.scenarioId, table.objectKind] }),
    index('scenario_assignments_selector').on(table.tenantId, table.selectorKey),
  ],
);

export const connections = sqliteTable(
  'connections',
  {
    id: text('id').primaryKey(),
    tenantId: text('tenant_id')
      .notNull()
      .references(() => tenants.id, { onDelete: 'cascade' }),
    applicationId: text('application_id')
      .notNull()
      .references(() => applications.id, { onDelete: 'cascade' }),
    runtimeId: text('runtime_id')
      .notNull()
      .references(() => runtimes.id, { onDelete: 'cascade' }),
    /**
     * What may be held once: the Application's id under the policy EXCLUSIVE, Application and Runtime together under
     * SHARED. Its unique index decides races between Runtimes.
     */
    slot: text('slot').notNull(),
    since: moment('since').notNull(),
    startedBy: oneOf<'RUNTIME' | 'ADMINISTRATOR'>('started_by').notNull(),
  },
  (table) => [
    uniqueIndex('connections_slot').on(table.tenantId, table.slot),
    index('connections_application').on(table.applicationId),
    index('connections_runtime').on(table.runtimeId),
  ],
);

/** Connections that ended and whose end the Runtime has not fetched yet: not enforced there. */
export const unenforcedRemovals = sqliteTable(
  'unenforced_removals',
  {
    tenantId: text('tenant_id')
      .notNull()
      .references(() => tenants.id, { onDelete: 'cascade' }),
    runtimeId: text('runtime_id')
      .notNull()
      .references(() => runtimes.id, { onDelete: 'cascade' }),
    applicationId: text('application_id').notNull(),
    applicationName: text('application_name').notNull(),
    endedAt: moment('ended_at').notNull(),
  },
  (table) => [primaryKey({ name: 'unenforced_removals_pk', columns: [table.runtimeId, table.applicationId] })],
);
