import { and, asc, count, eq, exists, not } from 'drizzle-orm';
import type { RuleChange } from '../../landscape/model.ts';
import type { Read, Tx } from '../db/database.ts';
import { labels } from '../db/tables/director.tables.ts';
import { memberships, scenarioAssignments, scenarios } from '../db/tables/landscape.tables.ts';
import { isUniqueViolation } from '../db/violations.ts';
import { journal } from '../events/delta.ts';
import { CompassError } from '../shared/errors.ts';
import { shownRule } from './shown.ts';

/** The label that makes a Runtime a member; only a value that is this very string matches (director.md 9). */
export interface Selector {
  key: string;
  value: string;
}

/** A rule: what the contract calls an automatic scenario assignment. */
export interface ScenarioAssignment {
  scenarioName: string;
  selector: Selector;
}

const assignments = (read: Read) =>
  read
    .select({
      scenarioName: scenarios.name,
      key: scenarioAssignments.selectorKey,
      value: scenarioAssignments.selectorValue,
    })
    .from(scenarioAssignments)
    .innerJoin(scenarios, eq(scenarios.id, scenarioAssignments.scenarioId));

const asAssignment = ({ scenarioName, ...selector }: Selector & { scenarioName: string }): ScenarioAssignment => ({
  scenarioName,
  selector,
});

const selected = ({ key, value }: Selector) =>
  and(eq(scenarioAssignments.selectorKey, key), eq(scenarioAssignments.selectorValue, value));

export async function findAssignment(
  read: Read,
  tenantId: string,
  scenarioName: string,
): Promise<ScenarioAssignment | undefined> {
  const [row] = await assignments(read).where(
    and(eq(scenarioAssignments.tenantId, tenantId), eq(scenarios.name, scenarioName)),
  );
  return row && asAssignment(row);
}

/** Ordered by scenario; all of the tenant or those with this selector. */
export async function listAssignments(
  read: Read,
  tenantId: string,
  selector?: Selector,
  page?: { offset: number; limit: number },
): Promise<ScenarioAssignment[]> {
  const rows = await assignments(read)
    .where(and(eq(scenarioAssignments.tenantId, tenantId), selector && selected(selector)))
    .orderBy(asc(scenarios.name))
    .limit(page?.limit ?? Number.MAX_SAFE_INTEGER)
    .offset(page?.offset ?? 0);
  return rows.map(asAssignment);
}

export async function countAssignments(read: Read, tenantId: string): Promise<number> {
  const [row] = await read
    .select({ count: count() })
    .from(scenarioAssignments)
    .where(eq(scenarioAssignments.tenantId, tenantId));
  return Number(row?.count ?? 0);
}

/** Whether labels with this key decide about any scenario. */
export async function hasAssignments(read: Read, tenantId: string, selectorKey: string): Promise<boolean> {
  const [row] = await read
    .select({ id: scenarioAssignments.scenarioId })
    .from(scenarioAssignments)
    .where(and(eq(scenarioAssignments.tenantId, tenantId), eq(scenarioAssignments.selectorKey, selectorKey)))
    .limit(1);
  return row !== undefined;
}

/** @throws NotUnique if the scenario has one already. */
export async function insertAssignment(tx: Tx, row: typeof scenarioAssignments.$inferInsert): Promise<void> {
  try {
    await tx.insert(scenarioAssignments).values(row);
  } catch (cause) {
    if (!isUniqueViolation(cause)) throw cause;
    throw new CompassError('NotUnique', 'while creating Assignment: a given scenario already has an assignment');
  }
  journal(tx, row.tenantId).ruleCreated(shownRule(row));
}

export async function deleteAssignment(tx: Tx, tenantId: string, scenarioId: string): Promise<void> {
  const deleted = await tx
    .delete(scenarioAssignments)
    .where(and(eq(scenarioAssignments.tenantId, tenantId), eq(scenarioAssignments.scenarioId, scenarioId)))
    .returning();
  for (const rule of deleted) journal(tx, tenantId).ruleDeleted(shownRule(rule));
}

/** Ids of the Runtimes with this very label. */
export async function matchingRuntimes(read: Read, tenantId: string, { key, value }: Selector): Promise<string[]> {
  const rows = await read
    .select({ id: labels.objectId })
    .from(labels)
    .where(
      and(
        eq(labels.tenantId, tenantId),
        eq(labels.key, key),
        eq(labels.objectKind, 'RUNTIME'),
        eq(labels.value, value),
      ),
    );
  return rows.map(({ id }) => id);
}

/** Labels of Runtimes beside the rules they satisfy. */
const satisfied = and(
  eq(labels.tenantId, scenarioAssignments.tenantId),
  eq(labels.key, scenarioAssignments.selectorKey),
  eq(labels.value, scenarioAssignments.selectorValue),
  eq(labels.objectKind, 'RUNTIME'),
);

/** What has to change so that rules hold this Runtime exactly where its labels say. */
export async function ruleChangesOf(read: Read, tenantId: string, runtimeId: string): Promise<RuleChange[]> {
  const wanted = await read
    .selectDistinct({ scenario: scenarios.name })
    .from(labels)
    .innerJoin(scenarioAssignments, satisfied)
    .innerJoin(scenarios, eq(scenarios.id, scenarioAssignments.scenarioId))
    .where(and(eq(labels.tenantId, tenantId), eq(labels.objectId, runtimeId)));
  const held = await read
    .select({ scenario: scenarios.name })
    .from(memberships)
    .innerJoin(scenarios, eq(scenarios.id, memberships.scenarioId))
    .where(
      and(eq(memberships.tenantId, tenantId), eq(memberships.objectId, runtimeId), eq(memberships.origin, 'RULE')),
    );
  const is = new Set(held.map(({ scenario }) => scenario));
  const should = new Set(wanted.map(({ scenario }) => scenario));
  const change = (scenario: string, holds: boolean) => ({ objectID: runtimeId, scenario, holds });
  return [
    ...[...should].filter((name) => !is.has(name)).map((name) => change(name, true)),
    ...[...is].filter((name) => !should.has(name)).map((name) => change(name, false)),
  ];
}

/** The memberships by rules over this key whose label is gone, as changes that end them. */
export async function outdatedByKey(read: Read, tenantId: string, selectorKey: string): Promise<RuleChange[]> {
  const stillLabelled = read
    .select({ id: labels.objectId })
    .from(labels)
    .where(and(satisfied, eq(labels.objectId, memberships.objectId)));
  const rows = await read
    .select({ objectID: memberships.objectId, scenario: scenarios.name })
    .from(scenarioAssignments)
    .innerJoin(scenarios, eq(scenarios.id, scenarioAssignments.scenarioId))
    .innerJoin(memberships, and(eq(memberships.scenarioId, scenarios.id), eq(memberships.origin, 'RULE')))
    .where(
      and(
        eq(scenarioAssignments.tenantId, tenantId),
        eq(scenarioAssignments.selectorKey, selectorKey),
        not(exists(stillLabelled)),
      ),
    );
  return rows.map((row) => ({ ...row, holds: false }));
}

/** Everything rules hold in one scenario, as changes that end it. */
export async function heldByRuleIn(
  read: Read,
  tenantId: string,
  scenario: { id: string; name: string },
): Promise<RuleChange[]> {
  const rows = await read
    .select({ objectID: memberships.objectId })
    .from(memberships)
    .where(
      and(eq(memberships.tenantId, tenantId), eq(memberships.scenarioId, scenario.id), eq(memberships.origin, 'RULE')),
    );
  return rows.map(({ objectID }) => ({ objectID, scenario: scenario.name, holds: false }));
}
