import { and, eq, gt, isNull, ne, type SQL, type SQLWrapper, type Subquery, sql } from 'drizzle-orm';
import type { Read, Tx } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';
import { certificates, oneTimeTokens } from '../db/tables/connector.tables.ts';
import {
  applications,
  type ObjectKind,
  runtimes,
  type StatusCondition,
  systemAuths,
} from '../db/tables/director.tables.ts';
import { tenants } from '../db/tables/tenant.tables.ts';
import { journal } from '../events/delta.ts';
import { shownRuntime } from '../landscape/shown.ts';

/** The machine behind a token or a certificate. */
export interface Client {
  /** Id of the system auth: common name of its certificates. */
  clientId: string;
  tenantId: string;
  /** As sent in the `Tenant` header. */
  externalTenantId: string;
  kind: ObjectKind;
  /** Id of the Application or Runtime. */
  ownerId: string;
  ownerName: string;
  /** The status condition of the owner. */
  condition: StatusCondition;
  /** Number of the tenant's last activity entry. */
  sequence: number;
}

const columns = {
  clientId: systemAuths.id,
  tenantId: systemAuths.tenantId,
  externalTenantId: tenants.externalId,
  tenantStatus: tenants.status,
  sequence: tenants.sequence,
  kind: systemAuths.ownerKind,
  ownerId: systemAuths.ownerId,
  applicationName: applications.name,
  applicationCondition: applications.statusCondition,
  runtimeName: runtimes.name,
  runtimeCondition: runtimes.statusCondition,
};

/** Of which kind the owner is and whether the tenant is active is looked at in the rows: see `byCertificate`. */
const ofTenant = eq(tenants.id, systemAuths.tenantId);
const ownedBy = (owner: typeof applications | typeof runtimes): SQL | undefined =>
  and(eq(owner.id, systemAuths.ownerId), eq(owner.tenantId, systemAuths.tenantId));

interface Row {
  clientId: string;
  tenantId: string;
  externalTenantId: string;
  tenantStatus: 'ACTIVE' | 'INACTIVE';
  sequence: number;
  kind: ObjectKind;
  ownerId: string;
  applicationName: string | null;
  applicationCondition: StatusCondition | null;
  runtimeName: string | null;
  runtimeCondition: StatusCondition | null;
}

function clientFrom(row: Row | undefined): Client | null {
  if (!row) return null;
  const { tenantStatus, applicationName, applicationCondition, runtimeName, runtimeCondition, ...client } = row;
  const isApplication = client.kind === 'APPLICATION';
  const ownerName = isApplication ? applicationName : runtimeName;
  const condition = isApplication ? applicationCondition : runtimeCondition;
  if (tenantStatus !== 'ACTIVE' || ownerName === null || condition === null) return null;
  return { ...client, ownerName, condition };
}

/** The client with this id; null if it, its owner or its active tenant is gone. */
export async function clientById(read: Read, tenantId: string, clientId: string): Promise<Client | null> {
  const [row] = await byId(read, { tenantId, clientId });
  return clientFrom(row);
}

const byId = prepared<{ tenantId: string; clientId: string }, Row[]>((read) =>
  read
    .select(columns)
    .from(systemAuths)
    .innerJoin(tenants, ofTenant)
    .leftJoin(applications, ownedBy(applications))
    .leftJoin(runtimes, ownedBy(runtimes))
    .where(and(eq(systemAuths.id, sql.placeholder('clientId')), eq(systemAuths.tenantId, sql.placeholder('tenantId')))),
);

/** @param held names clients and their tenants. */
const clientsOf = <Held extends Subquery & { clientId: SQLWrapper; tenantId: SQLWrapper }>(read: Read, held: Held) =>
  read
    .select(columns)
    .from(held as Subquery)
    .innerJoin(systemAuths, and(eq(systemAuths.id, held.clientId), eq(systemAuths.tenantId, held.tenantId)))
    .innerJoin(tenants, ofTenant)
    .leftJoin(applications, ownedBy(applications))
    .leftJoin(runtimes, ownedBy(runtimes));

/**
 * The client a certificate stands for, by the SHA-256 of its DER encoding, in one statement that follows primary keys:
 * null unless we issued it, it is neither revoked nor expired, and its client, owner and active tenant are still there.
 */
export async function clientByCertificate(read: Read, sha256: string, now: number): Promise<Client | null> {
  const [row] = await byCertificate(read, { sha256, now });
  return clientFrom(row);
}

/**
 * Parameters only inside a subquery that stays one (DISTINCT): SQLite compiles a join anew with every execution if a
 * parameter may decide about its plan, which takes ten times as long as the look-up.
 */
const byCertificate = prepared<{ sha256: string; now: number }, Row[]>((read) => {
  const held = read
    .selectDistinct({ clientId: certificates.clientId, tenantId: certificates.tenantId })
    .from(certificates)
    .where(
      and(
        eq(certificates.sha256, sql.placeholder('sha256')),
        isNull(certificates.revokedAt),
        gt(certificates.notAfter, sql.placeholder('now')),
      ),
    )
    .as('held');
  return clientsOf(read, held);
});

/** The client of a token that was spent; null once the token is revoked, or as `clientById`. */
export async function clientBySpentToken(read: Read, sha256: string): Promise<Client | null> {
  const [row] = await bySpentToken(read, { sha256 });
  return clientFrom(row);
}

const bySpentToken = prepared<{ sha256: string }, Row[]>((read) => {
  const held = read
    .selectDistinct({ clientId: oneTimeTokens.clientId, tenantId: oneTimeTokens.tenantId })
    .from(oneTimeTokens)
    .where(and(eq(oneTimeTokens.hash, sql.placeholder('sha256')), isNull(oneTimeTokens.revokedAt)))
    .as('held');
  return clientsOf(read, held);
});

const sequenceOf = prepared<{ tenantId: string }, { sequence: number }[]>((read) =>
  read
    .select({ sequence: tenants.sequence })
    .from(tenants)
    .where(eq(tenants.id, sql.placeholder('tenantId'))),
);

/** Number of the tenant's last activity entry; -1 without the tenant. */
export async function readSequence(read: Read, tenantId: string): Promise<number> {
  const [row] = await sequenceOf(read, { tenantId });
  return row?.sequence ?? -1;
}

/** Marks the owner as connected. False if somebody did before. */
export async function markConnected(tx: Tx, { kind, ownerId, tenantId }: Client, now: number): Promise<boolean> {
  const connected = { statusCondition: 'CONNECTED', statusAt: now } as const;
  if (kind === 'APPLICATION') {
    const changed = await tx
      .update(applications)
      .set(connected)
      .where(
        and(
          eq(applications.id, ownerId),
          eq(applications.tenantId, tenantId),
          ne(applications.statusCondition, 'CONNECTED'),
        ),
      )
      .returning({ id: applications.id });
    return changed.length > 0;
  }
  const other = and(
    eq(runtimes.id, ownerId),
    eq(runtimes.tenantId, tenantId),
    ne(runtimes.statusCondition, 'CONNECTED'),
  );
  const [before] = await tx.select().from(runtimes).where(other);
  const [after] = await tx.update(runtimes).set(connected).where(other).returning();
  if (!before || !after) return false;
  journal(tx, tenantId).runtime(ownerId, shownRuntime(before), shownRuntime(after));
  return true;
}
