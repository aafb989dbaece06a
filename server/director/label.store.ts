import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Read, Tx } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';
import { applications, labels, type ObjectKind, runtimes } from '../db/tables/director.tables.ts';

export interface LabelledObject {
  tenantId: string;
  kind: ObjectKind;
  objectId: string;
}

type Labels = Record<string, unknown>;

const ofObject = ({ tenantId, kind, objectId }: LabelledObject) =>
  and(eq(labels.tenantId, tenantId), eq(labels.objectKind, kind), eq(labels.objectId, objectId));

/** Rows by id of the object, `key` null for an object without labels; an object that is gone is not in the answer. */
function collect(rows: readonly { id: string; key: string | null; value: unknown }[]): Map<string, Labels> {
  const entries = new Map<string, [string, unknown][]>();
  for (const { id, key, value } of rows) {
    const own = entries.get(id) ?? [];
    if (key !== null) own.push([key, value]);
    entries.set(id, own);
  }
  // Not by assignment: a key may be `__proto__`.
  return new Map([...entries].map(([id, own]) => [id, Object.fromEntries(own)]));
}

/**
 * Labels of Applications by id, without `scenarios`. The ids come from rows of the caller's tenant; asked for the tenant too, SQLite
 * would go through all of its labels.
 */
export async function labelsOfApplications(read: Read, ids: readonly string[]): Promise<ReadonlyMap<string, Labels>> {
  const { id } = applications;
  const rows = await read
    .select({ id, key: labels.key, value: labels.value })
    .from(applications)
    .leftJoin(labels, eq(labels.objectId, id))
    .where(inArray(id, [...ids]));
  return collect(rows);
}

/** Labels of Runtimes by id, without `scenarios`. */
export async function labelsOfRuntimes(read: Read, ids: readonly string[]): Promise<ReadonlyMap<string, Labels>> {
  const { id } = runtimes;
  const rows = await read
    .select({ id, key: labels.key, value: labels.value })
    .from(runtimes)
    .leftJoin(labels, eq(labels.objectId, id))
    .where(inArray(id, [...ids]));
  return collect(rows);
}

const putLabel = prepared<Record<'tenantId' | 'objectKind' | 'objectId' | 'key' | 'value', unknown>, unknown, Tx>(
  (tx) =>
    tx
      .insert(labels)
      .values({
        tenantId: sql`${sql.placeholder('tenantId')}`,
        objectKind: sql`${sql.placeholder('objectKind')}`,
        objectId: sql`${sql.placeholder('objectId')}`,
        key: sql`${sql.placeholder('key')}`,
        value: sql`${sql.placeholder('value')}`,
      })
      .onConflictDoUpdate({ target: [labels.objectId, labels.key], set: { value: sql`excluded.value` } }),
);

/** Creates the labels or replaces their values, in the order of keys so that concurrent calls cannot block each other. */
export async function putLabels(tx: Tx, object: LabelledObject, values: Readonly<Labels>): Promise<void> {
  const { tenantId, kind: objectKind, objectId } = object;
  for (const key of Object.keys(values).sort()) {
    await putLabel(tx, { tenantId, objectKind, objectId, key, value: labels.value.mapToDriverValue(values[key]) });
  }
}

/** @returns the deleted labels by key. */
export async function deleteLabels(tx: Tx, object: LabelledObject, key?: string): Promise<Labels> {
  const rows = await tx
    .delete(labels)
    .where(and(ofObject(object), key === undefined ? undefined : eq(labels.key, key)))
    .returning();
  return Object.fromEntries(rows.map((row) => [row.key, row.value]));
}
