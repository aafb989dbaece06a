import { and, asc, eq, inArray, min } from 'drizzle-orm';
import type { Read, Tx } from '../db/database.ts';
import type { ObjectKind } from '../db/tables/director.tables.ts';
import { memberships, scenarioAssignments, scenarios } from '../db/tables/landscape.tables.ts';
import { journal } from '../events/delta.ts';
import { shownMembership, shownRule } from './shown.ts';

/** By object id: the names of its scenarios, sorted. An object in none is absent. */
export async function scenariosOf(read: Read, objectIds: readonly string[]): Promise<ReadonlyMap<string, string[]>> {
  const rows = await read
    .selectDistinct({ objectId: memberships.objectId, name: scenarios.name })
    .from(memberships)
    .innerJoin(scenarios, eq(scenarios.id, memberships.scenarioId))
    .where(inArray(memberships.objectId, [...objectIds]));
  const names = new Map<string, string[]>();
  for (const { objectId, name } of rows) {
    const own = names.get(objectId);
    if (own) own.push(name);
    else names.set(objectId, [name]);
  }
  for (const own of names.values()) own.sort();
  return names;
}

/** In the order they were created. */
export async function scenarioNames(read: Read, tenantId: string): Promise<string[]> {
  const rows = await read
    .select({ name: scenarios.name })
    .from(scenarios)
    .where(eq(scenarios.tenantId, tenantId))
    .orderBy(asc(scenarios.createdAt), asc(scenarios.name));
  return rows.map(({ name }) => name);
}

/** One object, the first by kind and id, for each scenario that has members. */
export async function firstMembers(
  read: Read,
  tenantId: string,
): Promise<{ scenario: string; kind: ObjectKind; objectId: string }[]> {
  return read
    .select({ scenario: scenarios.name, kind: memberships.objectKind, objectId: min(memberships.objectId) })
    .from(memberships)
    .innerJoin(scenarios, eq(scenarios.id, memberships.scenarioId))
    .where(eq(memberships.tenantId, tenantId))
    .groupBy(scenarios.name, memberships.objectKind)
    .orderBy(asc(memberships.objectKind), asc(scenarios.name))
    .then((rows) => rows.flatMap(({ objectId, ...row }) => (objectId === null ? [] : [{ ...row, objectId }])));
}

export async function deleteMembershipsOf(tx: Tx, tenantId: string, objectId: string): Promise<void> {
  const gone = await tx
    .delete(memberships)
    .where(and(eq(memberships.tenantId, tenantId), eq(memberships.objectId, objectId)))
    .returning();
  journal(tx, tenantId).left(gone.map(shownMembership));
}

export async function insertScenarios(tx: Tx, rows: (typeof scenarios.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await tx.insert(scenarios).values(rows);
  for (const { tenantId, id, name, createdAt } of rows) journal(tx, tenantId).scenario(id, null, { name, createdAt });
}

/** Memberships and rules of the scenarios go first, so that they are told of; the cascade would not. */
export async function deleteScenarios(tx: Tx, tenantId: string, names: string[]): Promise<void> {
  if (names.length === 0) return;
  const rows = await tx
    .select()
    .from(scenarios)
    .where(and(eq(scenarios.tenantId, tenantId), inArray(scenarios.name, names)));
  const ids = rows.map(({ id }) => id);
  const notes = journal(tx, tenantId);
  const left = await tx
    .delete(memberships)
    .where(and(eq(memberships.tenantId, tenantId), inArray(memberships.scenarioId, ids)))
    .returning();
  notes.left(left.map(shownMembership));
  const rules = await tx
    .delete(scenarioAssignments)
    .where(and(eq(scenarioAssignments.tenantId, tenantId), inArray(scenarioAssignments.scenarioId, ids)))
    .returning();
  for (const rule of rules) notes.ruleDeleted(shownRule(rule));
  await tx.delete(scenarios).where(and(eq(scenarios.tenantId, tenantId), inArray(scenarios.id, ids)));
  for (const { id, name, createdAt } of rows) notes.scenario(id, { name, createdAt }, null);
}

export async function renameScenarioRow(tx: Tx, tenantId: string, id: string, name: string): Promise<void> {
  const own = and(eq(scenarios.tenantId, tenantId), eq(scenarios.id, id));
  const [before] = await tx.select().from(scenarios).where(own);
  if (!before) return;
  await tx.update(scenarios).set({ name }).where(own);
  const { createdAt } = before;
  journal(tx, tenantId).scenario(id, { name: before.name, createdAt }, { name, createdAt });
}
