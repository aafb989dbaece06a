import { and, asc, eq, gt, inArray, ne } from 'drizzle-orm';
import type { Read } from '../db/database.ts';
import { applications, runtimes } from '../db/tables/director.tables.ts';
import { memberships, scenarios } from '../db/tables/landscape.tables.ts';
import { activity } from '../db/tables/tenant.tables.ts';

/** Rows that are read before other requests have their turn. */
export const page = 500;

/** The first Applications after this id, in the order of ids. */
export const applicationsAfter = (read: Read, tenantId: string, after: string) =>
  read
    .select()
    .from(applications)
    .where(and(eq(applications.tenantId, tenantId), gt(applications.id, after)))
    .orderBy(asc(applications.id))
    .limit(page);

/** The first Runtimes after this id, in the order of ids. */
export const runtimesAfter = (read: Read, tenantId: string, after: string) =>
  read
    .select()
    .from(runtimes)
    .where(and(eq(runtimes.tenantId, tenantId), gt(runtimes.id, after)))
    .orderBy(asc(runtimes.id))
    .limit(page);

/** By object id: the scenarios that somebody has put it into, or that it is in by itself, sorted. */
export async function scenariosByHand(
  read: Read,
  objectIds: readonly string[],
): Promise<ReadonlyMap<string, string[]>> {
  const rows = await read
    .select({ objectId: memberships.objectId, name: scenarios.name })
    .from(memberships)
    .innerJoin(scenarios, eq(scenarios.id, memberships.scenarioId))
    .where(and(inArray(memberships.objectId, [...objectIds]), ne(memberships.origin, 'RULE')))
    .orderBy(asc(scenarios.name));
  const names = new Map<string, string[]>();
  for (const { objectId, name } of rows) {
    const own = names.get(objectId);
    if (own) own.push(name);
    else names.set(objectId, [name]);
  }
  return names;
}

/** What was done after the entry with this number, at most this many. */
export const entriesAfter = (read: Read, tenantId: string, sequence: number, most: number) =>
  read
    .select({ action: activity.action, objects: activity.objects, after: activity.after })
    .from(activity)
    .where(and(eq(activity.tenantId, tenantId), gt(activity.sequence, sequence)))
    .orderBy(asc(activity.sequence))
    .limit(most);
