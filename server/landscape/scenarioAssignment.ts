import type { Read, Tx } from '../db/database.ts';
import { check, fields, length } from '../director/validation.ts';
import { type ActivityEntry, record } from '../events/activity.ts';
import type { RequestContext } from '../graphql/context.ts';
import { invalidData, notFound } from '../shared/errors.ts';
import { findScenarios } from './connection.store.ts';
import { lockLandscape } from './facts.store.ts';
import { applyRules, type RulesApplied } from './rules.ts';
import { scenarioMaxLength } from './scenario.ts';
import {
  deleteAssignment,
  findAssignment,
  heldByRuleIn,
  insertAssignment,
  listAssignments,
  matchingRuntimes,
  type ScenarioAssignment,
  type Selector,
} from './scenarioAssignment.store.ts';

type Acting = Pick<RequestContext, 'clock' | 'newId' | 'settings' | 'consumer' | 'correlationId' | 'feed' | 'onEntry'>;

const selectorRules = { key: length(0, 256), value: length(0, 256) };

/** Only what storage limits (director.md 5). @throws InvalidData */
export function checkSelector(selector: Selector): Selector {
  check('LabelSelectorInput', selectorRules, selector);
  return selector;
}

const ruleOf = (scenario: { id: string; name: string }) => ({ kind: 'SCENARIO', id: scenario.id, name: scenario.name });

function entryOf(
  tenantId: string,
  action: string,
  scenarios: { id: string; name: string }[],
  { objects, impact, touched }: RulesApplied,
): Omit<ActivityEntry, 'before' | 'after'> {
  return {
    tenantId,
    action,
    objects: [...scenarios.map(ruleOf), ...objects],
    impact,
    touched: { ...touched, scenarioIds: scenarios.map(({ id }) => id) },
    changesLandscape: true,
  };
}

/**
 * From now on every Runtime with the label belongs to the scenario (director.md 9).
 * @throws NotFound without the scenario, NotUnique if it has a rule already.
 */
export async function createAssignment(
  tx: Tx,
  env: Acting,
  tenantId: string,
  assignment: ScenarioAssignment,
): Promise<ScenarioAssignment> {
  const { scenarioName, selector } = assignment;
  const rules = { scenarioName: length(0, scenarioMaxLength), selector: fields(selectorRules) };
  check('AutomaticScenarioAssignmentSetInput', rules, assignment);
  const tenant = await lockLandscape(tx, tenantId);
  const [scenario] = await findScenarios(tx, tenantId, scenarioName);
  if (!scenario) throw notFound(`while creating Assignment: scenario \`${scenarioName}\` does not exist`);
  await insertAssignment(tx, {
    scenarioId: scenario.id,
    tenantId,
    objectKind: 'RUNTIME',
    selectorKey: selector.key,
    selectorValue: selector.value,
    createdAt: env.clock(),
  });
  const runtimeIds = await matchingRuntimes(tx, tenantId, selector);
  const applied = await applyRules(
    tx,
    env,
    tenant,
    runtimeIds.map((objectID) => ({ objectID, scenario: scenarioName, holds: true })),
  );
  await record(tx, env, {
    ...entryOf(tenantId, 'scenarioAssignment.created', [scenario], applied),
    before: applied.before,
    after: { assignments: [assignment], ...applied.after },
  });
  return { scenarioName, selector };
}

/** One entry for all that are deleted together. */
async function remove(tx: Tx, env: Acting, tenantId: string, assignments: ScenarioAssignment[]): Promise<void> {
  const tenant = await lockLandscape(tx, tenantId);
  const scenarios = [];
  const rules = [];
  for (const { scenarioName } of assignments) {
    for (const scenario of await findScenarios(tx, tenantId, scenarioName)) {
      scenarios.push(scenario);
      rules.push(...(await heldByRuleIn(tx, tenantId, scenario)));
      await deleteAssignment(tx, tenantId, scenario.id);
    }
  }
  const applied = await applyRules(tx, env, tenant, rules);
  await record(tx, env, {
    ...entryOf(tenantId, 'scenarioAssignment.deleted', scenarios, applied),
    before: { assignments, ...applied.before },
    after: applied.after,
  });
}

/** @throws NotFound if the scenario has no rule. */
export async function getAssignment(read: Read, tenantId: string, scenarioName: string): Promise<ScenarioAssignment> {
  const assignment = await findAssignment(read, tenantId, scenarioName);
  if (assignment) return assignment;
  throw notFound(`while getting the Assignment for scenario [name=${scenarioName}]: Object was not found`);
}

/** What only the rule held ends; what is by hand stays. @throws NotFound if the scenario has no rule. */
export async function removeAssignment(
  tx: Tx,
  env: Acting,
  tenantId: string,
  scenarioName: string,
): Promise<ScenarioAssignment> {
  await lockLandscape(tx, tenantId);
  const assignment = await getAssignment(tx, tenantId, scenarioName);
  await remove(tx, env, tenantId, [assignment]);
  return assignment;
}

/** @throws InvalidData in the words of director.md 6 if there is none. */
export async function removeAssignments(
  tx: Tx,
  env: Acting,
  tenantId: string,
  selector: Selector,
): Promise<ScenarioAssignment[]> {
  checkSelector(selector);
  await lockLandscape(tx, tenantId);
  const assignments = await listAssignments(tx, tenantId, selector);
  if (assignments.length === 0) {
    throw invalidData(
      `while deleting the Assignments for selector [{${selector.key} ${selector.value}}]: while ensuring input is valid: expected at least one item in Assignments slice`,
    );
  }
  await remove(tx, env, tenantId, assignments);
  return assignments;
}
