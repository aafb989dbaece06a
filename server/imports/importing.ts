import type { Change } from '../../landscape/model.ts';
import type { Read, Tx } from '../db/database.ts';
import * as applications from '../director/application.registration.ts';
import { getApplication } from '../director/application.store.ts';
import { checkRegistration } from '../director/application.ts';
import { addContent, updateDefinition } from '../director/content.changes.ts';
import { checkLabelValue } from '../director/label.ts';
import { listDefinitions } from '../director/labelDefinition.store.ts';
import { add as addPackage } from '../director/package.changes.ts';
import * as runtimes from '../director/runtime.registration.ts';
import { getRuntime, updateRuntime } from '../director/runtime.store.ts';
import { runtimeFacts, updatedRuntime } from '../director/runtime.ts';
import { definitionsIn, judgeSpecs } from '../director/specVerdict.ts';
import { record } from '../events/activity.ts';
import type { RequestContext } from '../graphql/context.ts';
import { apply, preview } from '../landscape/changes.ts';
import { checkScenarioName } from '../landscape/scenario.ts';
import { createScenario } from '../landscape/scenarios.ts';
import { CompassError } from '../shared/errors.ts';
import { sha256 } from '../shared/ids.ts';
import {
  type ImportDocument,
  type ImportedApplication,
  type ImportedRuntime,
  writeDocument,
} from './importDocument.ts';
import { type PlannedItem, type Present, type Problems, planImport } from './importPlan.ts';
import { loadPresent } from './present.ts';

export interface Plan {
  present: Present;
  items: PlannedItem[];
  document: string;
  digest: string;
}

function whyRefused(check: () => void): string | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof CompassError) return error.message;
    throw error;
  }
}

async function problemsIn(read: Read, tenantId: string): Promise<Problems> {
  const schemas = new Map((await listDefinitions(read, tenantId)).map(({ key, schema }) => [key, schema]));
  const labelled = (labels: Record<string, unknown>) => {
    for (const [key, value] of Object.entries(labels)) {
      const schema = schemas.get(key);
      if (schema) checkLabelValue(key, value, schema);
    }
  };
  return {
    ofScenario: (name) => whyRefused(() => checkScenarioName(name)),
    ofApplication: ({ scenarios: _, ...object }) =>
      whyRefused(() => {
        checkRegistration(object);
        labelled(object.labels);
      }),
    ofRuntime: ({ scenarios: _, ...object }) =>
      whyRefused(() => {
        updatedRuntime(object, 0);
        labelled(object.labels);
      }),
  };
}

/** What importing the document would do now. The specifications in it have to be judged. */
async function plan(
  read: Read,
  { settings }: Pick<RequestContext, 'settings'>,
  tenantId: string,
  document: ImportDocument,
): Promise<Plan> {
  const present = await loadPresent(read, tenantId, settings.defaultScenario);
  const items = planImport(document, present, await problemsIn(read, tenantId));
  const text = writeDocument(document);
  const told = items.map(({ kind, name, action, details }) => [kind, name, action, details]);
  return { present, items, document: text, digest: sha256(JSON.stringify([told, text])) };
}

/** Judges the specifications before anything is planned: the rules refuse what nobody has looked at. */
export async function planOf(context: RequestContext, tenantId: string, document: ImportDocument): Promise<Plan> {
  await judgeSpecs(context.specs, definitionsIn(document.applications.flatMap(({ packages }) => packages)));
  return plan(context.read, context, tenantId, document);
}

/** Memberships of what is here already: what is new gets its own when it is registered. */
function membershipsOf(items: readonly PlannedItem[]): Change[] {
  return items.flatMap(({ id, difference }) =>
    id === null ? [] : (difference?.scenarios ?? []).map((scenario) => ({ addToScenario: { objectID: id, scenario } })),
  );
}

/** What the memberships would do, as far as their scenarios are here. */
export async function impactOf(context: RequestContext, tenantId: string, { items, present }: Plan) {
  const changes = membershipsOf(items).filter(
    (change) => 'addToScenario' in change && present.scenarios.has(change.addToScenario.scenario),
  );
  return (await preview(context.read, context, tenantId, changes)).impact;
}

const withScenarios = ({ labels, scenarios }: ImportedApplication | ImportedRuntime) =>
  scenarios.length > 0 ? { ...labels, scenarios } : labels;

async function create(tx: Tx, env: RequestContext, tenantId: string, item: PlannedItem, document: ImportDocument) {
  if (item.kind === 'SCENARIO') {
    await createScenario(tx, env, tenantId, item.name);
    return;
  }
  if (item.kind === 'RUNTIME') {
    const wanted = document.runtimes.find(({ name }) => name === item.name);
    if (!wanted) throw new Error(`${item.name} is not in the document`);
    const { name, description } = wanted;
    await runtimes.register(tx, env, tenantId, { name, description, labels: withScenarios(wanted) });
    return;
  }
  const wanted = document.applications.find(({ name }) => name === item.name);
  if (!wanted) throw new Error(`${item.name} is not in the document`);
  const scenarios = wanted.scenarios.filter((name) => name !== env.settings.defaultScenario);
  const { scenarios: _, ...rest } = wanted;
  await applications.register(tx, env, tenantId, { ...rest, labels: withScenarios({ ...wanted, scenarios }) });
}

async function change(tx: Tx, env: RequestContext, tenantId: string, { kind, id, difference }: PlannedItem) {
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

/**
 * Carries the plan out in one transaction.
 * @throws ConcurrentUpdate if it would be another one by now.
 */
export async function applyPlan(
  context: RequestContext,
  tenantId: string,
  document: ImportDocument,
  digest: string,
): Promise<readonly PlannedItem[]> {
  const before = await planOf(context, tenantId, document);
  // Definitions that keep the specification they have here are written whole.
  const definitions = before.items.flatMap(({ difference }) => difference?.definitions ?? []);
  await judgeSpecs(
    context.specs,
    definitions.map(({ input }) => input),
  );
  return context.write(async (tx) => {
    const now = await plan(tx, context, tenantId, document);
    if (now.digest !== digest || before.digest !== digest) {
      throw new CompassError('ConcurrentUpdate', 'what is here has changed since the import was planned: plan it anew');
    }
    for (const item of before.items) {
      if (item.action === 'CREATE') await create(tx, context, tenantId, item, document);
      else if (item.action === 'CHANGE') await change(tx, context, tenantId, item);
    }
    const memberships = membershipsOf(before.items);
    if (memberships.length > 0) {
      await apply(tx, context, tenantId, memberships, { action: 'landscape.changed', expectedVersion: null });
    }
    return before.items;
  });
}
