import type { Tx } from '../db/database.ts';
import { record } from '../events/activity.ts';
import { openEntrance } from '../landscape/entrance.ts';
import { type MembershipsReplaced, removeFromLandscape, replaceScenarios } from '../landscape/membership.ts';
import { followRules } from '../landscape/rules.ts';
import { notFound } from '../shared/errors.ts';
import { deleteLabels, type LabelledObject } from './label.store.ts';
import { scenariosKey } from './label.ts';
import {
  type Acting,
  allLabelsOf,
  deleteLabel,
  namesIn,
  openLabels,
  scenariosAmong,
  scenariosFrom,
  setLabel,
  withScenarios,
  writeLabels,
} from './labelling.ts';
import { changeReach, mayAssignScenarios, requireRegistrar, requireScenarioAuthority } from './ownership.ts';
import { deleteRuntime, findRuntime, getRuntime, insertRuntime, updateRuntime } from './runtime.store.ts';
import { newRuntime, type RuntimeInput, type RuntimeRecord, runtimeFacts, updatedRuntime } from './runtime.ts';
import { deleteSystemAuthsOf } from './systemAuth.store.ts';

const objectOf = ({ id, tenantId }: RuntimeRecord): LabelledObject => ({ tenantId, kind: 'RUNTIME', objectId: id });
const named = ({ id, name }: RuntimeRecord) => [{ kind: 'RUNTIME', id, name }];
const touching = (id: string, replaced?: Pick<MembershipsReplaced, 'touched'>) => ({
  applicationIds: replaced?.touched.applicationIds ?? [],
  runtimeIds: [...new Set([...(replaced?.touched.runtimeIds ?? []), id])],
});

/** Registers a Runtime with its labels; without `scenarios` it is in none (product.md S11). */
export async function register(tx: Tx, env: Acting, tenantId: string, input: RuntimeInput): Promise<RuntimeRecord> {
  const [runtime] = await registerAll(tx, env, tenantId, [input]);
  if (!runtime) throw new Error('a Runtime was not registered');
  return runtime;
}

/** As `register`, one after the other, with an entry each; what they need to know of the tenant is read once. */
export async function registerAll(
  tx: Tx,
  env: Acting,
  tenantId: string,
  inputs: readonly RuntimeInput[],
): Promise<RuntimeRecord[]> {
  requireRegistrar(env.consumer, 'a Runtime');
  const newcomers = inputs.map((input) => {
    const { [scenariosKey]: wanted, ...labels } = input.labels ?? {};
    if (wanted !== undefined) requireScenarioAuthority(env.consumer);
    return { runtime: newRuntime(input, { id: env.newId(), tenantId, at: env.clock() }), wanted, labels };
  });
  const entrance = await openEntrance(
    tx,
    env,
    tenantId,
    'RUNTIME',
    newcomers.map(({ runtime: { id, name }, wanted, labels }) => ({ id, name, labels, scenarios: namesIn(wanted) })),
  );
  const label = await openLabels(
    tx,
    tenantId,
    newcomers.flatMap(({ labels }) => Object.keys(labels)),
  );
  for (const { runtime, wanted, labels } of newcomers) {
    await insertRuntime(tx, runtime);
    await label(objectOf(runtime), labels);
    if (wanted !== undefined) scenariosAmong(entrance.names, wanted);
    const entered = await entrance.enter(runtime.id);
    await record(tx, env, {
      tenantId,
      action: 'runtime.registered',
      objects: named(runtime),
      after: { ...runtimeFacts(runtime), labels: withScenarios('RUNTIME', labels, entered.after) },
      impact: entered.impact,
      touched: touching(runtime.id, entered),
      changesLandscape: true,
    });
  }
  return newcomers.map(({ runtime }) => runtime);
}

/**
 * Scenarios are replaced with the other labels, but only by whom they are for to decide: for anyone else those by hand
 * stay, and asking for others is refused.
 */
async function replaceScenarioLabel(
  tx: Tx,
  env: Acting,
  object: LabelledObject,
  wanted: unknown,
  present: unknown,
): Promise<Pick<MembershipsReplaced, 'impact' | 'touched'> | undefined> {
  if (mayAssignScenarios(env.consumer)) {
    const scenarios = wanted === undefined ? [] : await scenariosFrom(tx, object.tenantId, wanted);
    return replaceScenarios(tx, env, { ...object, scenarios, isReadBack: true });
  }
  const sorted = (value: unknown) => JSON.stringify(Array.isArray(value) ? [...value].sort() : value);
  if (wanted !== undefined && sorted(wanted) !== sorted(present ?? [])) requireScenarioAuthority(env.consumer);
  return followRules(tx, env, object);
}

