import type { Read } from '../db/database.ts';
import type { Impact } from '../graphql/director.generated.ts';
import { listRules } from '../landscape/scenarioAssignment.store.ts';
import { grouped, previewRemoval, type RuleGroup } from '../landscape/scenarioRule.ts';
import { notFound } from '../shared/errors.ts';
import type { Settings } from '../shared/settings.ts';
import { compileSchema, refusedBy } from './jsonSchema.ts';
import { checkLabelInput } from './label.ts';
import { definitionOf } from './labelDefinition.changes.ts';
import { labelsWithKey, listDefinitions } from './labelDefinition.store.ts';
import { type LabelDefinition, requireDeletable } from './labelDefinition.ts';
import { countLabels, namesOf, useKey } from './labelUse.store.ts';

const mostShown = 50;

/** Every definition with how often its key is used. */
export async function labelKeyUses(read: Read, tenantId: string) {
  const counts = await countLabels(read, tenantId);
  const definitions = await listDefinitions(read, tenantId);
  return definitions.map(({ key, schema }) => ({
    key,
    schema,
    applicationCount: counts.get(useKey(key, 'APPLICATION')) ?? 0,
    runtimeCount: counts.get(useKey(key, 'RUNTIME')) ?? 0,
  }));
}

/** What the definition of a key has against a value; null if nothing. @throws InvalidData unless it can be a label at all */
export async function labelProblem(
  read: Read,
  tenantId: string,
  label: { key: string; value: unknown },
): Promise<string | null> {
  checkLabelInput(label.key, label.value);
  const definition = await definitionOf(read, tenantId, label.key);
  return definition?.schema ? compileSchema(definition.schema)(label.value) : null;
}

/** Which labels there are a definition would refuse. */
export async function previewDefinition(read: Read, tenantId: string, { key, schema }: LabelDefinition) {
  const labels = await labelsWithKey(read, tenantId, key);
  const values = labels.map(({ value }) => value);
  const { total, first } = schema === null ? { total: 0, first: [] } : refusedBy(schema, values, mostShown);
  const found = first.flatMap(({ index, problem }) => {
    const label = labels[index];
    return label ? [{ ...label, problem }] : [];
  });
  const names = await namesOf(
    read,
    tenantId,
    found.map(({ objectId }) => objectId),
  );
  return {
    labelCount: labels.length,
    refusedCount: total,
    refused: found.map(({ objectId: id, kind, value, problem }) => ({
      object: { id, kind, name: names.get(id) ?? '' },
      value,
      problem,
    })),
  };
}

interface DeletionPreview {
  labelCount: number;
  rules: RuleGroup[];
  impact: Impact;
}

/** What goes with a definition and its labels. @throws NotFound without it, InvalidData if it cannot be deleted */
export async function previewDeletion(
  read: Read,
  env: { settings: Settings },
  tenantId: string,
  key: string,
): Promise<DeletionPreview> {
  requireDeletable(key);
  if (!(await definitionOf(read, tenantId, key))) {
    throw notFound(`while deleting label definition: Object ${key} not found`);
  }
  const all = await listRules(read, { tenantId, kind: null });
  const rules = all.filter(({ selector }) => selector.key === key);
  // Without the labels nothing matches: what the rules hold ends as if they were deleted.
  const { impact } = await previewRemoval(read, env, tenantId, rules);
  return {
    labelCount: (await labelsWithKey(read, tenantId, key)).length,
    rules: grouped(rules),
    impact,
  };
}
