import type { Read, Tx } from '../db/database.ts';
import { invalidData, notFound } from '../shared/errors.ts';
import { lockLandscape } from './facts.store.ts';
import { listRules, type ScenarioAssignment, type Selector } from './scenarioAssignment.store.ts';
import { type Acting, checkAssignment, checkSelector, createRules, removeRules } from './scenarioRule.ts';

/** The rules that the contract knows: those that match Runtimes. */
const kind = 'RUNTIME';

/**
 * From now on every Runtime with the label belongs to the scenario (director.md 9).
 * @throws NotFound without the scenario, NotUnique if it has such a rule already.
 */
export async function createAssignment(
  tx: Tx,
  env: Acting,
  tenantId: string,
  { scenarioName, selector }: ScenarioAssignment,
): Promise<ScenarioAssignment> {
  checkAssignment({ scenarioName, selector });
  await createRules(tx, env, tenantId, [{ scenarioName, selector, kind }]);
  return { scenarioName, selector };
}

/** @throws NotFound if the scenario has no assignment. */
export async function getAssignment(read: Read, tenantId: string, scenarioName: string): Promise<ScenarioAssignment> {
  const [assignment] = await listRules(read, { tenantId, kind, scenarioName });
  if (assignment) return assignment;
  throw notFound(`while getting the Assignment for scenario [name=${scenarioName}]: Object was not found`);
}

/** What only the rule held ends; what is by hand stays. @throws NotFound if the scenario has no assignment. */
export async function removeAssignment(
  tx: Tx,
  env: Acting,
  tenantId: string,
  scenarioName: string,
): Promise<ScenarioAssignment> {
  await lockLandscape(tx, tenantId);
  const assignment = await getAssignment(tx, tenantId, scenarioName);
  await removeRules(tx, env, tenantId, [{ ...assignment, kind }]);
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
  const assignments = await listRules(tx, { tenantId, kind, selector });
  if (assignments.length === 0) {
    throw invalidData(
      `while deleting the Assignments for selector [{${selector.key} ${selector.value}}]: while ensuring input is valid: expected at least one item in Assignments slice`,
    );
  }
  await removeRules(tx, env, tenantId, assignments);
  return assignments;
}
