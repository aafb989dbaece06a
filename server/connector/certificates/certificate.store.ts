import {
  and,
  asc,
  count,
  desc,
  eq,
  inArray,
  isNotNull,
  isNull,
  lte,
  or,
  type SQL,
  type SQLWrapper,
  sql,
} from 'drizzle-orm';
import type { CertificateState } from '../../../landscape/certificateState.ts';
import type { Read, Tx } from '../../db/database.ts';
import { literally, prepared, preparedInsert } from '../../db/prepared.ts';
import { certificates, type RevocationReason } from '../../db/tables/connector.tables.ts';
import { systemAuths } from '../../db/tables/director.tables.ts';
import { connections } from '../../db/tables/landscape.tables.ts';
import { tenants } from '../../db/tables/tenant.tables.ts';
import { notingCredentials } from '../../landscape/credentials.store.ts';
import { revokeHandedOut } from '../tokens/token.store.ts';
import { supersededAmong } from './superseded.store.ts';

export type CertificateRow = typeof certificates.$inferSelect;
export type NewCertificate = typeof certificates.$inferInsert;

const insertCertificate = preparedInsert(certificates);

export async function addCertificate(tx: Tx, row: NewCertificate): Promise<void> {
  const { tenantId, ownerKind: kind, ownerId: id } = row;
  await notingCredentials(tx, { tenantId, kind, id }, ['certificate'], async () => {
    if (row.replaces) {
      const replaced = and(eq(certificates.sha256, row.replaces), isNotNull(certificates.renewalFailedAt));
      await tx.update(certificates).set({ renewalFailedAt: null }).where(replaced);
    }
    await insertCertificate(tx, row);
  });
}

/**
 * With it goes what its holder may have got with it: the tokens that sign another one without it. False if it was revoked
 * before. Never undone, and the row stays.
 */
export async function revokeCertificate(
  tx: Tx,
  sha256: string,
  { now, revokedBy, reason }: { now: number; revokedBy: string; reason: RevocationReason | null },
): Promise<boolean> {
  const [owner] = await tx
    .select({ tenantId: certificates.tenantId, kind: certificates.ownerKind, id: certificates.ownerId })
    .from(certificates)
    .where(eq(certificates.sha256, sha256));
  return notingCredentials(tx, owner, ['certificate'], async () => {
    const changed = await tx
      .update(certificates)
      .set({ revokedAt: now, revokedBy, revocationReason: reason })
      .where(and(eq(certificates.sha256, sha256), isNull(certificates.revokedAt)))
      .returning({ clientId: certificates.clientId });
    for (const { clientId } of changed) await revokeHandedOut(tx, clientId, now);
    return changed.length > 0;
  });
}

export async function certificatesBySerial(
  read: Read,
  tenantId: string,
  serials: readonly string[],
): Promise<CertificateRow[]> {
  return read
    .select()
    .from(certificates)
    .where(and(eq(certificates.tenantId, tenantId), inArray(certificates.serial, [...serials])))
    .orderBy(asc(certificates.sha256));
}

/** The certificate whatever its state, to say why it is not good; undefined if it is none of ours. */
export async function findCertificate(read: Read, sha256: string): Promise<CertificateRow | undefined> {
  const [row] = await read.select().from(certificates).where(eq(certificates.sha256, sha256));
  return row;
}

export interface CertificateReference {
  serial: string;
  issuedAt: number;
}

const referenceColumns = { serial: certificates.serial, issuedAt: certificates.issuedAt };

