import { and, count, desc, eq, gt, inArray, isNotNull, isNull, lte, ne, or, type SQL, sql } from 'drizzle-orm';
import type { Read } from '../../db/database.ts';
import { certificates, oneTimeTokens } from '../../db/tables/connector.tables.ts';
import { applications, type ObjectKind, runtimes, systemAuths } from '../../db/tables/director.tables.ts';

export type TokenState = 'LIVE' | 'USED' | 'EXPIRED' | 'REVOKED';

const columns = {
  id: oneTimeTokens.clientId,
  ownerKind: systemAuths.ownerKind,
  ownerId: systemAuths.ownerId,
  ownerName: sql<string>`coalesce(${applications.name}, ${runtimes.name}, '')`,
  createdAt: oneTimeTokens.createdAt,
  createdBy: oneTimeTokens.createdBy,
  expiresAt: oneTimeTokens.expiresAt,
  usedAt: oneTimeTokens.usedAt,
  revokedAt: oneTimeTokens.revokedAt,
};

export interface ListedToken {
  id: string;
  ownerKind: ObjectKind;
  ownerId: string;
  ownerName: string;
  createdAt: number;
  createdBy: string;
  expiresAt: number;
  usedAt: number | null;
  revokedAt: number | null;
}

function inState(state: TokenState, now: number): SQL | undefined {
  const { usedAt, revokedAt, expiresAt } = oneTimeTokens;
  const untouched = and(isNull(usedAt), isNull(revokedAt));
  const conditions: Record<TokenState, SQL | undefined> = {
    LIVE: and(untouched, gt(expiresAt, now)),
    USED: isNotNull(usedAt),
    EXPIRED: and(untouched, lte(expiresAt, now)),
    REVOKED: and(isNull(usedAt), isNotNull(revokedAt)),
  };
  return conditions[state];
}

interface TokenFilter {
  tenantId: string;
  ownerId: string | null;
  /** Id of the machine identity. */
  id?: string;
  states: readonly TokenState[] | null;
  now: number;
}

const matching = ({ tenantId, ownerId, id, states, now }: TokenFilter) =>
  and(
    eq(oneTimeTokens.tenantId, tenantId),
    ne(oneTimeTokens.kind, 'CSR'),
    ownerId === null ? undefined : eq(systemAuths.ownerId, ownerId),
    id === undefined ? undefined : eq(oneTimeTokens.clientId, id),
    states === null ? undefined : (or(...states.map((state) => inState(state, now))) ?? sql`1 = 0`),
  );

/** One-time tokens of Applications and Runtimes, the newest first, with the number of all that match. */
export async function listTokens(
  read: Read,
  filter: TokenFilter,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ rows: ListedToken[]; totalCount: number }> {
  const rows = await read
    .select(columns)
    .from(oneTimeTokens)
    .innerJoin(systemAuths, eq(systemAuths.id, oneTimeTokens.clientId))
    .leftJoin(applications, eq(applications.id, systemAuths.ownerId))
    .leftJoin(runtimes, eq(runtimes.id, systemAuths.ownerId))
    .where(matching(filter))
    .orderBy(desc(oneTimeTokens.createdAt), desc(oneTimeTokens.clientId))
    .limit(limit)
    .offset(offset);
  const [total] = await read
    .select({ all: count() })
    .from(oneTimeTokens)
    .innerJoin(systemAuths, eq(systemAuths.id, oneTimeTokens.clientId))
    .where(matching(filter));
  return { rows, totalCount: total?.all ?? 0 };
}

/** The newest token of each of these owners. */
export async function lastTokens(
  read: Read,
  tenantId: string,
  ownerIds: readonly string[],
): Promise<Map<string, ListedToken>> {
  const rows = await read
    .select(columns)
    .from(oneTimeTokens)
    .innerJoin(systemAuths, eq(systemAuths.id, oneTimeTokens.clientId))
    .leftJoin(applications, eq(applications.id, systemAuths.ownerId))
    .leftJoin(runtimes, eq(runtimes.id, systemAuths.ownerId))
    .where(
      and(
        eq(oneTimeTokens.tenantId, tenantId),
        ne(oneTimeTokens.kind, 'CSR'),
        inArray(systemAuths.ownerId, [...ownerIds]),
      ),
    )
    .orderBy(oneTimeTokens.createdAt, oneTimeTokens.clientId);
  return new Map(rows.map((row) => [row.ownerId, row]));
}

/** When the signing request of a machine identity came: its second token was spent. Null if it did not, or was forgotten. */
export async function signingRequestAt(read: Read, tenantId: string, clientId: string): Promise<number | null> {
  const [row] = await read
    .select({ usedAt: oneTimeTokens.usedAt })
    .from(oneTimeTokens)
    .where(
      and(
        eq(oneTimeTokens.tenantId, tenantId),
        eq(oneTimeTokens.clientId, clientId),
        eq(oneTimeTokens.kind, 'CSR'),
        isNotNull(oneTimeTokens.usedAt),
      ),
    )
    .orderBy(oneTimeTokens.usedAt)
    .limit(1);
  return row?.usedAt ?? null;
}

/** The first certificate of a machine identity that was issued for a token. */
export async function firstCertificate(read: Read, tenantId: string, clientId: string) {
  const [row] = await read
    .select({
      serial: certificates.serial,
      issuedAt: certificates.issuedAt,
      firstUsedAt: certificates.firstUsedAt,
    })
    .from(certificates)
    .where(and(eq(certificates.tenantId, tenantId), eq(certificates.clientId, clientId)))
    .orderBy(certificates.issuedAt, certificates.sha256)
    .limit(1);
  return row;
}

/** When a Runtime was last heard of, in the ways that tell it is alive. */
export async function lastContactOf(read: Read, tenantId: string, runtimeId: string) {
  const [row] = await read
    .select({ fetchAt: runtimes.lastFetchAt, reportAt: runtimes.lastReportAt })
    .from(runtimes)
    .where(and(eq(runtimes.tenantId, tenantId), eq(runtimes.id, runtimeId)));
  return row;
}

/** Which of these names are in use. */
export async function namesInUse(
  read: Read,
  { tenantId, kind, names }: { tenantId: string; kind: ObjectKind; names: readonly string[] },
): Promise<Set<string>> {
  const table = kind === 'RUNTIME' ? runtimes : applications;
  const rows = await read
    .select({ name: table.name })
    .from(table)
    .where(and(eq(table.tenantId, tenantId), inArray(table.name, [...names])));
  return new Set(rows.map(({ name }) => name));
}
