import { isDeepStrictEqual } from 'node:util';
import type { Read, Tx } from '../db/database.ts';
import type { Recorder } from '../events/activity.ts';
import { type Env, replaceScenarios, scenarioNames, scenariosOf } from '../landscape/membership.ts';
import { followRules, type RulesApplied } from '../landscape/rules.ts';
import type { Consumer } from '../shared/consumer.ts';
import { invalidData, notFound } from '../shared/errors.ts';
import { deleteLabels, type LabelledObject, labelsOfApplications, labelsOfRuntimes, putLabels } from './label.store.ts';
import { checkLabelInput, checkLabelValue, isLabelKey, scenariosKey } from './label.ts';
import { ensureDefinitions } from './labelDefinition.store.ts';
import { scenariosDefinition } from './labelDefinition.ts';
import { requireScenarioAuthority } from './ownership.ts';

/** Who acts, and what acting needs; `RequestContext` fits. */
export interface Acting extends Env, Omit<Recorder, 'consumer'> {
  consumer: Consumer;
}

/** Every label of one object, `scenarios` merged in: always on Applications, on Runtimes if there is any. */
export async function allLabelsOf(read: Read, { kind, objectId }: LabelledObject): Promise<Record<string, unknown>> {
  const stored = await (kind === 'APPLICATION' ? labelsOfApplications : labelsOfRuntimes)(read, [objectId]);
  return withScenarios(kind, stored.get(objectId) ?? {}, (await scenariosOf(read, [objectId])).get(objectId));
}

/** Stored labels with the derived `scenarios`. */
export function withScenarios(
  kind: LabelledObject['kind'],
  stored: Record<string, unknown>,
  scenarios: readonly string[] = [],
): Record<string, unknown> {
  return kind === 'RUNTIME' && scenarios.length === 0 ? stored : { ...stored, [scenariosKey]: scenarios };
}

/** Checks values against the definitions of their keys, creates missing definitions, and stores them. Not `scenarios`. */
export async function writeLabels(
  tx: Tx,
  object: LabelledObject,
  values: Readonly<Record<string, unknown>>,
): Promise<void> {
  await (await openLabels(tx, object.tenantId, Object.keys(values)))(object, values);
}

/** As `writeLabels`, for many objects: the definitions of all their keys are made and read once. */
export async function openLabels(tx: Tx, tenantId: string, keys: Iterable<string>) {
  const schemas = await ensureDefinitions(tx, tenantId, [...new Set(keys)]);
  return async (object: LabelledObject, values: Readonly<Record<string, unknown>>): Promise<void> => {
    for (const [key, schema] of schemas) if (Object.hasOwn(values, key)) checkLabelValue(key, values[key], schema);
    await putLabels(tx, object, values);
  };
}

/** The names in a value for `scenarios`. @throws InvalidData unless its definition accepts the value. */
export async function scenariosFrom(read: Read, tenantId: string, value: unknown): Promise<string[]> {
  return scenariosAmong(await scenarioNames(read, tenantId), value);
}

/** What a value for `scenarios` names, before it is known whether it may. */
export const namesIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];

/** As `scenariosFrom`, where it is known which scenarios there are. */
export function scenariosAmong(names: readonly string[], value: unknown): string[] {
  if (Array.isArray(value) && value.length > 0 && new Set(value).size === value.length) {
    const known = new Set<unknown>(names);
    if (value.every((name) => known.has(name))) return value;
  }
  const { schema } = scenariosDefinition(names);
  checkLabelValue(scenariosKey, value, schema ?? '{}');
  throw invalidData(`the label ${scenariosKey} has to be a list of names`);
}

/**
 * Sets one label of an object that exists. `scenarios` goes through the memberships.
 * @returns the value as it is now, the one before (undefined if there was none), and what it did to the landscape; null if
 * the label already has this value: agents of 2020 set theirs with every synchronisation (director.md 23).
 */
export async function setLabel(tx: Tx, env: Acting, object: LabelledObject, key: string, value: unknown) {
  checkLabelInput(key, value);
  if (key === scenariosKey) {
    requireScenarioAuthority(env.consumer);
    const scenarios = await scenariosFrom(tx, object.tenantId, value);
    const { before, after, impact, touched } = await replaceScenarios(tx, env, { ...object, scenarios });
    return { value: after, before, impact, touched, ruled: undefined, changesLandscape: true };
  }
  const before = (await allLabelsOf(tx, object))[key];
  if (before !== undefined && isDeepStrictEqual(before, value)) return null;
  await writeLabels(tx, object, { [key]: value });
  return { value, before, ...(await ruledBy(tx, env, object, key)) };
}

/**
 * Deletes one label of an object that exists. An Application that loses `scenarios` returns to the default scenario.
 * @returns the value it had. @throws NotFound if there is no such label.
 */
export async function deleteLabel(tx: Tx, env: Acting, object: LabelledObject, key: string) {
  const absent = () => {
    const owner = object.kind === 'APPLICATION' ? 'Application' : 'Runtime';
    return notFound(`while getting label for ${owner}: Object ${key} not found`);
  };
  if (key === scenariosKey) {
    requireScenarioAuthority(env.consumer);
    const { before, after, impact, touched } = await replaceScenarios(tx, env, { ...object, scenarios: [] });
    if (before.length === 0) throw absent();
    return { value: before as unknown, after, impact, touched, ruled: undefined, changesLandscape: true };
  }
  const deleted = isLabelKey(key) ? await deleteLabels(tx, object, key) : {};
  if (!Object.hasOwn(deleted, key)) throw absent();
  return { value: deleted[key], ...(await ruledBy(tx, env, object, key)) };
}

/** What the rules make of labels that were just written or deleted: of the one with this key, or of all. */
export const ruledBy = async (tx: Tx, env: Acting, object: LabelledObject, key?: string) =>
  toldOf(await followRules(tx, env, object, key));

/** What rules did, as the entry of a label tells it. */
export function toldOf(applied: RulesApplied | undefined) {
  if (!applied) return { changesLandscape: false, ruled: undefined };
  const { impact, touched, before, after } = applied;
  const names = ({ memberships }: RulesApplied['after']) => ({
    [scenariosKey]: memberships.flatMap((each) => each.memberships.map(({ scenario }) => scenario)),
  });
  return { impact, touched, ruled: { before: names(before), after: names(after) }, changesLandscape: true };
}
