import { index, sqliteTable, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { json, moment, oneOf, text, whole } from '../columns.ts';
import { applications } from './director.tables.ts';
import { tenants } from './tenant.tables.ts';

/** What an Application offers; Packages and Bundles are two names for these rows. */
export const packages = sqliteTable(
  'packages',
  {
    id: text('id').primaryKey(),
    tenantId: text('tenant_id')
      .notNull()
      .references(() => tenants.id, { onDelete: 'cascade' }),
    applicationId: text('application_id')
      .notNull()
      .references(() => applications.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    description: text('description'),
    /** JSON Schema that `inputParams` of a request for credentials must satisfy. */
    instanceAuthRequestInputSchema: text('instance_auth_request_input_schema'),
    /** An Auth, encrypted under the master key. */
    sealedDefaultAuth: text('sealed_default_auth'),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [index('packages_application').on(table.applicationId, table.id)],
);

export type ContentKind = 'API' | 'EVENT' | 'DOCUMENT';

/** API definitions, event definitions and documents of Packages. */
export const packageContents = sqliteTable(
  'package_contents',
  {
    id: text('id').primaryKey(),
    tenantId: text('tenant_id')
      .notNull()
      .references(() => tenants.id, { onDelete: 'cascade' }),
    packageId: text('package_id')
      .notNull()
      .references(() => packages.id, { onDelete: 'cascade' }),
    kind: oneOf<ContentKind>('kind').notNull(),
    /** Everything but the text; its shape depends on the kind. */
    details: json<unknown>('details').notNull(),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
    /** The specification or document itself, last because it is long and read only when asked for. */
    data: text('data'),
  },
  (table) => [index('package_contents_package').on(table.packageId, table.id)],
);

export type FetchMode = 'SINGLE' | 'PACKAGE' | 'INDEX';
export type FetchCondition = 'INITIAL' | 'SUCCEEDED' | 'FAILED' | 'UNUSED';

/** Where the text of a specification or document comes from, and what became of the last attempt to fetch it. */
export const fetchRequests = sqliteTable(
  'fetch_requests',
  {
    id: text('id').primaryKey(),
    tenantId: text('tenant_id')
      .notNull()
      .references(() => tenants.id, { onDelete: 'cascade' }),
    contentId: text('content_id')
      .notNull()
      .references(() => packageContents.id, { onDelete: 'cascade' }),
    url: text('url').notNull(),
    mode: oneOf<FetchMode>('mode').notNull(),
    filter: text('filter'),
    /** An Auth, encrypted under the master key. */
    sealedAuth: text('sealed_auth'),
    condition: oneOf<FetchCondition>('condition').notNull(),
    message: text('message').notNull(),
    statusAt: moment('status_at').notNull(),
    /** Counts the attempts, so that of two at once only the first to end is kept. */
    attempts: whole('attempts').notNull(),
  },
  (table) => [
    uniqueIndex('fetch_requests_content').on(table.contentId),
    index('fetch_requests_condition').on(table.condition),
  ],
);

export type InstanceAuthCondition = 'PENDING' | 'SUCCEEDED' | 'FAILED' | 'UNUSED';

/** Requests for credentials of a Package. They survive the Runtime that asked. */
export const instanceAuths = sqliteTable(
  'instance_auths',
  {
    id: text('id').primaryKey(),
    tenantId: text('tenant_id')
      .notNull()
      .references(() => tenants.id, { onDelete: 'cascade' }),
    packageId: text('package_id')
      .notNull()
      .references(() => packages.id, { onDelete: 'cascade' }),
    /** Who asked; null if it was nobody who is a Runtime. */
    runtimeId: text('runtime_id'),
    context: text('context'),
    inputParams: text('input_params'),
    /** An Auth, encrypted under the master key. */
    sealedAuth: text('sealed_auth'),
    condition: oneOf<InstanceAuthCondition>('condition').notNull(),
    reason: text('reason').notNull(),
    message: text('message').notNull(),
    statusAt: moment('status_at').notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (table) => [index('instance_auths_package').on(table.packageId, table.createdAt)],
);
