import { index, sqliteTable, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { moment, oneOf, text, whole } from '../columns.ts';
import { users } from './access.tables.ts';
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
    /** Somebody made it worth nothing before it was used. */
    revokedAt: moment('revoked_at'),
    /** Since then the log says that it expired unused. */
    expiryNotedAt: moment('expiry_noted_at'),
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
  /** Of those for clients the one activated last signs. */
  activatedAt: moment('activated_at').notNull().default(0),
  /** Since then nothing it has issued opens anything: it is no longer trusted. */
  retiredAt: moment('retired_at'),
  /** Its revocation list as it was last signed: DER in base64. */
  crl: text('crl'),
  /** Of the last list; grows with every one (RFC 5280, 5.2.3). */
  crlNumber: whole('crl_number').notNull().default(0),
  crlSignedAt: moment('crl_signed_at'),
  /** SHA-256 of what the list says; another one is signed when it would say something else. */
  crlDigest: text('crl_digest'),
});

export type RevocationReason = 'UNSPECIFIED' | 'KEY_COMPROMISE' | 'SUPERSEDED' | 'CESSATION_OF_OPERATION';

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
    /** Null if nobody gave one. */
    revocationReason: oneOf<RevocationReason>('revocation_reason'),
    /** Since when it waits to be revoked until a newer certificate of its client is in use; null if it does not. */
    revocationAskedAt: moment('revocation_asked_at'),
    revocationAskedBy: text('revocation_asked_by'),
    revocationAskedReason: oneOf<RevocationReason>('revocation_asked_reason'),
    /** The authority that signed it; null for what an unknown one did. */
    authorityId: text('authority_id'),
    /** SHA-256 of the certificate it was issued in the place of. */
    replaces: text('replaces'),
    /** Its last renewal was refused then; null again once one succeeds. */
    renewalFailedAt: moment('renewal_failed_at'),
    /** The last state that came by itself and was entered in the activity log. */
    noticedState: oneOf<'OVERDUE' | 'CRITICAL' | 'EXPIRED'>('noticed_state'),
  },
  (table) => [
    uniqueIndex('certificates_serial').on(table.serial),
    index('certificates_client').on(table.clientId),
    index('certificates_owner').on(table.ownerId),
    index('certificates_expiry').on(table.tenantId, table.notAfter),
    index('certificates_authority').on(table.authorityId),
    index('certificates_replaces').on(table.replaces),
  ],
);

/** Secret addresses under which calendars fetch the ends of certificates: one for each person and tenant. */
export const expiryCalendars = sqliteTable(
  'expiry_calendars',
  {
    /** SHA-256 of the secret in the address. */
    hash: text('hash').primaryKey(),
    tenantId: text('tenant_id')
      .notNull()
      .references(() => tenants.id, { onDelete: 'cascade' }),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: moment('created_at').notNull(),
  },
  (table) => [uniqueIndex('expiry_calendars_user').on(table.tenantId, table.userId)],
);
