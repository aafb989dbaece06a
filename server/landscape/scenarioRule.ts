import type { RuleChange } from '../../landscape/model.ts';
import type { Read, Tx } from '../db/database.ts';
import type { ObjectKind } from '../db/tables/director.tables.ts';
import { check, fields, length } from '../director/validation.ts';
import { type ActivityEntry, record } from '../events/activity.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { Impact, ObjectReference } from '../graphql/director.generated.ts';
import { invalidData, invalidOperation, notFound } from '../shared/errors.ts';
import { findScenarios } from './connection.store.ts';
import { lockLandscape, readTenant } from './facts.store.ts';
import { applyRules, impactOfRules, type RulesApplied } from './rules.ts';
import { scenarioMaxLength } from './scenario.ts';
import {
  deleteRule,
  heldBy,
  insertRule,
  listRules,
  matchedBy,
  type ScenarioAssignment,
  type ScenarioRule,
  type Selector,
  taken,
} from './scenarioAssignment.store.ts';

export type Acting = Pick<
  RequestContext,
  'clock' | 'newId' | 'settings' | 'consumer' | 'correlationId' | 'feed' | 'onEntry'
>;
type Settings = Pick<RequestContext, 'settings'>;

/** What people call a rule: rules of one scenario with one selector, together. */
export interface RuleGroup {
  scenario: string;
  selector: Selector;
  matches: ObjectKind[];
}

export interface RulePreview {
  version: number;
  applicationCount: number;
  runtimeCount: number;
  objects: ObjectReference[];
  impact: Impact;
}

const selectorRules = { key: length(0, 256), value: length(0, 256) };

/** Only what storage limits (director.md 5). @throws InvalidData */
export function checkSelector(selector: Selector): Selector {
  check('LabelSelectorInput', selectorRules, selector);
  return selector;
}

/** @throws InvalidData */
export function checkAssignment(assignment: ScenarioAssignment): void {
  const rules = { scenarioName: length(0, scenarioMaxLength), selector: fields(selectorRules) };
  check('AutomaticScenarioAssignmentSetInput', rules, assignment);
}

/** Rules that differ only in what they match become one. */
export function grouped(rules: readonly ScenarioRule[]): RuleGroup[] {
  const groups = Map.groupBy(rules, ({ scenarioName, selector }) =>
    JSON.stringify([scenarioName, selector.key, selector.value]),
  );
  return [...groups.values()].flatMap(([first, ...others]) =>
    first
      ? [
          {
            scenario: first.scenarioName,
            selector: first.selector,
            matches: [first, ...others].map(({ kind }) => kind).sort(),
          },
        ]
      : [],
  );
}

/** One rule for each kind. @throws InvalidData without a kind; InvalidOperation for Applications in the default scenario. */
export function rulesOf({ scenario, selector, matches }: RuleGroup, { settings }: Settings): ScenarioRule[] {
  const kinds = [...new Set(matches)].sort();
  if (kinds.length === 0) throw invalidData('matches: name at least one kind of objects');
  const assignment = { scenarioName: scenario, selector };
  checkAssignment(assignment);
  if (kinds.includes('APPLICATION') && scenario === settings.defaultScenario) {
    throw invalidOperation('Applications are in the default scenario by themselves: no rule puts them there');
  }
  return kinds.map((kind) => ({ ...assignment, kind }));
}

const asObject = ({ id, name }: { id: string; name: string }) => ({ kind: 'SCENARIO', id, name });

function entryOf(
  tenantId: string,
  scenarios: { id: string; name: string }[],
  { objects, impact, touched }: RulesApplied,
): Omit<ActivityEntry, 'action' | 'before' | 'after'> {
  return {
    tenantId,
    objects: [...scenarios.map(asObject), ...objects],
    impact,
    touched: { ...touched, scenarioIds: scenarios.map(({ id }) => id) },
    changesLandscape: true,
  };
}

const logged = ({ scenarioName, selector, kind }: ScenarioRule) => ({ scenarioName, selector, kind });

async function scenarioOf(read: Read, tenantId: string, name: string) {
  const [scenario] = await findScenarios(read, tenantId, name);
  if (!scenario) throw notFound(`while creating Assignment: scenario \`${name}\` does not exist`);
  return scenario;
}

async function matchedByAll(read: Read, tenantId: string, rules: readonly ScenarioRule[]): Promise<RuleChange[]> {
  const changes: RuleChange[] = [];
  for (const rule of rules) changes.push(...(await matchedBy(read, tenantId, rule)));
  return changes;
}

