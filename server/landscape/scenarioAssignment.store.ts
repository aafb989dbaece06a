import { and, asc, count, eq, exists, not } from 'drizzle-orm';
import type { RuleChange } from '../../landscape/model.ts';
import type { Read, Tx } from '../db/database.ts';
import { labels, type ObjectKind } from '../db/tables/director.tables.ts';
import { memberships, scenarioAssignments, scenarios } from '../db/tables/landscape.tables.ts';
import { isUniqueViolation } from '../db/violations.ts';
import { journal } from '../events/delta.ts';
import { CompassError } from '../shared/errors.ts';
import { shownRule } from './shown.ts';

/** The label that makes an object a member; only a value that is this very string matches (director.md 9). */
export interface Selector {
  key: string;
  value: string;
}

/** What the contract calls an automatic scenario assignment: a rule that matches Runtimes. */
export interface ScenarioAssignment {
  scenarioName: string;
  selector: Selector;
}

/** A rule of either kind of objects. */
export interface ScenarioRule extends ScenarioAssignment {
  kind: ObjectKind;
}

/** Null members do not restrict. */
export interface RuleFilter {
  tenantId: string;
  kind: ObjectKind | null;
  scenarioName?: string | null;
  selector?: Selector | null;
}

const conditionOf = ({ tenantId, kind, scenarioName = null, selector = null }: RuleFilter) =>
  and(
    eq(scenarioAssignments.tenantId, tenantId),
    kind === null ? undefined : eq(scenarioAssignments.objectKind, kind),
    scenarioName === null ? undefined : eq(scenarios.name, scenarioName),
    selector === null
      ? undefined
      : and(eq(scenarioAssignments.selectorKey, selector.key), eq(scenarioAssignments.selectorValue, selector.value)),
  );

/** Ordered by scenario, then kind. */
export async function listRules(
  read: Read,
  filter: RuleFilter,
  page?: { offset: number; limit: number },
): Promise<ScenarioRule[]> {
  const rows = await read
    .select({
      scenarioName: scenarios.name,
      kind: scenarioAssignments.objectKind,
      key: scenarioAssignments.selectorKey,
      value: scenarioAssignments.selectorValue,
    })
    .from(scenarioAssignments)
    .innerJoin(scenarios, eq(scenarios.id, scenarioAssignments.scenarioId))
    .where(conditionOf(filter))
    .orderBy(asc(scenarios.name), asc(scenarioAssignments.objectKind))
    .limit(page?.limit ?? Number.MAX_SAFE_INTEGER)
    .offset(page?.offset ?? 0);
  return rows.map(({ scenarioName, kind, ...selector }) => ({ scenarioName, kind, selector }));
}

export async function countRules(read: Read, filter: RuleFilter): Promise<number> {
  const [row] = await read
    .select({ count: count() })
    .from(scenarioAssignments)
    .innerJoin(scenarios, eq(scenarios.id, scenarioAssignments.scenarioId))
    .where(conditionOf(filter));
  return Number(row?.count ?? 0);
}

/** Whether labels with this key decide about any scenario of such objects. */
export async function hasRules(
  read: Read,
  { tenantId, kind }: { tenantId: string; kind: ObjectKind },
  selectorKey: string,
): Promise<boolean> {
  const [row] = await read
    .select({ id: scenarioAssignments.scenarioId })
    .from(scenarioAssignments)
    .where(
      and(
        eq(scenarioAssignments.tenantId, tenantId),
        eq(scenarioAssignments.selectorKey, selectorKey),
        eq(scenarioAssignments.objectKind, kind),
      ),
    )
    .limit(1);
  return row !== undefined;
}

/** The refusal of a second rule for one kind in one scenario. */
export const taken = (kind: ObjectKind) =>
  new CompassError(
    'NotUnique',
    kind === 'RUNTIME'
      ? 'while creating Assignment: a given scenario already has an assignment'
      : 'the scenario already has a rule that matches Applications',
  );

