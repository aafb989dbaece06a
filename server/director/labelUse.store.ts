import { and, count, eq, inArray } from 'drizzle-orm';
import type { Read } from '../db/database.ts';
import { applications, labels, type ObjectKind, runtimes } from '../db/tables/director.tables.ts';

/** How many objects of each kind carry each key. */
export async function countLabels(read: Read, tenantId: string) {
  const rows = await read
    .select({ key: labels.key, kind: labels.objectKind, count: count() })
    .from(labels)
    .where(eq(labels.tenantId, tenantId))
    .groupBy(labels.key, labels.objectKind);
  return new Map(rows.map((row) => [useKey(row.key, row.kind), Number(row.count)]));
}

export const useKey = (key: string, kind: ObjectKind): string => `${kind} ${key}`;

/** Names of Applications and Runtimes of a tenant by id. */
export async function namesOf(
  read: Read,
  tenantId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  if (ids.length === 0) return names;
  for (const table of [applications, runtimes]) {
    const rows = await read
      .select({ id: table.id, name: table.name })
      .from(table)
      .where(and(eq(table.tenantId, tenantId), inArray(table.id, [...ids])));
    for (const { id, name } of rows) names.set(id, name);
  }
  return names;
}
