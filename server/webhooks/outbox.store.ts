import { and, eq, inArray } from 'drizzle-orm';
import type { Read } from '../db/database.ts';
import { runtimes } from '../db/tables/director.tables.ts';
import { connections, memberships, scenarios } from '../db/tables/landscape.tables.ts';

/** Ids per statement. */
const chunk = 400;

async function inParts<T>(ids: Iterable<string>, load: (part: string[]) => Promise<T[]>): Promise<T[]> {
  const all = [...new Set(ids)];
  const rows: T[] = [];
  for (let from = 0; from < all.length; from += chunk) rows.push(...(await load(all.slice(from, from + chunk))));
  return rows;
}

/** Ids of the Applications that are connected to the Runtime. */
export async function applicationsConnectedTo(read: Read, tenantId: string, runtimeId: string): Promise<string[]> {
  const rows = await read
    .select({ id: connections.applicationId })
    .from(connections)
    .where(and(eq(connections.tenantId, tenantId), eq(connections.runtimeId, runtimeId)));
  return rows.map(({ id }) => id);
}

export const runtimeNames = (read: Read, tenantId: string, ids: Iterable<string>) =>
  inParts(ids, async (part) =>
    read
      .select({ id: runtimes.id, name: runtimes.name })
      .from(runtimes)
      .where(and(eq(runtimes.tenantId, tenantId), inArray(runtimes.id, part))),
  );

export const scenarioNamesOf = (read: Read, tenantId: string, ids: Iterable<string>) =>
  inParts(ids, async (part) =>
    read
      .select({ id: scenarios.id, name: scenarios.name })
      .from(scenarios)
      .where(and(eq(scenarios.tenantId, tenantId), inArray(scenarios.id, part))),
  );

/** By what the objects are in their scenarios. */
export const membershipOrigins = (read: Read, tenantId: string, objectIds: Iterable<string>) =>
  inParts(objectIds, async (part) =>
    read
      .select({ objectId: memberships.objectId, scenarioId: memberships.scenarioId, origin: memberships.origin })
      .from(memberships)
      .where(and(eq(memberships.tenantId, tenantId), inArray(memberships.objectId, part))),
  );
