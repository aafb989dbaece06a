import type { Tx } from '../db/database.ts';
import * as applications from '../director/application.registration.ts';
import { getApplication } from '../director/application.store.ts';
import { addContent, updateDefinition } from '../director/content.changes.ts';
import { add as addPackage } from '../director/package.changes.ts';
import * as runtimes from '../director/runtime.registration.ts';
import { getRuntime, updateRuntime } from '../director/runtime.store.ts';
import { runtimeFacts } from '../director/runtime.ts';
import { record } from '../events/activity.ts';
import type { RequestContext } from '../graphql/context.ts';
import { createScenario } from '../landscape/scenarios.ts';
import type { ImportDocument, ImportedApplication, ImportedRuntime } from './importDocument.ts';
import type { PlannedItem } from './importPlan.ts';

/** What a document says of each name. */
export interface ByName {
  applications: ReadonlyMap<string, ImportedApplication>;
  runtimes: ReadonlyMap<string, ImportedRuntime>;
}

export const byName = (document: ImportDocument): ByName => ({
  applications: new Map(document.applications.map((each) => [each.name, each])),
  runtimes: new Map(document.runtimes.map((each) => [each.name, each])),
});

const withScenarios = ({ labels, scenarios }: ImportedApplication | ImportedRuntime) =>
  scenarios.length > 0 ? { ...labels, scenarios } : labels;

/** @returns the id as plans have it: null for a scenario. */
export async function create(
  tx: Tx,
  env: RequestContext,
  tenantId: string,
  item: PlannedItem,
  document: ByName,
): Promise<string | null> {
  if (item.kind === 'SCENARIO') {
    await createScenario(tx, env, tenantId, item.name);
    return null;
  }
  if (item.kind === 'RUNTIME') {
    const wanted = document.runtimes.get(item.name);
    if (!wanted) throw new Error(`${item.name} is not in the document`);
    const { name, description } = wanted;
    return (await runtimes.register(tx, env, tenantId, { name, description, labels: withScenarios(wanted) })).id;
  }
  const wanted = document.applications.get(item.name);
  if (!wanted) throw new Error(`${item.name} is not in the document`);
  const scenarios = wanted.scenarios.filter((name) => name !== env.settings.defaultScenario);
  const { scenarios: _, ...rest } = wanted;
  const labels = withScenarios({ ...wanted, scenarios });
  return (await applications.register(tx, env, tenantId, { ...rest, labels })).id;
}

/** Everything but the memberships, which change all at once. */
export async function change(
  tx: Tx,
  env: RequestContext,
  tenantId: string,
  { kind, id, difference }: PlannedItem,
): Promise<void> {
  if (id === null || !difference) return;
  const reach = { tenantId, application: null, sharingWith: null, runtime: null };
  const { fields, labels, packages, definitions } = difference;
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
    for (const [key, value] of Object.entries(labels)) {
      await runtimes.setRuntimeLabel(tx, env, tenantId, { runtimeID: id, key, value });
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
  for (const [key, value] of Object.entries(labels)) {
    await applications.setApplicationLabel(tx, env, tenantId, { applicationID: id, key, value });
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
