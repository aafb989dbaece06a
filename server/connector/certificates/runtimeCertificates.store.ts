import { and, desc, eq, inArray, max, min, type SQL, sql } from 'drizzle-orm';
import type { Read } from '../../db/database.ts';
import { literally, prepared } from '../../db/prepared.ts';
import { certificates } from '../../db/tables/connector.tables.ts';
import { type ObjectKind, systemAuths } from '../../db/tables/director.tables.ts';

/** What is known of the certificates of a Runtime or an Application; moments in milliseconds. */
export interface RuntimeCertificateFacts {
  /** The certificate in use: the newest usable one, else the newest. */
  notBefore: number;
  notAfter: number;
  acquiredAt: number;
  /** Revoked, or its client was deleted. */
  revoked: boolean;
  /** Null too if only its client was deleted. */
  revokedAt: number | null;
  /** Since when its renewal is refused. */
  renewalFailedAt: number | null;
  /** Always false: the certificate in use is the newest. */
  superseded: boolean;
  /** Its first certificate. */
  establishedAt: number;
  /** Last one issued over mTLS. */
  renewedAt: number | null;
  /** Last request that any of its certificates was accepted for. */
  lastUsedAt: number | null;
}

const mostIds = 5000;

/** For `RequestContext.load`: the certificate facts of many Runtimes; absent for those that never had a certificate. */
export const certificateFactsOfRuntimes = (read: Read, ids: readonly string[]) =>
  certificateFacts(read, 'RUNTIME', ids);

/** As `certificateFactsOfRuntimes`. */
export const certificateFactsOfApplications = (read: Read, ids: readonly string[]) =>
  certificateFacts(read, 'APPLICATION', ids);

/** As `certificateFactsOfRuntimes`, of all there are: a statement that names thousands takes longer to build than to run. */
export async function certificateFactsOfTenant(read: Read, tenantId: string): Promise<CertificateFacts> {
  return byOwner(await factsOf(read, 'RUNTIME', eq(certificates.tenantId, tenantId)));
}

type CertificateFacts = ReadonlyMap<string, RuntimeCertificateFacts>;

async function certificateFacts(read: Read, kind: ObjectKind, ownerIds: readonly string[]): Promise<CertificateFacts> {
  const facts = new Map<string, RuntimeCertificateFacts>();
  for (let start = 0; start < ownerIds.length; start += mostIds) {
    const ids = ownerIds.slice(start, start + mostIds);
    for (const [id, own] of byOwner(await factsOf(read, kind, inArray(certificates.ownerId, ids)))) facts.set(id, own);
  }
  return facts;
}

function byOwner(rows: Awaited<ReturnType<typeof factsOf>>): CertificateFacts {
  return new Map(
    rows.map(({ ownerId, revoked, establishedAt, renewedAt, lastUsedAt, ...certificate }) => [
      ownerId,
      {
        ...certificate,
        revoked: Number(revoked) === 1,
        superseded: false,
        establishedAt: Number(establishedAt),
        renewedAt: renewedAt === null ? null : Number(renewedAt),
        lastUsedAt: lastUsedAt === null ? null : Number(lastUsedAt),
      },
    ]),
  );
}

const usable = sql`${certificates.revokedAt} is null and ${systemAuths.id} is not null`;
const client = and(eq(systemAuths.id, certificates.clientId), eq(systemAuths.tenantId, certificates.tenantId));

/** Of the certificate in use of one Runtime. */
export type CertificateInUse = Pick<RuntimeCertificateFacts, 'notBefore' | 'notAfter' | 'revoked' | 'renewalFailedAt'>;

/** The parameter stands inside a subquery that stays one: see `byCertificate` in identity.store.ts. */
const inUseOf = prepared<
  { id: string },
  { notBefore: number; notAfter: number; revoked: number; renewalFailedAt: number | null }[]
>((read) => {
  const { notBefore, notAfter, renewalFailedAt, revokedAt, issuedAt, sha256, clientId, tenantId } = certificates;
  const own = read
    .selectDistinct({ notBefore, notAfter, renewalFailedAt, revokedAt, issuedAt, sha256, clientId, tenantId })
    .from(certificates)
    .where(and(eq(certificates.ownerKind, 'RUNTIME'), eq(certificates.ownerId, sql.placeholder('id'))))
    .as('own');
  const revoked = sql<number>`case when ${own.revokedAt} is null and ${systemAuths.id} is not null then 0 else 1 end`;
  return read
    .select({ notBefore: own.notBefore, notAfter: own.notAfter, revoked, renewalFailedAt: own.renewalFailedAt })
    .from(own)
    .leftJoin(systemAuths, and(eq(systemAuths.id, own.clientId), eq(systemAuths.tenantId, own.tenantId)))
    .orderBy(revoked, desc(own.issuedAt), desc(own.sha256))
    .limit(literally(1));
});

/** As `certificateFactsOfRuntimes` says it, for one, in a statement that costs a tenth: enrolments ask three times each. */
export async function certificateInUse(read: Read, runtimeId: string): Promise<CertificateInUse | undefined> {
  const [row] = await inUseOf(read, { id: runtimeId });
  return row && { ...row, revoked: Number(row.revoked) === 1 };
}

/** Raw expressions, because the builder knows no conditional aggregate. */
function factsOf(read: Read, kind: ObjectKind, owners: SQL) {
  const history = read
    .select({
      ownerId: certificates.ownerId,
      establishedAt: min(certificates.issuedAt).as('established_at'),
      renewedAt: sql<
        number | null
      >`max(case when ${certificates.issuedBy} = 'RENEWAL' then ${certificates.issuedAt} end)`.as('renewed_at'),
      anyUsedAt: max(certificates.lastUsedAt).as('any_used_at'),
      inUseSince: sql<number>`coalesce(
        max(case when ${usable} then ${certificates.issuedAt} end), max(${certificates.issuedAt}))`.as('in_use_since'),
    })
    .from(certificates)
    .leftJoin(systemAuths, client)
    .where(and(eq(certificates.ownerKind, kind), owners))
    .groupBy(certificates.ownerId)
    .as('history');
  return read
    .select({
      ownerId: certificates.ownerId,
      notBefore: certificates.notBefore,
      notAfter: certificates.notAfter,
      acquiredAt: certificates.issuedAt,
      revoked: sql<number>`case when ${usable} then 0 else 1 end`,
      revokedAt: certificates.revokedAt,
      renewalFailedAt: certificates.renewalFailedAt,
      establishedAt: history.establishedAt,
      renewedAt: history.renewedAt,
      lastUsedAt: history.anyUsedAt,
    })
    .from(certificates)
    .innerJoin(history, and(eq(history.ownerId, certificates.ownerId), eq(history.inUseSince, certificates.issuedAt)))
    .leftJoin(systemAuths, client)
    .orderBy(certificates.ownerId, sql`case when ${usable} then 1 else 0 end`, certificates.sha256);
}
