import { and, asc, count, desc, eq, gte, inArray, lt, not, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { CertificateState } from '../../../landscape/certificateState.ts';
import { type LaneKey, laneBounds } from '../../../landscape/expiryLanes.ts';
import type { Read } from '../../db/database.ts';
import { certificates } from '../../db/tables/connector.tables.ts';
import type { ObjectKind } from '../../db/tables/director.tables.ts';
import { connections } from '../../db/tables/landscape.tables.ts';
import { type CertificateRow, dead, inStates, isCurrent, ownerNow, stateAt } from './certificate.store.ts';
import { ownersWith, supersededAmong } from './superseded.store.ts';

/** What is left out restricts nothing. */
export interface CertificateFilter {
  tenantId: string;
  now: number;
  ownerId?: string | null;
  ownerKind?: ObjectKind | null;
  clientID?: string | null;
  serials?: readonly string[] | null;
  states?: readonly CertificateState[] | null;
  /** Lanes of the timeline that the end of validity is in. */
  lanes?: readonly LaneKey[] | null;
  /** Part of the owner's name, or the beginning of a serial number or a client id. */
  text?: string | null;
  expiresFrom?: number | null;
  expiresBefore?: number | null;
  /** Neither revoked nor superseded, or one of both. */
  current?: boolean | null;
}

export type CertificateOrderField =
  | 'EXPIRES'
  | 'ISSUED'
  | 'OWNER'
  | 'STATE'
  | 'LIFETIME_USED'
  | 'CONNECTIONS'
  | 'SERIAL';

export interface CertificateOrder {
  by: CertificateOrderField;
  descending?: boolean;
}

export const byExpiry: CertificateOrder = { by: 'EXPIRES' };

export interface ListedCertificate extends CertificateRow {
  /** As the owner is called now; null if it no longer exists. */
  presentName: string | null;
  /** As its agent last told; null if it did not, or is none of a Runtime. */
  clockAheadMs: number | null;
  dead: boolean;
  superseded: boolean;
}

const shownName = sql<string>`coalesce(${ownerNow}, certificates.owner_name)`;
const clockAheadMs = sql<number | null>`(
  select runtimes.clock_ahead_ms from runtimes where runtimes.id = certificates.owner_id
)`;

/** `%`, `_` and the escape character itself are meant literally. */
const literal = (text: string) => text.toLowerCase().replace(/[\\%_]/g, (each) => `\\${each}`);
const like = (column: SQLWrapper, pattern: string) => sql`lower(${column}) like ${pattern} escape '\\'`;

function matches(text: string): SQL | undefined {
  const serial = literal(text.replaceAll(':', ''));
  return or(
    like(shownName, `%${literal(text)}%`),
    serial === '' ? undefined : like(certificates.serial, `${serial}%`),
    like(certificates.clientId, `${literal(text)}%`),
  );
}

const endsIn = ({ from, before }: { from?: number | null; before?: number | null }): SQL | undefined =>
  and(
    typeof from === 'number' ? gte(certificates.notAfter, from) : undefined,
    typeof before === 'number' ? lt(certificates.notAfter, before) : undefined,
  );

/** Whose certificates have to be looked at together to say which of those that match are superseded. */
function ownersOf(read: Read, { tenantId, ownerId, serials }: CertificateFilter): SQL | undefined {
  return and(
    eq(certificates.tenantId, tenantId),
    ownerId ? eq(certificates.ownerId, ownerId) : undefined,
    serials ? ownersWith(read, inArray(certificates.serial, [...serials])) : undefined,
  );
}

function conditionOf(read: Read, filter: CertificateFilter): SQL | undefined {
  const { tenantId, ownerId, ownerKind, clientID, serials, states, lanes, text, current, now } = filter;
  const isCurrentOne = isCurrent(ownersOf(read, filter));
  return and(
    eq(certificates.tenantId, tenantId),
    ownerId ? eq(certificates.ownerId, ownerId) : undefined,
    ownerKind ? eq(certificates.ownerKind, ownerKind) : undefined,
    clientID ? eq(certificates.clientId, clientID) : undefined,
    serials ? inArray(certificates.serial, [...serials]) : undefined,
    states ? inStates(states, now, ownersOf(read, filter)) : undefined,
    text ? matches(text) : undefined,
    lanes
      ? (or(
          ...laneBounds(now)
            .filter(({ key }) => lanes.includes(key))
            .map(endsIn),
        ) ?? sql`1 = 0`)
      : undefined,
    endsIn({ from: filter.expiresFrom, before: filter.expiresBefore }),
    typeof current === 'boolean' ? (current ? isCurrentOne : not(isCurrentOne)) : undefined,
  );
}

/** The worst first. */
const severity: readonly CertificateState[] = [
  'EXPIRED',
  'CRITICAL',
  'OVERDUE',
  'RENEWAL_DUE',
  'HEALTHY',
  'REVOKED',
  'SUPERSEDED',
];

function orderOf({ by, descending }: CertificateOrder, now: number, owners: SQL | undefined): SQL[] {
  const ranks = severity.map((state, rank) => sql`when ${state} then ${sql.raw(String(rank))}`);
  const lifetime = sql`(${certificates.notAfter} - ${certificates.notBefore})`;
  const held = sql`(select count(*) from ${connections} where ${connections.runtimeId} = ${certificates.ownerId} or ${connections.applicationId} = ${certificates.ownerId})`;
  const keys: Record<CertificateOrderField, SQL> = {
    EXPIRES: sql`${certificates.notAfter}`,
    ISSUED: sql`${certificates.issuedAt}`,
    OWNER: sql`lower(${shownName})`,
    STATE: sql`case ${stateAt(now, owners)} ${sql.join(ranks, sql` `)} end`,
    LIFETIME_USED: sql`(${now} - ${certificates.notBefore}) * 1.0 / (case when ${lifetime} > 0 then ${lifetime} else 1 end)`,
    CONNECTIONS: sql`case when ${isCurrent(owners)} then ${held} else 0 end`,
    SERIAL: sql`${certificates.serial}`,
  };
  return [descending ? desc(keys[by]) : asc(keys[by]), asc(certificates.notAfter), asc(certificates.sha256)];
}

/** One page and the number of all that match. */
export async function listCertificates(
  read: Read,
  filter: CertificateFilter,
  page: { offset: number; limit: number },
  order: CertificateOrder = byExpiry,
): Promise<{ rows: ListedCertificate[]; totalCount: number }> {
  const rows = await read
    .select({ certificate: certificates, presentName: ownerNow, clockAheadMs, dead })
    .from(certificates)
    .where(conditionOf(read, filter))
    .orderBy(...orderOf(order, filter.now, ownersOf(read, filter)))
    .limit(page.limit)
    .offset(page.offset);
  const superseded = filter.current ? new Set() : await supersededOf(read, rows);
  return {
    rows: rows.map((row) => ({
      ...row.certificate,
      presentName: row.presentName,
      clockAheadMs: row.clockAheadMs === null ? null : Number(row.clockAheadMs),
      dead: Number(row.dead) === 1,
      superseded: superseded.has(row.certificate.sha256),
    })),
    totalCount: await countCertificates(read, filter),
  };
}

/** Which of a page are superseded: by a look at its owners, not at those of the whole tenant. */
async function supersededOf(
  read: Read,
  rows: readonly { certificate: Pick<CertificateRow, 'sha256' | 'ownerId'> }[],
): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set();
  const owners = inArray(certificates.ownerId, [...new Set(rows.map(({ certificate }) => certificate.ownerId))]);
  const shown = rows.map(({ certificate }) => certificate.sha256);
  const found = await read
    .select({ sha256: certificates.sha256 })
    .from(certificates)
    .where(and(inArray(certificates.sha256, shown), supersededAmong(owners)));
  return new Set(found.map(({ sha256 }) => sha256));
}

