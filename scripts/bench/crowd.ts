import { randomUUID } from 'node:crypto';
import type { Database } from '../../server/db/database.ts';
import { applications, labels, runtimes } from '../../server/db/tables/director.tables.ts';
import { connections, memberships, scenarios } from '../../server/db/tables/landscape.tables.ts';
import { packages } from '../../server/db/tables/package.tables.ts';

const atOnce = 500;
const ofScenario = 100;

/**
 * Fills a tenant past the API: of every ten entities nine are Applications with two labels, a Package and a connection, one is a
 * Runtime; a hundred share a scenario.
 */
export async function crowd(database: Database, tenantId: string, entities: number): Promise<void> {
  const at = Date.now();
  const status = { statusCondition: 'CONNECTED', statusAt: at, createdAt: at, updatedAt: at } as const;
  for (let start = 0; start < entities; start += atOnce) {
    const numbers = Array.from({ length: Math.min(atOnce, entities - start) }, (_, index) => start + index);
    const members = numbers.map(
      (n) => ({ n, id: randomUUID(), kind: n % 10 === 0 ? 'RUNTIME' : 'APPLICATION' }) as const,
    );
    const places = new Map<number, { scenarioId: string; runtimeId: string }>();
    for (const { n, id, kind } of members) {
      const place = Math.floor(n / ofScenario);
      if (kind === 'RUNTIME' && !places.has(place)) places.set(place, { scenarioId: randomUUID(), runtimeId: id });
    }
    const placeOf = (n: number) => places.get(Math.floor(n / ofScenario)) as { scenarioId: string; runtimeId: string };
    const offering = members.filter(({ kind }) => kind === 'APPLICATION');
    await database.write(async (tx) => {
      await tx
        .insert(scenarios)
        .values(
          [...places].map(([n, { scenarioId }]) => ({ id: scenarioId, tenantId, name: `s-${n}`, createdAt: at })),
        );
      await tx.insert(applications).values(offering.map(({ n, id }) => ({ id, tenantId, name: `a-${n}`, ...status })));
      await tx
        .insert(runtimes)
        .values(
          members
            .filter(({ kind }) => kind === 'RUNTIME')
            .map(({ n, id }) => ({ id, tenantId, name: `r-${n}`, ...status })),
        );
      await tx.insert(memberships).values(
        members.map(({ n, id, kind }) => ({
          tenantId,
          scenarioId: placeOf(n).scenarioId,
          objectKind: kind,
          objectId: id,
          origin: 'MANUAL' as const,
          createdAt: at,
        })),
      );
      await tx.insert(labels).values(
        offering.flatMap(({ n, id }) =>
          ['tier', 'region'].map((key) => ({
            tenantId,
            objectKind: 'APPLICATION' as const,
            objectId: id,
            key,
            value: n % 7,
          })),
        ),
      );
      await tx.insert(packages).values(
        offering.map(({ id }) => ({
          id: randomUUID(),
          tenantId,
          applicationId: id,
          name: 'offer',
          createdAt: at,
          updatedAt: at,
        })),
      );
      await tx.insert(connections).values(
        offering.map(({ n, id }) => ({
          id: randomUUID(),
          tenantId,
          applicationId: id,
          runtimeId: placeOf(n).runtimeId,
          slot: id,
          since: at,
          startedBy: 'RUNTIME' as const,
        })),
      );
    });
  }
}
