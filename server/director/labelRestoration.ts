import type { RuleChange } from '../../landscape/model.ts';
import type { Read, Tx } from '../db/database.ts';
import { record } from '../events/activity.ts';
import type { Impact } from '../graphql/director.generated.ts';
import { lockLandscape, readTenant } from '../landscape/facts.store.ts';
import { applyRules, impactOfRules } from '../landscape/rules.ts';
import { listRules } from '../landscape/scenarioAssignment.store.ts';
import { invalidOperation, notFound } from '../shared/errors.ts';
import type { Settings } from '../shared/settings.ts';
import { refusedBy } from './jsonSchema.ts';
import { definitionOf } from './labelDefinition.changes.ts';
import { insertDefinition, labelsWithKey } from './labelDefinition.store.ts';
import type { LabelDefinition } from './labelDefinition.ts';
import type { Acting } from './labelling.ts';
import { findDeletion, insertLabels, labelledSince, type RemovedLabel } from './labelRestoration.store.ts';
import { namesOf } from './labelUse.store.ts';

interface Plan {
  definition: LabelDefinition;
  /** Whether it is still gone; one that is there by now stays as it is. */
  isDefined: boolean;
  labels: RemovedLabel[];
  goneCount: number;
  setSinceCount: number;
  refusedCount: number;
}

/** Which labels would come back. @throws NotFound unless the entry tells of a deleted label definition */
async function planOf(read: Read, tenantId: string, sequence: number): Promise<Plan> {
  const deleted = await findDeletion(read, tenantId, sequence);
  if (!deleted) throw notFound(`Entry ${sequence} does not tell of a label definition that was deleted`);
  const { key, schema } = deleted;
  const present = await definitionOf(read, tenantId, key);
  const ids = deleted.labels.map(({ objectId }) => objectId);
  const names = await namesOf(read, tenantId, ids);
  const there = deleted.labels.filter(({ objectId }) => names.has(objectId));
  const since = await labelledSince(read, tenantId, sequence, key);
  for (const { objectId } of await labelsWithKey(read, tenantId, key)) since.add(objectId);
  const untouched = there.filter(({ objectId }) => !since.has(objectId));
  const values = untouched.map(({ value }) => value);
  const isOther = present?.schema !== undefined && present.schema !== null && present.schema !== schema;
  const refused = isOther ? refusedBy(present.schema ?? '{}', values, values.length).first : [];
  const isRefused = new Set(refused.map(({ index }) => index));
  return {
    definition: present ?? { key, schema },
    isDefined: present !== undefined,
    labels: untouched.filter((_, index) => !isRefused.has(index)),
    goneCount: deleted.labels.length - there.length,
    setSinceCount: there.length - untouched.length,
    refusedCount: isRefused.size,
  };
}

async function rulesOver(
  read: Read,
  tenantId: string,
  { definition, labels }: Pick<Plan, 'definition' | 'labels'>,
): Promise<RuleChange[]> {
  const all = await listRules(read, { tenantId, kind: null });
  return all
    .filter(({ selector }) => selector.key === definition.key)
    .flatMap(({ scenarioName: scenario, kind, selector }) =>
      labels
        .filter((label) => label.kind === kind && label.value === selector.value)
        .map(({ objectId: objectID }) => ({ objectID, scenario, holds: true })),
    );
}

/** What `restore` would do. @throws NotFound unless the entry tells of a deleted label definition */
export async function previewRestoration(
  read: Read,
  env: { settings: Settings },
  tenantId: string,
  sequence: number,
): Promise<Omit<Plan, 'definition' | 'labels'> & { key: string; labelCount: number; impact: Impact }> {
  const { definition, labels, ...plan } = await planOf(read, tenantId, sequence);
  const rules = await rulesOver(read, tenantId, { definition, labels });
  const { impact } = await impactOfRules(read, env, await readTenant(read, tenantId), rules);
  return { ...plan, key: definition.key, labelCount: labels.length, impact };
}

/**
 * Defines a label again, and sets what went with its definition where nobody has set or removed it since.
 * @throws NotFound unless the entry tells of a deleted label definition, InvalidOperation if nothing of it is left to do.
 */
export async function restore(tx: Tx, env: Acting, tenantId: string, sequence: number): Promise<LabelDefinition> {
  const { definition, isDefined, labels } = await planOf(tx, tenantId, sequence);
  const { key } = definition;
  if (isDefined && labels.length === 0) {
    throw invalidOperation(`Nothing of the deletion of ${key} is left to take back`);
  }
  if (!isDefined) await insertDefinition(tx, tenantId, definition);
  await insertLabels(tx, { tenantId, key }, labels);
  // After the labels and before the rules are read: a rule created meanwhile sees the labels, or is seen here.
  const tenant = await lockLandscape(tx, tenantId);
  const rules = await rulesOver(tx, tenantId, { definition, labels });
  const applied = rules.length > 0 ? await applyRules(tx, env, tenant, rules) : undefined;
  await record(tx, env, {
    tenantId,
    action: 'labelDefinition.restored',
    objects: [{ kind: 'LABEL_DEFINITION', id: key, name: key }, ...(applied?.objects ?? [])],
    concerns: labels.map(({ objectId }) => objectId),
    before: applied?.before,
    after: { ...definition, labels, ...applied?.after },
    impact: applied?.impact,
    touched: { everything: labels.length > 0 },
    changesLandscape: applied !== undefined,
  });
  return definition;
}