/** Replaces everything, all labels included (director.md 10.2). */
export async function update(
  tx: Tx,
  env: Acting,
  tenantId: string,
  id: string,
  input: RuntimeInput,
): Promise<RuntimeRecord> {
  const reach = changeReach(env.consumer, tenantId);
  const changes = updatedRuntime(input, env.clock());
  const before = await getRuntime(tx, reach, id);
  const object = objectOf(before);
  const labelsBefore = await allLabelsOf(tx, object);
  const { [scenariosKey]: wanted, ...labels } = input.labels ?? {};
  const runtime = await updateRuntime(tx, reach, id, changes);
  await deleteLabels(tx, object);
  await writeLabels(tx, object, labels);
  const replaced = await replaceScenarioLabel(tx, env, object, wanted, labelsBefore[scenariosKey]);
  await record(tx, env, {
    tenantId,
    action: 'runtime.updated',
    objects: named(before),
    before: { ...runtimeFacts(before), labels: labelsBefore },
    after: { ...runtimeFacts(runtime), labels: await allLabelsOf(tx, object) },
    impact: replaced?.impact,
    touched: touching(id, replaced),
    changesLandscape: true,
  });
  return runtime;
}

/** Removes a Runtime and everything that belongs to it (director.md 21). @returns its last state. */
export async function unregister(tx: Tx, env: Acting, tenantId: string, id: string): Promise<RuntimeRecord> {
  const runtime = await getRuntime(tx, changeReach(env.consumer, tenantId), id);
  const object = objectOf(runtime);
  const labels = await allLabelsOf(tx, object);
  const { impact, touched } = await removeFromLandscape(tx, env, object);
  await deleteLabels(tx, object);
  await deleteSystemAuthsOf(tx, object);
  await deleteRuntime(tx, tenantId, id);
  await record(tx, env, {
    tenantId,
    action: 'runtime.unregistered',
    objects: named(runtime),
    before: { ...runtimeFacts(runtime), labels },
    impact,
    touched,
    changesLandscape: true,
  });
  return runtime;
}

async function labelled(tx: Tx, env: Acting, tenantId: string, id: string): Promise<RuntimeRecord> {
  const runtime = await findRuntime(tx, changeReach(env.consumer, tenantId), id);
  if (!runtime) throw notFound(`Runtime with ID ${id} doesn't exist`);
  return runtime;
}

/** Sets a label and answers it as it is now. */
export async function setRuntimeLabel(
  tx: Tx,
  env: Acting,
  tenantId: string,
  { runtimeID, key, value }: { runtimeID: string; key: string; value: unknown },
) {
  const runtime = await labelled(tx, env, tenantId, runtimeID);
  const set = await setLabel(tx, env, objectOf(runtime), key, value);
  if (set === null) return { key, value };
  const { value: now, before, ruled, ...rest } = set;
  await record(tx, env, {
    tenantId,
    action: 'label.set',
    objects: named(runtime),
    before: before === undefined ? (ruled?.before ?? null) : { [key]: before, ...ruled?.before },
    after: { [key]: now, ...ruled?.after },
    touched: { runtimeIds: [runtimeID] },
    ...rest,
  });
  return { key, value: now };
}

/** Deletes a label and answers it with the value it had. */
export async function deleteRuntimeLabel(
  tx: Tx,
  env: Acting,
  tenantId: string,
  { runtimeID, key }: { runtimeID: string; key: string },
) {
  const runtime = await labelled(tx, env, tenantId, runtimeID);
  const { value, after, ruled, ...rest } = await deleteLabel(tx, env, objectOf(runtime), key);
  await record(tx, env, {
    tenantId,
    action: 'label.deleted',
    objects: named(runtime),
    before: { [key]: value, ...ruled?.before },
    after: after === undefined ? (ruled?.after ?? null) : { [key]: after },
    touched: { runtimeIds: [runtimeID] },
    ...rest,
  });
  return { key, value };
}
