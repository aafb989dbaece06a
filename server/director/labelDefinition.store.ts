import { and, asc, eq, inArray, ne } from 'drizzle-orm';
import type { Read, Tx } from '../db/database.ts';
import { labels } from '../db/tables/director.tables.ts';
import { labelDefinitions } from '../db/tables/tenant.tables.ts';
import { isUniqueViolation } from '../db/violations.ts';
import { CompassError } from '../shared/errors.ts';
import { scenariosKey } from './label.ts';
import type { LabelDefinition } from './labelDefinition.ts';

const columns = { key: labelDefinitions.key, schema: labelDefinitions.schema };

const ofKey = (tenantId: string, key: string) =>
  and(eq(labelDefinitions.tenantId, tenantId), eq(labelDefinitions.key, key));

export async function findDefinition(read: Read, tenantId: string, key: string): Promise<LabelDefinition | undefined> {
  const [row] = await read.select(columns).from(labelDefinitions).where(ofKey(tenantId, key));
  return row;
}

/** All but `scenarios`, which is derived; ordered by key. */
export async function listDefinitions(read: Read, tenantId: string): Promise<LabelDefinition[]> {
  return read
    .select(columns)
    .from(labelDefinitions)
    .where(and(eq(labelDefinitions.tenantId, tenantId), ne(labelDefinitions.key, scenariosKey)))
    .orderBy(asc(labelDefinitions.key));
}

/** Creates the definitions that are missing, without a schema, and answers the schemas there are. */
export async function ensureDefinitions(
  tx: Tx,
  tenantId: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (keys.length === 0) return new Map();
  await tx
    .insert(labelDefinitions)
    .values([...keys].sort().map((key) => ({ tenantId, key, schema: null })))
    .onConflictDoNothing();
  const rows = await tx
    .select(columns)
    .from(labelDefinitions)
    .where(and(eq(labelDefinitions.tenantId, tenantId), inArray(labelDefinitions.key, [...keys])));
  return new Map(rows.flatMap(({ key, schema }) => (schema === null ? [] : [[key, schema] as const])));
}

export const duplicateDefinition = (): CompassError =>
  new CompassError(
    'NotUnique',
    'while creating label definition: while storing Label Definition: while inserting Label Definition: Object is not unique',
  );

/** @throws NotUnique if the key is defined already. */
export async function insertDefinition(tx: Tx, tenantId: string, { key, schema }: LabelDefinition): Promise<void> {
  try {
    await tx.insert(labelDefinitions).values({ tenantId, key, schema });
  } catch (cause) {
    if (isUniqueViolation(cause)) throw duplicateDefinition();
    throw cause;
  }
}

/** @returns whether the key is defined. */
export async function updateDefinition(tx: Tx, tenantId: string, { key, schema }: LabelDefinition): Promise<boolean> {
  const rows = await tx.update(labelDefinitions).set({ schema }).where(ofKey(tenantId, key)).returning(columns);
  return rows.length > 0;
}

export async function deleteDefinition(tx: Tx, tenantId: string, key: string): Promise<LabelDefinition | undefined> {
  const [row] = await tx.delete(labelDefinitions).where(ofKey(tenantId, key)).returning(columns);
  return row;
}

/** Every label of one key with its object. */
export async function labelsWithKey(read: Read, tenantId: string, key: string) {
  return read
    .select({ kind: labels.objectKind, objectId: labels.objectId, value: labels.value })
    .from(labels)
    .where(and(eq(labels.tenantId, tenantId), eq(labels.key, key)));
}

export async function deleteLabelsWithKey(tx: Tx, tenantId: string, key: string): Promise<void> {
  await tx.delete(labels).where(and(eq(labels.tenantId, tenantId), eq(labels.key, key)));
}
