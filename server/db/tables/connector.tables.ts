import { index, sqliteTable, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { moment, oneOf, text } from '../columns.ts';
import { type ObjectKind, systemAuths } from './director.tables.ts';
import { tenants } from './tenant.tables.ts';

export const oneTimeTokens = sqliteTable(
  'one_time_tokens',
  {
    /** SHA-256 of the token text, lower-case hexadecimal; the token itself is nowhere. */
    hash: text('hash').primaryKey(),
    tenantId: text('tenant_id')
      .notNull()
      .references(() => tenants.id, { onDelete: 'cascade' }),
    clientId: text('client_id')
      .notNull()
      .references(() => systemAuths.id, { onDelete: 'cascade' }),
    /** `CSR`: handed out by `configuration`. */
    kind: oneOf<ObjectKind | 'CSR'>('kind').notNull(),
    createdAt: moment('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    expiresAt: moment('expires_at').notNull(),
    usedAt: moment('used_at'),
  },
  (table) => [index('one_time_tokens_client').on(table.clientId), index('one_time_tokens_expiry').on(table.expiresAt)],
);

/** OAuth2 access tokens. One whose client is gone is worth nothing and goes with the next sweep after its expiry. */
export const accessTokens = sqliteTable(
  'access_tokens',
  {
    /** SHA-256 of the token text, lower-case hexadecimal; the token itself is nowhere. */
    hash: text('hash').primaryKey(),
    /** Id of a system auth, of either table. */
    clientId: text('client_id').notNull(),
    /** The granted scopes, separated by spaces; empty if none was asked for. */
    scope: text('scope').notNull(),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (table) => [index('access_tokens_expiry').on(table.expiresAt)],
);

/** Certificate authorities of the installation: one signs client certificates, one server certificates. */
export const authorities = sqliteTable('authorities', {
  id: text('id').primaryKey(),
  purpose: oneOf<'CLIENT' | 'SERVER'>('purpose').notNull(),
  certificate: text('certificate').notNull(),
  /** PKCS#8 PEM, encrypted under the master key; null if the key was given by file. */
  encryptedKey: text('encrypted_key'),
  createdAt: moment('created_at').notNull(),
});

/** Every certificate ever issued. Rows outlive their owner. */
export const certificates = sqliteTable(
  'certificates',
  {
    /** SHA-256 of the DER encoding, lower-case hexadecimal. */
    sha256: text('sha256').primaryKey(),
    serial: text('serial').notNull(),
    tenantId: text('tenant_id')
      .notNull()
      .references(() => tenants.id, { onDelete: 'cascade' }),
    clientId: text('client_id').notNull(),
    ownerKind: oneOf<ObjectKind>('owner_kind').notNull(),
    ownerId: text('owner_id').notNull(),
    ownerName: text('owner_name').notNull(),
    subject: text('subject').notNull(),
    issuer: text('issuer').notNull(),
    keyType: text('key_type').notNull(),
    issuedBy: oneOf<'TOKEN' | 'RENEWAL'>('issued_by').notNull(),
    issuedAt: moment('issued_at').notNull(),
    notBefore: moment('not_before').notNull(),
    notAfter: moment('not_after').notNull(),
    pem: text('pem').notNull(),
    firstUsedAt: moment('first_used_at'),
    lastUsedAt: moment('last_used_at'),
    revokedAt: moment('revoked_at'),
    revokedBy: text('revoked_by'),
  },
  (table) => [
    uniqueIndex('certificates_serial').on(table.serial),
    index('certificates_client').on(table.clientId),
    index('certificates_owner').on(table.ownerId),
    index('certificates_expiry').on(table.tenantId, table.notAfter),
  ],
);