/** @throws NotUnique if the scenario has one for this kind already. */
export async function insertRule(tx: Tx, row: typeof scenarioAssignments.$inferInsert): Promise<void> {
  try {
    await tx.insert(scenarioAssignments).values(row);
  } catch (cause) {
    if (!isUniqueViolation(cause)) throw cause;
    throw taken(row.objectKind);
  }
  journal(tx, row.tenantId).ruleCreated(shownRule(row));
}

interface RuleKey {
  tenantId: string;
  scenario: { id: string; name: string };
  kind: ObjectKind;
}

export async function deleteRule(tx: Tx, { tenantId, scenario, kind }: RuleKey): Promise<void> {
  const deleted = await tx
    .delete(scenarioAssignments)
    .where(
      and(
        eq(scenarioAssignments.tenantId, tenantId),
        eq(scenarioAssignments.scenarioId, scenario.id),
        eq(scenarioAssignments.objectKind, kind),
      ),
    )
    .returning();
  for (const rule of deleted) journal(tx, tenantId).ruleDeleted(shownRule(rule));
}

/** The objects with this very label, as changes that put them into the scenario. */
export async function matchedBy(
  read: Read,
  tenantId: string,
  { scenarioName: scenario, kind, selector }: ScenarioRule,
): Promise<RuleChange[]> {
  const rows = await read
    .select({ objectID: labels.objectId })
    .from(labels)
    .where(
      and(
        eq(labels.tenantId, tenantId),
        eq(labels.key, selector.key),
        eq(labels.objectKind, kind),
        eq(labels.value, selector.value),
      ),
    );
  return rows.map(({ objectID }) => ({ objectID, scenario, holds: true }));
}

/** Labels beside the rules they satisfy. */
const satisfied = and(
  eq(labels.tenantId, scenarioAssignments.tenantId),
  eq(labels.key, scenarioAssignments.selectorKey),
  eq(labels.value, scenarioAssignments.selectorValue),
  eq(labels.objectKind, scenarioAssignments.objectKind),
);

/** What has to change so that rules hold this object exactly where its labels say. */
export async function ruleChangesOf(read: Read, tenantId: string, objectID: string): Promise<RuleChange[]> {
  const wanted = await read
    .selectDistinct({ scenario: scenarios.name })
    .from(labels)
    .innerJoin(scenarioAssignments, satisfied)
    .innerJoin(scenarios, eq(scenarios.id, scenarioAssignments.scenarioId))
    .where(and(eq(labels.tenantId, tenantId), eq(labels.objectId, objectID)));
  const held = await read
    .select({ scenario: scenarios.name })
    .from(memberships)
    .innerJoin(scenarios, eq(scenarios.id, memberships.scenarioId))
    .where(and(eq(memberships.tenantId, tenantId), eq(memberships.objectId, objectID), eq(memberships.origin, 'RULE')));
  const is = new Set(held.map(({ scenario }) => scenario));
  const should = new Set(wanted.map(({ scenario }) => scenario));
  const change = (scenario: string, holds: boolean) => ({ objectID, scenario, holds });
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
    .innerJoin(
      memberships,
      and(
        eq(memberships.scenarioId, scenarios.id),
        eq(memberships.objectKind, scenarioAssignments.objectKind),
        eq(memberships.origin, 'RULE'),
      ),
    )
    .where(
      and(
        eq(scenarioAssignments.tenantId, tenantId),
        eq(scenarioAssignments.selectorKey, selectorKey),
        not(exists(stillLabelled)),
      ),
    );
  return rows.map((row) => ({ ...row, holds: false }));
}

/** Everything a rule holds, as changes that end it. */
export async function heldBy(read: Read, { tenantId, scenario, kind }: RuleKey): Promise<RuleChange[]> {
  const rows = await read
    .select({ objectID: memberships.objectId })
    .from(memberships)
    .where(
      and(
        eq(memberships.tenantId, tenantId),
        eq(memberships.scenarioId, scenario.id),
        eq(memberships.objectKind, kind),
        eq(memberships.origin, 'RULE'),
      ),
    );
  return rows.map(({ objectID }) => ({ objectID, scenario: scenario.name, holds: false }));
}
