import type { Tx } from '../db/database.ts';
import type { ObjectKind } from '../db/tables/director.tables.ts';
import * as applications from '../director/application.registration.ts';
import { getApplication } from '../director/application.store.ts';
import * as templates from '../director/applicationTemplate.changes.ts';
import { findTemplate } from '../director/applicationTemplate.store.ts';
import { addContent, updateDefinition } from '../director/content.changes.ts';
import * as labelDefinitions from '../director/labelDefinition.changes.ts';
import { toLabelDefinition } from '../director/labelDefinition.ts';
import { setLabelsOfAll } from '../director/labelSetting.ts';
import { add as addPackage } from '../director/package.changes.ts';
import * as runtimes from '../director/runtime.registration.ts';
import { getRuntime, updateRuntime } from '../director/runtime.store.ts';
import { runtimeFacts } from '../director/runtime.ts';
import { record } from '../events/activity.ts';
import type { RequestContext } from '../graphql/context.ts';
import { apply } from '../landscape/changes.ts';
import { listRules } from '../landscape/scenarioAssignment.store.ts';
import { createRules } from '../landscape/scenarioRule.ts';
import { createScenario } from '../landscape/scenarios.ts';
import type {
  ImportDocument,
  ImportedApplication,
  ImportedDefinition,
  ImportedRuntime,
  ImportedTemplate,
} from './importDocument.ts';
import type { PlannedItem } from './importPlan.ts';
import { membershipsOf, newRules } from './planImpact.ts';
import type { Plan } from './planning.ts';
import type { Importing } from './present.ts';
import { definitionInputOf, templateInputOf } from './templateInputs.ts';

/** What a document says of each name. */
export interface ByName {
  labelDefinitions: ReadonlyMap<string, ImportedDefinition>;
  templates: ReadonlyMap<string, ImportedTemplate>;
  applications: ReadonlyMap<string, ImportedApplication>;
  runtimes: ReadonlyMap<string, ImportedRuntime>;
}

export const byName = (document: ImportDocument): ByName => ({
  labelDefinitions: new Map(document.labelDefinitions.map((each) => [each.key, each])),
  templates: new Map(document.templates.map((each) => [each.name, each])),
  applications: new Map(document.applications.map((each) => [each.name, each])),
  runtimes: new Map(document.runtimes.map((each) => [each.name, each])),
});

function wantedIn<Wanted>(names: ReadonlyMap<string, Wanted>, { name }: PlannedItem): Wanted {
  const wanted = names.get(name);
  if (!wanted) throw new Error(`${name} is not in the document`);
  return wanted;
}

const withScenarios = ({ labels, scenarios }: ImportedApplication | ImportedRuntime) =>
  scenarios.length > 0 ? { ...labels, scenarios } : labels;

/** New Applications or Runtimes. @returns their ids, in the same order. */
export async function createAll(
  tx: Tx,
  env: RequestContext,
  tenantId: string,
  { kind, items }: { kind: ObjectKind; items: readonly PlannedItem[] },
  document: ByName,
): Promise<string[]> {
  const registered =
    kind === 'RUNTIME'
      ? await runtimes.registerAll(
          tx,
          env,
          tenantId,
          items.map((item) => {
            const wanted = wantedIn(document.runtimes, item);
            const { name, description } = wanted;
            return { name, description, labels: withScenarios(wanted) };
          }),
        )
      : await applications.registerAll(
          tx,
          env,
          tenantId,
          items.map((item) => {
            const { scenarios: given, ...rest } = wantedIn(document.applications, item);
            const scenarios = [...new Set(given)].filter((name) => name !== env.settings.defaultScenario);
            return { ...rest, labels: withScenarios({ ...rest, scenarios }) };
          }),
        );
  return registered.map(({ id }) => id);
}

/** A scenario, label definition or template. */
export async function create(
  tx: Tx,
  env: Importing,
  tenantId: string,
  item: PlannedItem,
  document: ByName,
): Promise<void> {
  if (item.kind === 'SCENARIO') await createScenario(tx, env, tenantId, item.name);
  else if (item.kind === 'LABEL_DEFINITION') {
    const input = definitionInputOf(wantedIn(document.labelDefinitions, item));
    await labelDefinitions.create(tx, env, tenantId, toLabelDefinition(input, env.settings.defaultScenario));
  } else if (item.kind === 'TEMPLATE') {
    await templates.create(tx, env, tenantId, templateInputOf(wantedIn(document.templates, item), env.templates));
  }
}

