import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import type { Tx } from '../../server/db/database.ts';
import { openSqlite } from '../../server/db/sqlite.ts';
import { certificates } from '../../server/db/tables/connector.tables.ts';
import { applications, labels, runtimes, systemAuths } from '../../server/db/tables/director.tables.ts';
import { connections, memberships, scenarios } from '../../server/db/tables/landscape.tables.ts';
import { tenants } from '../../server/db/tables/tenant.tables.ts';

export interface Size {
  applications: number;
  runtimes: number;
  scenarios: number;
}

const day = 86_400_000;
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

async function inChunks<Row>(rows: readonly Row[], insert: (chunk: Row[]) => PromiseLike<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += 500) await insert(rows.slice(start, start + 500));
}

/** Writes a landscape past the API into the data of a server that does not run: registering ten thousand takes minutes. */
export async function fillLandscape(dataDir: string, size: Size): Promise<void> {
  const database = openSqlite(join(dataDir, 'compass.db'));
  await database.write((tx) => fill(tx, size));
  await database.close();
}

async function fill(tx: Tx, size: Size): Promise<void> {
  const [tenant] = await tx.select().from(tenants).where(eq(tenants.externalId, 'default'));
  if (!tenant) throw new Error('There is no default tenant');
  const tenantId = tenant.id;
  const now = Date.now();
  const at = now - 30 * day;
  const object = { tenantId, statusCondition: 'INITIAL', statusAt: at, createdAt: at, updatedAt: at } as const;
  const scenarioIds = numbers(size.scenarios).map((index) => ({ id: randomUUID(), name: `scenario-${index}` }));
  await inChunks(scenarioIds, (chunk) =>
    tx.insert(scenarios).values(chunk.map((each) => ({ ...each, tenantId, createdAt: at }))),
  );
  const runtimeIds = numbers(size.runtimes).map((index) => ({ id: randomUUID(), name: `runtime-${index}`, index }));
  const applicationIds = numbers(size.applications).map((index) => ({
    id: randomUUID(),
    name: `application-${index}`,
    index,
  }));
  const silent = (index: number) => index % 50 === 0;
  await inChunks(runtimeIds, (chunk) =>
    tx.insert(runtimes).values(
      chunk.map(({ id, name, index }) => {
        const seen = silent(index) ? now - 2 * day : now;
        return { ...object, id, name, lastSyncAt: seen, lastSuccessAt: seen, lastAttemptAt: seen, lastFetchAt: seen };
      }),
    ),
  );
  await inChunks(applicationIds, (chunk) =>
    tx
      .insert(applications)
      .values(chunk.map(({ id, name, index }) => ({ ...object, id, name, providerName: `provider-${index % 40}` }))),
  );
  const clients = runtimeIds.filter(({ index }) => index % 70 !== 0).map((each) => ({ ...each, client: randomUUID() }));
  await inChunks(clients, (chunk) =>
    tx.insert(systemAuths).values(
      chunk.map(({ id, client }) => ({
        id: client,
        tenantId,
        ownerKind: 'RUNTIME' as const,
        ownerId: id,
        createdAt: at,
      })),
    ),
  );
  await inChunks(clients, (chunk) =>
    tx.insert(certificates).values(
      chunk.map(({ id, name, client, index }) => ({
        ...{ sha256: `${id}${client}`, serial: client, tenantId, clientId: client, ownerKind: 'RUNTIME' as const },
        ...{ ownerId: id, ownerName: name, subject: 'CN', issuer: 'CN', keyType: 'EC', issuedBy: 'TOKEN' as const },
        ...{ issuedAt: at, notBefore: at, notAfter: at + (index % 90 === 0 ? 33 : 60 + (index % 300)) * day, pem: '' },
      })),
    ),
  );
  const all = [
    ...runtimeIds.map((each) => ({ ...each, kind: 'RUNTIME' as const })),
    ...applicationIds.map((each) => ({ ...each, kind: 'APPLICATION' as const })),
  ];
  const scenarioOf = (index: number) => scenarioIds[index % scenarioIds.length]?.id ?? '';
  await inChunks(all, (chunk) =>
    tx.insert(memberships).values(
      chunk.flatMap(({ id, kind, index }) =>
        [...new Set([scenarioOf(index), ...(index % 3 === 0 ? [scenarioOf(index * 7)] : [])])].map((scenarioId) => ({
          ...{ tenantId, scenarioId, objectKind: kind, objectId: id, origin: 'MANUAL' as const, createdAt: at },
        })),
      ),
    ),
  );
  await inChunks(all, (chunk) =>
    tx.insert(labels).values(
      chunk.flatMap(({ id, kind, index }) => [
        { tenantId, objectKind: kind, objectId: id, key: 'env', value: ['prod', 'stage', 'test'][index % 3] },
        { tenantId, objectKind: kind, objectId: id, key: 'team', value: `team-${index % 25}` },
      ]),
    ),
  );
  const reachable = applicationIds.flatMap(({ id, index }) => {
    const runtime = runtimeIds[(index % scenarioIds.length) - 1];
    return runtime && index % 5 !== 0 ? [{ applicationId: id, runtimeId: runtime.id }] : [];
  });
  await inChunks(reachable, (chunk) =>
    tx.insert(connections).values(
      chunk.map((pair) => ({
        ...{ ...pair, id: randomUUID(), tenantId, slot: pair.applicationId, since: at, startedBy: 'RUNTIME' as const },
      })),
    ),
  );
}