/**
 * From now on every object of the kind with the label belongs to the scenario (director.md 9, product.md 3). One entry for all
 * that are created together. @throws NotFound without a scenario, NotUnique if it has a rule for the kind already.
 */
export async function createRules(
  tx: Tx,
  env: Acting,
  tenantId: string,
  rules: readonly ScenarioRule[],
): Promise<void> {
  const tenant = await lockLandscape(tx, tenantId);
  const scenarios = new Map<string, { id: string; name: string }>();
  for (const { scenarioName, kind: objectKind, selector } of rules) {
    const scenario = scenarios.get(scenarioName) ?? (await scenarioOf(tx, tenantId, scenarioName));
    scenarios.set(scenarioName, scenario);
    await insertRule(tx, {
      scenarioId: scenario.id,
      tenantId,
      objectKind,
      selectorKey: selector.key,
      selectorValue: selector.value,
      createdAt: env.clock(),
    });
  }
  const applied = await applyRules(tx, env, tenant, await matchedByAll(tx, tenantId, rules));
  await record(tx, env, {
    ...entryOf(tenantId, [...scenarios.values()], applied),
    action: 'scenarioAssignment.created',
    before: applied.before,
    after: { assignments: rules.map(logged), ...applied.after },
  });
}

/** One entry for all that are deleted together. What only they held ends; what is by hand stays. */
export async function removeRules(
  tx: Tx,
  env: Acting,
  tenantId: string,
  rules: readonly ScenarioRule[],
): Promise<void> {
  const tenant = await lockLandscape(tx, tenantId);
  const scenarios = new Map<string, { id: string; name: string }>();
  const ended: RuleChange[] = [];
  for (const { scenarioName, kind } of rules) {
    const [scenario] = await findScenarios(tx, tenantId, scenarioName);
    if (!scenario) continue;
    scenarios.set(scenario.id, scenario);
    ended.push(...(await heldBy(tx, { tenantId, scenario, kind })));
    await deleteRule(tx, { tenantId, scenario, kind });
  }
  const applied = await applyRules(tx, env, tenant, ended);
  await record(tx, env, {
    ...entryOf(tenantId, [...scenarios.values()], applied),
    action: 'scenarioAssignment.deleted',
    before: { assignments: rules.map(logged), ...applied.before },
    after: applied.after,
  });
}

/** The rules of a scenario that match these kinds. @throws NotFound if there is none. */
export async function rulesIn(
  read: Read,
  tenantId: string,
  { scenario, matches }: { scenario: string; matches: readonly ObjectKind[] | null },
): Promise<ScenarioRule[]> {
  const rules = await listRules(read, { tenantId, kind: null, scenarioName: scenario });
  const asked = rules.filter(({ kind }) => matches?.includes(kind) ?? true);
  if (asked.length > 0) return asked;
  throw notFound(`while getting the rules of scenario ${scenario}: Object was not found`);
}

async function preview(read: Read, env: Settings, tenantId: string, changes: RuleChange[]): Promise<RulePreview> {
  const tenant = await readTenant(read, tenantId);
  const { impact, counts, objects } = await impactOfRules(read, env, tenant, changes);
  return {
    version: tenant.landscapeVersion,
    applicationCount: counts.APPLICATION,
    runtimeCount: counts.RUNTIME,
    objects,
    impact,
  };
}

/** What `createRules` would do; writes nothing and throws the same. */
export async function previewCreation(
  read: Read,
  env: Settings,
  tenantId: string,
  rules: ScenarioRule[],
): Promise<RulePreview> {
  const scenario = await scenarioOf(read, tenantId, rules[0]?.scenarioName ?? '');
  const present = await listRules(read, { tenantId, kind: null, scenarioName: scenario.name });
  const inTheWay = present.find(({ kind }) => rules.some((rule) => rule.kind === kind));
  if (inTheWay) throw taken(inTheWay.kind);
  return preview(read, env, tenantId, await matchedByAll(read, tenantId, rules));
}

/** What `removeRules` would do; writes nothing. */
export async function previewRemoval(
  read: Read,
  env: Settings,
  tenantId: string,
  rules: ScenarioRule[],
): Promise<RulePreview> {
  const ended: RuleChange[] = [];
  for (const { scenarioName, kind } of rules) {
    const [scenario] = await findScenarios(read, tenantId, scenarioName);
    if (scenario) ended.push(...(await heldBy(read, { tenantId, scenario, kind })));
  }
  return preview(read, env, tenantId, ended);
}