export async function countCertificates(read: Read, filter: CertificateFilter): Promise<number> {
  const [row] = await read.select({ count: count() }).from(certificates).where(conditionOf(read, filter));
  return Number(row?.count ?? 0);
}

/** How many match in each state, the worst first; states that none is in are left out. */
export async function countStates(
  read: Read,
  { states: _, ...filter }: CertificateFilter,
): Promise<{ state: CertificateState; count: number }[]> {
  const judged = read
    .select({ state: stateAt(filter.now, ownersOf(read, filter)).as('state') })
    .from(certificates)
    .where(conditionOf(read, filter))
    .as('judged');
  const rows = await read
    .select({ state: judged.state, count: count() })
    .from(judged)
    .groupBy(() => judged.state);
  return rows
    .map((row) => ({ state: row.state, count: Number(row.count) }))
    .sort((a, b) => severity.indexOf(a.state) - severity.indexOf(b.state));
}

/** When each current certificate of the tenant ends, the first one first. */
export async function certificateEnds(read: Read, tenantId: string, now: number) {
  const ofTenant = eq(certificates.tenantId, tenantId);
  const late = sql<number>`case when ${inStates(['EXPIRED', 'CRITICAL', 'OVERDUE'], now, ofTenant)} then 1 else 0 end`;
  const rows = await read
    .select({
      serial: certificates.serial,
      ownerId: certificates.ownerId,
      ownerKind: certificates.ownerKind,
      renewalFailedAt: certificates.renewalFailedAt,
      ownerName: shownName,
      notBefore: certificates.notBefore,
      notAfter: certificates.notAfter,
      issuedAt: certificates.issuedAt,
      late,
    })
    .from(certificates)
    .where(and(ofTenant, isCurrent(ofTenant)))
    .orderBy(asc(certificates.notAfter), asc(certificates.sha256));
  return rows.map((row) => ({ ...row, late: Number(row.late) === 1 }));
}
