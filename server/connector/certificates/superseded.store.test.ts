import { asc, eq, type SQL, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../db/database.ts';
import { certificates } from '../../db/tables/connector.tables.ts';
import { systemAuths } from '../../db/tables/director.tables.ts';
import { tenants } from '../../db/tables/tenant.tables.ts';
import { databases } from '../../testing/databases.ts';
import { clientOfCertificate } from './certificate.store.ts';
import { ownersWith, supersededAmong } from './superseded.store.ts';

/** The definition as it reads: a look at all others of the owner from each certificate. */
const asDefined = sql<number>`case when exists (
  select 1 from certificates newer where newer.owner_id = ${certificates.ownerId}
    and newer.issued_at > ${certificates.issuedAt} and newer.first_used_at is not null and newer.revoked_at is null
    and (newer.client_id = ${certificates.clientId} or (
      ${certificates.ownerKind} = 'RUNTIME' and newer.first_used_at > coalesce(${certificates.lastUsedAt}, 0)
      and exists (select 1 from system_auths other where other.id = newer.client_id)
    ))
) then 1 else 0 end`;

const asNumber = (condition: SQL) => sql<number>`case when ${condition} then 1 else 0 end`;

/** Few moments, owners and clients, so that everything coincides with everything. */
const certificate = fc.record({
  owner: fc.nat(29),
  client: fc.nat(2),
  issuedAt: fc.integer({ min: 1, max: 6 }),
  firstUsedAt: fc.option(fc.integer({ min: 1, max: 6 })),
  usedFor: fc.nat(3),
  revoked: fc.boolean(),
});

describe.each(databases)('what is superseded on $name', ({ open }) => {
  let database: Database;
  beforeEach(async () => {
    database = await open();
    const given = fc.sample(certificate, { seed: 20_261_128, numRuns: 240 });
    await database.write(async (tx) => {
      for (const id of ['t', 'other']) {
        const tenant = { id, externalId: id, status: 'ACTIVE' as const, connectionPolicy: 'EXCLUSIVE' as const };
        await tx.insert(tenants).values({ ...tenant, createdAt: 0 });
      }
      await tx.insert(certificates).values(
        given.map(({ owner, client, issuedAt, firstUsedAt, usedFor, revoked }, index) => ({
          ...{ sha256: `hash-${index}`, serial: `serial-${index}`, tenantId: owner % 5 === 0 ? 'other' : 't' },
          ...{ clientId: `client-${owner}-${client}`, ownerId: `owner-${owner}`, ownerName: 'o', subject: 'CN' },
          ownerKind: owner % 3 === 0 ? ('APPLICATION' as const) : ('RUNTIME' as const),
          ...{ issuer: 'CN', keyType: 'EC', issuedBy: 'TOKEN' as const, pem: '', notBefore: 0, notAfter: 9 },
          ...{ issuedAt, firstUsedAt, lastUsedAt: firstUsedAt && firstUsedAt + usedFor },
          revokedAt: revoked ? 5 : null,
        })),
      );
      const clients = new Set(given.map(({ owner, client }) => `${owner}-${client}`));
      // The third client of each owner was deleted.
      for (const name of [...clients].filter((each) => !each.endsWith('-2'))) {
        const auth = { tenantId: 't', ownerKind: 'RUNTIME' as const, ownerId: 'owner', createdAt: 0 };
        await tx.insert(systemAuths).values({ id: `client-${name}`, ...auth });
      }
    });
  });
  afterEach(() => database.close());

  /** Joined, because the builder leaves out the names of tables where there is only one. */
  const judged = (is: typeof asDefined) =>
    database.read
      .select({ hash: certificates.sha256, owner: certificates.ownerId, tenantId: certificates.tenantId, is })
      .from(certificates)
      .leftJoin(systemAuths, clientOfCertificate)
      .orderBy(asc(certificates.sha256));

  test('is what the definition says, for every certificate', async () => {
    const expected = await judged(asDefined);
    expect(new Set(expected.map(({ is }) => is))).toEqual(new Set([0, 1]));
    expect(await judged(asNumber(supersededAmong()))).toEqual(expected);
  });

  test('does not depend on which other owners are looked at', async () => {
    const expected = (await judged(asDefined)).filter(({ is }) => is === 1);
    const among = async (owners: Parameters<typeof supersededAmong>[0]) =>
      (await judged(asNumber(supersededAmong(owners)))).filter(({ is }) => is === 1);
    const own = expected.filter(({ tenantId }) => tenantId === 't');
    expect(await among(eq(certificates.tenantId, 't'))).toEqual(own);
    const { hash, owner } = own[0]!;
    const ofOne = own.filter((each) => each.owner === owner);
    expect(await among(ownersWith(database.read, eq(certificates.sha256, hash)))).toEqual(ofOne);
  });
});
