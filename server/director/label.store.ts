import { and, eq, inArray } from 'drizzle-orm';
import type { Read, Tx } from '../db/database.ts';
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
  const found = new Map<string, Labels>();
  for (const { id, key, value } of rows) {
    const own = found.get(id) ?? {};
    if (key !== null) own[key] = value;
    found.set(id, own);
  }
  return found;
}

/** Labels of Applications by id, without `scenarios`. */
export async function labelsOfApplications(read: Read, ids: readonly string[]): Promise<ReadonlyMap<string, Labels>> {
  const { id } = applications;
  const rows = await read
    .select({ id, key: labels.key, value: labels.value })
    .from(applications)
    .leftJoin(labels, and(eq(labels.objectId, id), eq(labels.tenantId, applications.tenantId)))
    .where(inArray(id, [...ids]));
  return collect(rows);
}

/** Labels of Runtimes by id, without `scenarios`. */
export async function labelsOfRuntimes(read: Read, ids: readonly string[]): Promise<ReadonlyMap<string, Labels>> {
  const { id } = runtimes;
  const rows = await read
    .select({ id, key: labels.key, value: labels.value })
    .from(runtimes)
    .leftJoin(labels, and(eq(labels.objectId, id), eq(labels.tenantId, runtimes.tenantId)))
    .where(inArray(id, [...ids]));
  return collect(rows);
}

/** Creates the labels or replaces their values. */
export async function putLabels(tx: Tx, object: LabelledObject, values: Readonly<Labels>): Promise<void> {
  const keys = Object.keys(values);
  if (keys.length === 0) return;
  await tx.delete(labels).where(and(ofObject(object), inArray(labels.key, keys)));
  const { tenantId, kind: objectKind, objectId } = object;
  await tx.insert(labels).values(keys.map((key) => ({ tenantId, objectKind, objectId, key, value: values[key] })));
}

/** @returns the deleted labels by key. */
export async function deleteLabels(tx: Tx, object: LabelledObject, key?: string): Promise<Labels> {
  const rows = await tx
    .delete(labels)
    .where(and(ofObject(object), key === undefined ? undefined : eq(labels.key, key)))
    .returning();
  return Object.fromEntries(rows.map((row) => [row.key, row.value]));
}