/** For `RequestContext.load`, by SHA-256: which certificate each was issued in the place of. */
export async function replacedBefore(
  read: Read,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, CertificateReference>> {
  const rows = await read
    .select({ sha256: certificates.sha256, ...referenceColumns })
    .from(certificates)
    .where(inArray(certificates.sha256, [...hashes]));
  return new Map(rows.map(({ sha256, ...reference }) => [sha256, reference]));
}

/** For `RequestContext.load`, by SHA-256: what was issued in the place of each, the first one first. */
export async function replacedAfter(
  read: Read,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, CertificateReference[]>> {
  const rows = await read
    .select({ replaces: certificates.replaces, ...referenceColumns })
    .from(certificates)
    .where(inArray(certificates.replaces, [...hashes]))
    .orderBy(asc(certificates.issuedAt), asc(certificates.serial));
  const grouped = Map.groupBy(rows, ({ replaces }) => replaces ?? '');
  return new Map(
    [...grouped].map(([hash, all]) => [hash, all.map(({ serial, issuedAt }) => ({ serial, issuedAt }))] as const),
  );
}

/**
 * What a certificate for the client takes the place of, if it is not a renewal: of a Runtime its last one, whatever client
 * it was paired as; of an Application, which may have several machines, the last one of that client or what opens nothing
 * any more.
 */
export async function predecessorOf(
  read: Read,
  { tenantId, ownerId, clientId }: { tenantId: string; ownerId: string; clientId: string },
  now: number,
): Promise<string | null> {
  const [row] = await lastBefore(read, { tenantId, ownerId, clientId, now });
  return row?.sha256 ?? null;
}

/** Parameters decide about nothing but the rows of the owner: see `byCertificate` in connector/identity.store.ts. */
const lastBefore = prepared<{ tenantId: string; ownerId: string; clientId: string; now: number }, { sha256: string }[]>(
  (read) => {
    const { sha256, issuedAt, ownerKind, clientId, tenantId, revokedAt, notAfter } = certificates;
    const own = read
      .selectDistinct({ sha256, issuedAt, ownerKind, clientId, tenantId, revokedAt, notAfter })
      .from(certificates)
      .where(and(eq(tenantId, sql.placeholder('tenantId')), eq(certificates.ownerId, sql.placeholder('ownerId'))))
      .as('own');
    return read
      .select({ sha256: own.sha256 })
      .from(own)
      .leftJoin(systemAuths, and(eq(systemAuths.id, own.clientId), eq(systemAuths.tenantId, own.tenantId)))
      .where(
        or(
          eq(own.ownerKind, sql`'RUNTIME'`),
          eq(own.clientId, sql.placeholder('clientId')),
          isNotNull(own.revokedAt),
          isNull(systemAuths.id),
          lte(own.notAfter, sql.placeholder('now')),
        ),
      )
      .orderBy(desc(own.issuedAt), asc(own.sha256))
      .limit(literally(1));
  },
);

/** Notes that the renewal of a certificate is refused. False if it was noted before: then the moment stays. */
export async function noteFailedRenewal(tx: Tx, sha256: string, at: number): Promise<boolean> {
  const held = and(eq(certificates.sha256, sha256), isNull(certificates.renewalFailedAt));
  const [owner] = await tx
    .select({ tenantId: certificates.tenantId, kind: certificates.ownerKind, id: certificates.ownerId })
    .from(certificates)
    .where(held);
  if (!owner) return false;
  return notingCredentials(tx, owner, ['certificate'], async () => {
    const changed = await tx
      .update(certificates)
      .set({ renewalFailedAt: at })
      .where(held)
      .returning({ sha256: certificates.sha256 });
    return changed.length > 0;
  });
}

/** All of one Application or Runtime, the newest first. */
export async function certificatesOfOwner(read: Read, tenantId: string, ownerId: string): Promise<CertificateRow[]> {
  return read
    .select()
    .from(certificates)
    .where(and(eq(certificates.tenantId, tenantId), eq(certificates.ownerId, ownerId)))
    .orderBy(desc(certificates.issuedAt), asc(certificates.sha256));
}

export const clientOfCertificate = and(
  eq(systemAuths.id, certificates.clientId),
  eq(systemAuths.tenantId, certificates.tenantId),
);

/**
 * Revoked, or its client was deleted. A look from each certificate instead of a join, here and for the owner: beside the
 * window of `supersededAmong` every way to join looks equally cheap to PostgreSQL, and of a table it has no statistics of it
 * reads all rows once for each certificate.
 */
export const isDead = sql`(certificates.revoked_at is not null or (
  select system_auths.id from system_auths
  where system_auths.id = certificates.client_id and system_auths.tenant_id = certificates.tenant_id
) is null)`;

/** `isDead` as a column. */
export const dead = sql<number>`case when ${isDead} then 1 else 0 end`;

/** What the owner is called now; null if it no longer exists. */
export const ownerNow = sql<string | null>`coalesce(
  (select applications.name from applications where applications.id = certificates.owner_id),
  (select runtimes.name from runtimes where runtimes.id = certificates.owner_id)
)`;

/**
 * Neither revoked nor superseded. `owners`: as of `supersededAmong`. Conditions, not a comparison with a number, of which
 * PostgreSQL takes it that one certificate in two hundred passes.
 */
export const isCurrent = (owners?: SQL): SQL => sql`(not ${isDead} and not (${supersededAmong(owners)}))`;

/** What the tenant of each certificate has set, as scalars, so that no query has to join it. */
const threshold = (column: SQLWrapper) =>
  sql`(select ${column} from ${tenants} where ${tenants.id} = ${certificates.tenantId})`;

const renewalDueAt = threshold(tenants.renewalDuePercent);
const overdueAt = threshold(tenants.overduePercent);
const criticalAt = threshold(tenants.criticalPercent);

/**
 * `certificateState` of landscape/certificateState.ts in SQL, so that lists are filtered where they are paged. `owners`: as of
 * `supersededAmong`.
 */
export function stateAt(now: number, owners?: SQL): SQL<CertificateState> {
  const { notBefore, notAfter, renewalFailedAt } = certificates;
  const elapsed = sql`(${now} - ${notBefore}) * 100`;
  const share = (percent: SQL) => sql`${percent} * (${notAfter} - ${notBefore})`;
  return sql`case
    when ${isDead} then 'REVOKED'
    when ${supersededAmong(owners)} then 'SUPERSEDED'
    when ${notAfter} <= ${now} then 'EXPIRED'
    when ${elapsed} > ${share(criticalAt)} then 'CRITICAL'
    when ${renewalFailedAt} is not null or ${elapsed} > ${share(overdueAt)} then 'OVERDUE'
    when ${elapsed} >= ${share(renewalDueAt)} then 'RENEWAL_DUE'
    else 'HEALTHY' end`;
}

/** Asks for the state once, however many are meant. */
export const inStates = (states: readonly CertificateState[], now: number, owners?: SQL): SQL =>
  inArray(stateAt(now, owners), [...states]);

/** Live connections of Applications and Runtimes by their id. */
export async function connectionCounts(read: Read, ownerIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const owner of [connections.applicationId, connections.runtimeId]) {
    const rows = await read
      .select({ id: owner, count: count() })
      .from(connections)
      .where(inArray(owner, [...ownerIds]))
      .groupBy(owner);
    for (const row of rows) counts.set(row.id, Number(row.count));
  }
  return counts;
}
