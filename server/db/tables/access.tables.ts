import { index, primaryKey, sqliteTable, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { flag, json, moment, oneOf, text } from '../columns.ts';
import { tenants } from './tenant.tables.ts';

export type Role = 'VIEWER' | 'OPERATOR' | 'ADMINISTRATOR';

/** The columns of users, sessions, accounts and verifications are better-auth's. */
export const users = sqliteTable(
  'users',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    email: text('email').notNull(),
    emailVerified: flag('email_verified').notNull(),
    image: text('image'),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
    lastSignInAt: moment('last_sign_in_at'),
    /** Since then the person can neither sign in nor use a session or a token. */
    disabledAt: moment('disabled_at'),
  },
  (table) => [uniqueIndex('users_email').on(table.email)],
);

export const sessions = sqliteTable(
  'sessions',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    token: text('token').notNull(),
    expiresAt: moment('expires_at').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [uniqueIndex('sessions_token').on(table.token), index('sessions_user').on(table.userId)],
);

export const accounts = sqliteTable(
  'accounts',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: moment('access_token_expires_at'),
    refreshTokenExpiresAt: moment('refresh_token_expires_at'),
    scope: text('scope'),
    /** Hash, never the password. */
    password: text('password'),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [index('accounts_user').on(table.userId)],
);

export const verifications = sqliteTable(
  'verifications',
  {
    id: text('id').primaryKey(),
    identifier: text('identifier').notNull(),
    value: text('value').notNull(),
    expiresAt: moment('expires_at').notNull(),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [index('verifications_identifier').on(table.identifier)],
);

/** OpenID Connect providers of the installation. */
export const identityProviders = sqliteTable(
  'identity_providers',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    issuer: text('issuer').notNull(),
    clientId: text('client_id').notNull(),
    /** The client secret, encrypted under the master key. */
    sealedSecret: text('sealed_secret').notNull(),
    /** Whose e-mail addresses may sign in, in lower case; empty for any. */
    emailDomains: json<string[]>('email_domains').notNull(),
    /** Whether addresses count that the provider does not call verified. */
    trustsEmail: flag('trusts_email').notNull(),
    /** The claim whose values grants name. */
    claim: text('claim').notNull(),
    enabled: flag('enabled').notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (table) => [uniqueIndex('identity_providers_name').on(table.name)],
);

/** Roles that people get by signing in with a provider. */
export const providerGrants = sqliteTable(
  'provider_grants',
  {
    providerId: text('provider_id')
      .notNull()
      .references(() => identityProviders.id, { onDelete: 'cascade' }),
    tenantId: text('tenant_id')
      .notNull()
      .references(() => tenants.id, { onDelete: 'cascade' }),
    /** Empty for everybody who may sign in with the provider. */
    claimValue: text('claim_value').notNull(),
    role: oneOf<Role>('role').notNull(),
  },
  (table) => [
    primaryKey({ name: 'provider_grants_pk', columns: [table.providerId, table.tenantId, table.claimValue] }),
  ],
);

/** Which tenants a person may work in, and as what. */
export const tenantRoles = sqliteTable(
  'tenant_roles',
  {
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    tenantId: text('tenant_id')
      .notNull()
      .references(() => tenants.id, { onDelete: 'cascade' }),
    role: oneOf<Role>('role').notNull(),
    /** The provider whose grants decide the role at each sign-in; null for a role given by hand. */
    providerId: text('provider_id').references(() => identityProviders.id),
  },
  (table) => [primaryKey({ name: 'tenant_roles_pk', columns: [table.userId, table.tenantId] })],
);

/** The link printed at first start, with which the first administrator is created. */
export const setupLinks = sqliteTable('setup_links', {
  /** SHA-256 of the secret in the link. */
  hash: text('hash').primaryKey(),
  expiresAt: moment('expires_at').notNull(),
  usedAt: moment('used_at'),
});

/** What people set for themselves. */
export const preferences = sqliteTable(
  'preferences',
  {
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** The tenant it holds in; empty for everywhere. */
    place: text('place').notNull(),
    key: text('key').notNull(),
    value: json<unknown>('value').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [primaryKey({ name: 'preferences_pk', columns: [table.userId, table.place, table.key] })],
);

/** Links with which people choose a password: at most one for each person. */
export const signInLinks = sqliteTable(
  'sign_in_links',
  {
    /** SHA-256 of the secret in the link. */
    hash: text('hash').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (table) => [uniqueIndex('sign_in_links_user').on(table.userId)],
);

/** Bearer tokens that people made for automation in one tenant. Revoked and expired ones stay, as a record. */
export const apiTokens = sqliteTable(
  'api_tokens',
  {
    id: text('id').primaryKey(),
    tenantId: text('tenant_id')
      .notNull()
      .references(() => tenants.id, { onDelete: 'cascade' }),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    /** SHA-256 of the token text; the token itself is nowhere. */
    hash: text('hash').notNull(),
    scopes: json<string[]>('scopes').notNull(),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    lastUsedAt: moment('last_used_at'),
    revokedAt: moment('revoked_at'),
  },
  (table) => [uniqueIndex('api_tokens_hash').on(table.hash), index('api_tokens_user').on(table.tenantId, table.userId)],
);