/** All memberships of what is here, then the new rules: each all at once, so that nothing stops in between. */
export async function govern(
  tx: Tx,
  env: RequestContext,
  tenantId: string,
  { items, document }: Pick<Plan, 'items' | 'document'>,
): Promise<void> {
  const memberships = membershipsOf(items);
  const options = { action: 'landscape.changed', expectedVersion: null };
  if (memberships.length > 0) await apply(tx, env, tenantId, memberships, options);
  const rules = newRules(items, document, await listRules(tx, { tenantId, kind: null }));
  if (rules.length > 0) await createRules(tx, env, tenantId, rules);
}

/** Applications or Runtimes that are here: first what each has alone, then the labels of all. */
export async function changeAll(
  tx: Tx,
  env: Importing,
  tenantId: string,
  { kind, items }: { kind: ObjectKind; items: readonly PlannedItem[] },
  document: ByName,
): Promise<void> {
  for (const item of items) await change(tx, env, tenantId, item, document);
  const labelled = items.flatMap(({ id, difference }) =>
    id === null || !difference || Object.keys(difference.labels).length === 0
      ? []
      : [{ id, labels: difference.labels }],
  );
  if (labelled.length > 0) await setLabelsOfAll(tx, env, tenantId, kind, labelled);
}

/** Everything but memberships, which change all at once, and labels, which change together. */
export async function change(
  tx: Tx,
  env: Importing,
  tenantId: string,
  item: PlannedItem,
  document: ByName,
): Promise<void> {
  const { kind, id, difference } = item;
  if (kind === 'LABEL_DEFINITION') {
    const input = definitionInputOf(wantedIn(document.labelDefinitions, item));
    await labelDefinitions.update(tx, env, tenantId, toLabelDefinition(input, env.settings.defaultScenario));
    return;
  }
  if (kind === 'TEMPLATE' && id !== null) {
    const wanted = wantedIn(document.templates, item);
    const description = wanted.description ?? (await findTemplate(tx, id))?.description ?? null;
    await templates.update(tx, env, tenantId, id, templateInputOf({ ...wanted, description }, env.templates));
    return;
  }
  if (id === null || !difference) return;
  const reach = { tenantId, application: null, sharingWith: null, runtime: null };
  const { fields, packages, definitions } = difference;
  if (kind === 'RUNTIME') {
    if (Object.keys(fields).length > 0) {
      const before = await getRuntime(tx, reach, id);
      const after = await updateRuntime(tx, reach, id, {
        description: fields['description'] ?? null,
        updatedAt: env.clock(),
      });
      await record(tx, env, {
        tenantId,
        action: 'runtime.updated',
        objects: [{ kind, id, name: before.name }],
        before: runtimeFacts(before),
        after: runtimeFacts(after),
        touched: { runtimeIds: [id] },
        changesLandscape: false,
      });
    }
    return;
  }
  if (Object.keys(fields).length > 0) {
    const { providerName, description, healthCheckURL, integrationSystemID, statusCondition } = await getApplication(
      tx,
      reach,
      id,
    );
    const kept = { providerName, description, healthCheckURL, integrationSystemID, statusCondition };
    await applications.update(tx, env, tenantId, id, { ...kept, ...fields });
  }
  const vocabulary = 'Package' as const;
  for (const each of packages) await addPackage(tx, env, { tenantId, vocabulary }, { applicationID: id, in: each });
  for (const { kind: content, input, packageId, id: known } of definitions) {
    if (content === 'API') {
      if (known === null) await addContent(tx, env, 'API', { tenantId, vocabulary, packageId }, input);
      else await updateDefinition(tx, env, { kind: 'API', tenantId, id: known }, input);
    } else if (known === null) await addContent(tx, env, 'EVENT', { tenantId, vocabulary, packageId }, input);
    else await updateDefinition(tx, env, { kind: 'EVENT', tenantId, id: known }, input);
  }
}
