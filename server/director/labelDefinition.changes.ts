import type { Read, Tx } from '../db/database.ts';
import { record } from '../events/activity.ts';
import { scenarioNames, setScenarioNames } from '../landscape/membership.ts';
import { followRulesWithout } from '../landscape/rules.ts';
import { invalidData, notFound } from '../shared/errors.ts';
import { firstRefused } from './jsonSchema.ts';
import { isLabelKey, scenariosKey } from './label.ts';
import {
  deleteDefinition,
  deleteLabelsWithKey,
  duplicateDefinition,
  findDefinition,
  insertDefinition,
  labelsWithKey,
  updateDefinition,
} from './labelDefinition.store.ts';
import { type LabelDefinition, requireDeletable, scenariosDefinition, scenariosIn } from './labelDefinition.ts';
import type { Acting } from './labelling.ts';
import { namesOf } from './labelUse.store.ts';
import { requireScenarioAuthority } from './ownership.ts';

/** A definition by key; `scenarios` always has one. */
export async function definitionOf(read: Read, tenantId: string, key: string): Promise<LabelDefinition | undefined> {
  if (key === scenariosKey) return scenariosDefinition(await scenarioNames(read, tenantId));
  return isLabelKey(key) ? findDefinition(read, tenantId, key) : undefined;
}

/** @throws NotUnique if the key is defined already. */
export async function create(
  tx: Tx,
  env: Acting,
  tenantId: string,
  definition: LabelDefinition,
): Promise<LabelDefinition> {
  // The definition of scenarios always exists: it is derived from the scenarios themselves.
  if (definition.key === scenariosKey) throw duplicateDefinition();
  await insertDefinition(tx, tenantId, definition);
  await record(tx, env, {
    tenantId,
    action: 'labelDefinition.created',
    objects: [{ kind: 'LABEL_DEFINITION', id: definition.key, name: definition.key }],
    after: definition,
    changesLandscape: false,
  });
  return definition;
}

/** Every label there is has to satisfy the new schema (director.md 7.2). */
async function requireAcceptance(read: Read, tenantId: string, { key, schema }: LabelDefinition): Promise<void> {
  if (schema === null) return;
  const labels = await labelsWithKey(read, tenantId, key);
  const refused = firstRefused(
    schema,
    labels.map(({ value }) => value),
  );
  const label = refused && labels[refused.index];
  if (!refused || !label) return;
  const owner = label.kind === 'APPLICATION' ? 'Application' : 'Runtime';
  throw invalidData(
    `while updating label definition: label with key "${key}" is not valid against new schema for ${owner} with ID "${label.objectId}": ${refused.problem}`,
  );
}

/** @throws NotFound without the definition; InvalidData while an existing label or membership forbids the change. */
export async function update(
  tx: Tx,
  env: Acting,
  tenantId: string,
  definition: LabelDefinition,
): Promise<LabelDefinition> {
  const { key } = definition;
  const before = await definitionOf(tx, tenantId, key);
  if (!before) throw notFound(`while updating label definition: Object ${key} not found`);
  let scenarioIds: string[] = [];
  if (key === scenariosKey) {
    requireScenarioAuthority(env.consumer);
    const { created, removed } = await setScenarioNames(tx, env, tenantId, scenariosIn(definition));
    scenarioIds = [...created, ...removed];
  } else {
    await requireAcceptance(tx, tenantId, definition);
    await updateDefinition(tx, tenantId, definition);
  }
  const after = (await definitionOf(tx, tenantId, key)) ?? definition;
  await record(tx, env, {
    tenantId,
    action: 'labelDefinition.updated',
    objects: [{ kind: 'LABEL_DEFINITION', id: key, name: key }],
    before,
    after,
    touched: { everything: scenarioIds.length > 0 },
    changesLandscape: scenarioIds.length > 0,
  });
  return after;
}

/** @throws InvalidData while labels with the key exist, unless they are to go with it. */
export async function remove(
  tx: Tx,
  env: Acting,
  tenantId: string,
  key: string,
  deleteRelatedLabels: boolean,
): Promise<LabelDefinition> {
  requireDeletable(key);
  const before = await definitionOf(tx, tenantId, key);
  if (!before) throw notFound(`while deleting label definition: Object ${key} not found`);
  const labels = await labelsWithKey(tx, tenantId, key);
  if (labels.length > 0 && !deleteRelatedLabels) {
    throw invalidData('could not delete label definition, it is already used by at least one label');
  }
  const ids = labels.map(({ objectId }) => objectId);
  const names = await namesOf(tx, tenantId, ids);
  await deleteLabelsWithKey(tx, tenantId, key);
  await deleteDefinition(tx, tenantId, key);
  const applied = await followRulesWithout(tx, env, tenantId, key);
  await record(tx, env, {
    tenantId,
    action: 'labelDefinition.deleted',
    objects: [{ kind: 'LABEL_DEFINITION', id: key, name: key }, ...(applied?.objects ?? [])],
    concerns: ids,
    before: {
      ...before,
      labels: labels.map((label) => ({ ...label, name: names.get(label.objectId) })),
      ...applied?.before,
    },
    after: applied?.after,
    impact: applied?.impact,
    touched: { everything: labels.length > 0 },
    changesLandscape: applied !== undefined,
  });
  return before;
}
