import { index, primaryKey, sqliteTable } from 'drizzle-orm/sqlite-core';
import { json, moment, text } from '../columns.ts';
import { applications, runtimes } from './director.tables.ts';
import { tenants } from './tenant.tables.ts';

export interface ReportedVersion {
  name: string;
  version: string;
}

/** A part of the cluster; `since` is when it became as it is, in milliseconds. */
export interface ReportedComponent {
  name: string;
  ok: boolean;
  message: string | null;
  since: number;
}

/** What the agent of a Runtime last said of itself; its state and the time are in the Runtime's row. */
export const runtimeReports = sqliteTable('runtime_reports', {
  runtimeId: text('runtime_id')
    .primaryKey()
    .references(() => runtimes.id, { onDelete: 'cascade' }),
  tenantId: text('tenant_id')
    .notNull()
    .references(() => tenants.id, { onDelete: 'cascade' }),
  /** When the state became what it is. */
  since: moment('since').notNull(),
  message: text('message'),
  versions: json<ReportedVersion[]>('versions').notNull(),
  components: json<ReportedComponent[]>('components').notNull(),
  /** When this row was last written; texts alone are not written with every report. */
  writtenAt: moment('written_at').notNull(),
});

/** Applications that a Runtime could not apply, by its own word. */
export const reportedFailures = sqliteTable(
  'reported_failures',
  {
    runtimeId: text('runtime_id')
      .notNull()
      .references(() => runtimes.id, { onDelete: 'cascade' }),
    applicationId: text('application_id')
      .notNull()
      .references(() => applications.id, { onDelete: 'cascade' }),
    tenantId: text('tenant_id')
      .notNull()
      .references(() => tenants.id, { onDelete: 'cascade' }),
    message: text('message').notNull(),
    since: moment('since').notNull(),
  },
  (table) => [
    primaryKey({ name: 'reported_failures_pk', columns: [table.runtimeId, table.applicationId] }),
    index('reported_failures_application').on(table.applicationId),
  ],
);
