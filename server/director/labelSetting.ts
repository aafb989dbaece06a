import { isDeepStrictEqual } from 'node:util';
import type { Tx } from '../db/database.ts';
import type { ObjectKind } from '../db/tables/director.tables.ts';
import { record } from '../events/activity.ts';
import { lockLandscape, type TenantRow } from '../landscape/facts.store.ts';
import { applyRules } from '../landscape/rules.ts';
import { listRules, ruleChangesOf, type ScenarioRule } from '../landscape/scenarioAssignment.store.ts';
import { notFound } from '../shared/errors.ts';
import { labelsOfApplications, labelsOfRuntimes } from './label.store.ts';
import { checkLabelInput } from './label.ts';
import { type Acting, openLabels, toldOf } from './labelling.ts';
import { namesOf } from './labelUse.store.ts';

interface Labelled {
  id: string;
  /** Without `scenarios`. */
  labels: Readonly<Record<string, unknown>>;
}

interface Step {
  id: string;
  name: string;
  key: string;
  before: unknown;
  value: unknown;
}

/** Lets the rules over the key decide about the object; other labels of it have steps of their own. */
async function ruled(tx: Tx, env: Acting, tenant: TenantRow, step: Step, rules: readonly ScenarioRule[]) {
  const { id, key, before, value } = step;
  const own = rules.filter(({ selector }) => selector.key === key);
  if (!own.some(({ selector }) => selector.value === before || selector.value === value)) return undefined;
  const scenarios = new Set(own.map(({ scenarioName }) => scenarioName));
  const changes = await ruleChangesOf(tx, tenant.id, id);
  const decided = changes.filter(({ scenario }) => scenarios.has(scenario));
  return decided.length > 0 ? applyRules(tx, env, tenant, decided) : undefined;
}

/**
 * Sets labels of many objects of a kind, with an entry for each label that changes; what it takes to know of the tenant is
 * read once.
 * @throws NotFound if an object is gone; InvalidData for a label that its definition refuses.
 */
export async function setLabelsOfAll(
  tx: Tx,
  env: Acting,
  tenantId: string,
  kind: ObjectKind,
  objects: readonly Labelled[],
): Promise<void> {
  const ids = objects.map(({ id }) => id);
  const names = await namesOf(tx, tenantId, ids);
  const stored = await (kind === 'APPLICATION' ? labelsOfApplications : labelsOfRuntimes)(tx, ids);
  const put = await openLabels(
    tx,
    tenantId,
    objects.flatMap(({ labels }) => Object.keys(labels)),
  );
  const steps: Step[] = [];
  for (const { id, labels } of objects) {
    const name = names.get(id);
    if (name === undefined)
      throw notFound(`${kind === 'APPLICATION' ? 'application' : 'Runtime'} with ID ${id} doesn't exist`);
    const had = stored.get(id) ?? {};
    for (const [key, value] of Object.entries(labels)) {
      const before = Object.hasOwn(had, key) ? had[key] : undefined;
      checkLabelInput(key, value);
      if (before === undefined || !isDeepStrictEqual(before, value)) steps.push({ id, name, key, before, value });
    }
    await put({ tenantId, kind, objectId: id }, labels);
  }
  // After the labels and before the rules are read: a rule created meanwhile sees the labels, or is seen here.
  const tenant = await lockLandscape(tx, tenantId);
  const rules = await listRules(tx, { tenantId, kind });
  for (const step of steps) {
    const { id, name, key, before, value } = step;
    const told = toldOf(await ruled(tx, env, tenant, step, rules));
    const { ruled: scenarios, ...rest } = told;
    await record(tx, env, {
      tenantId,
      action: 'label.set',
      objects: [{ kind, id, name }],
      before: before === undefined ? (scenarios?.before ?? null) : { [key]: before, ...scenarios?.before },
      after: { [key]: value, ...scenarios?.after },
      touched: kind === 'APPLICATION' ? { applicationIds: [id] } : { runtimeIds: [id] },
      ...rest,
    });
  }
}
