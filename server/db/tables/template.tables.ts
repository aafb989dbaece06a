import { sqliteTable, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { json, moment, oneOf, text } from '../columns.ts';

/** Of the whole installation, not of a tenant. */
export const applicationTemplates = sqliteTable(
  'application_templates',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    description: text('description'),
    /** An ApplicationRegisterInput as JSON, encrypted under the master key: it may contain credentials. */
    sealedInput: text('sealed_input').notNull(),
    placeholders: json<{ name: string; description: string | null }[]>('placeholders').notNull(),
    accessLevel: oneOf<'GLOBAL'>('access_level').notNull(),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [uniqueIndex('application_templates_name').on(table.name)],
);
