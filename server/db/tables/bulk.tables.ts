import { index, primaryKey, sqliteTable } from 'drizzle-orm/sqlite-core';
import type { BulkAction, BulkKind } from '../../bulk/action.ts';
import { json, moment, oneOf, text, whole } from '../columns.ts';
import { tenants } from './tenant.tables.ts';

/** Why an item failed: the object is gone, the action is not possible with it, or something that may pass came between. */
export type FailureReason = 'GONE' | 'REFUSED' | 'FAILED';

/** One action for many objects. In the database, so that every process can tell how far it is, also after a restart. */
export const bulkJobs = sqliteTable(
  'bulk_jobs',
  {
    id: text('id').primaryKey(),
    tenantId: text('tenant_id')
      .notNull()
      .references(() => tenants.id, { onDelete: 'cascade' }),
    kind: oneOf<BulkKind>('kind').notNull(),
    action: json<BulkAction>('action').notNull(),
    total: whole('total').notNull(),
    /** When the process that carries it out was last seen to. */
    movedAt: moment('moved_at').notNull(),
  },
  (table) => [index('bulk_jobs_moved').on(table.movedAt)],
);

export const bulkItems = sqliteTable(
  'bulk_items',
  {
    jobId: text('job_id')
      .notNull()
      .references(() => bulkJobs.id, { onDelete: 'cascade' }),
    position: whole('position').notNull(),
    objectId: text('object_id').notNull(),
    /** As it was when the job began. */
    objectName: text('object_name').notNull(),
    state: oneOf<'OPEN' | 'DONE' | FailureReason>('state').notNull(),
    /** Why it failed, in words. */
    message: text('message'),
    /** Number of the activity entry it made; null while there is none. */
    entry: whole('entry'),
    /** Number of the activity entry that it takes back; null for what takes nothing back. */
    undoes: whole('undoes'),
  },
  (table) => [primaryKey({ name: 'bulk_items_pk', columns: [table.jobId, table.position] })],
);
