import { indexFacts, outcome } from '../../landscape/impact.ts';
import type { Change, Facts, Member } from '../../landscape/model.ts';
import type { Read, Tx } from '../db/database.ts';
import type { ObjectKind } from '../db/tables/director.tables.ts';
import type { Touched } from '../events/feed.ts';
import type { Impact } from '../graphql/director.generated.ts';
import { invalidData, notFound } from '../shared/errors.ts';
import { loadFactsAround, lockLandscape } from './facts.store.ts';
import { describeImpact, touchedBy } from './impact.ts';
import {
  deleteMembershipsOf,
  deleteScenarios,
  firstMembers,
  insertScenarios,
  scenarioNames,
  scenariosOf,
} from './membership.store.ts';
import { type Env, endConnections, writeConnections, writeMemberships } from './outcome.store.ts';
import { checkScenarioName, checkScenariosValue, problemWithScenarios } from './scenario.ts';
import { listRules, ruleChangesOf } from './scenarioAssignment.store.ts';

export type { Env } from './outcome.store.ts';
export { scenarioNames, scenariosOf };

interface MemberKey {
  tenantId: string;
  kind: ObjectKind;
  objectId: string;
}

export interface MembershipsReplaced {
  /** Names, sorted; those held by rule or by default included. */
  before: string[];
  after: string[];
  impact: Impact;
  touched: Pick<Touched, 'applicationIds' | 'runtimeIds'>;
}

/**
 * Makes the memberships by hand exactly these and ends what they no longer allow (product.md 3, 4). An Application that
 * is given none but the default scenario ends in it; any other scenario drops it. Right after the object's row was
 * inserted the same call gives it its first memberships. What the rules say of its labels is brought up to date.
 * @throws InvalidData in the words of director.md 6 if one is no scenario or is named twice; NotFound without the object.
 */
export async function replaceScenarios(
  tx: Tx,
  env: Env,
  {
    tenantId,
    kind,
    objectId,
    scenarios,
    isReadBack = false,
  }: MemberKey & { scenarios: string[]; isReadBack?: boolean },
): Promise<MembershipsReplaced> {
  const tenant = await lockLandscape(tx, tenantId);
  const names = await scenarioNames(tx, tenantId);
  checkScenariosValue(scenarios, names);
  const { defaultScenario } = env.settings;
  const rules = await ruleChangesOf(tx, tenantId, objectId);
  const { facts, scenarioIds } = await loadFactsAround(tx, tenant, defaultScenario, {
    objectIds: [objectId],
    scenarios: [...scenarios, ...rules.map(({ scenario }) => scenario)],
  });
  const index = indexFacts(facts);
  const member = index.members.get(objectId);
  if (member?.kind !== kind) throw notFound();

  const automatic = (name: string) => kind === 'APPLICATION' && name === defaultScenario;
  const wanted = scenarios.filter((name) => !automatic(name));
  const dropped = [...member.memberships].filter(
    ([name, { manual }]) => manual && !automatic(name) && !wanted.includes(name),
  );
  const decided = new Map(rules.map(({ scenario, holds }) => [scenario, holds]));
  const stillHeld = [...member.memberships].flatMap(([name, { rule }]) =>
    rule && decided.get(name) !== false ? [name] : [],
  );
  const byRule = [...decided.values()].includes(true) || stillHeld.length > 0;
  const byHand = isReadBack ? wanted.filter((name) => !stillHeld.includes(name)) : wanted;
  const changes: Change[] = [
    ...byHand.map((scenario) => ({ addToScenario: { objectID: objectId, scenario } })),
    ...dropped.map(([scenario]) => ({ removeFromScenario: { objectID: objectId, scenario } })),
  ];
  if (kind === 'APPLICATION' && wanted.length === 0 && !byRule) {
    changes.push({ addToScenario: { objectID: objectId, scenario: defaultScenario } });
  }
  const result = outcome(index, changes, rules);
  const nameOf = (id: string) => index.members.get(id)?.name ?? '';
  await writeMemberships(tx, env, tenantId, scenarioIds, result.memberships);
  await writeConnections(tx, env, tenant, result.impact, nameOf);
  const after = result.memberships[0]?.after.map(({ scenario }) => scenario) ?? [...member.scenarios];
  return {
    before: [...member.scenarios],
    after,
    impact: describeImpact(index, result.impact),
    touched: touchedBy(result),
  };
}

/**
 * Ends the connections of an object that is being unregistered and deletes its memberships. Call it before the row goes.
 * @throws NotFound without the object.
 */
export async function removeFromLandscape(
  tx: Tx,
  env: Env,
  { tenantId, kind, objectId }: MemberKey,
): Promise<Pick<MembershipsReplaced, 'impact' | 'touched'>> {
  const tenant = await lockLandscape(tx, tenantId);
  const section = await loadFactsAround(tx, tenant, env.settings.defaultScenario, {
    objectIds: [objectId],
    scenarios: [],
  });
  // Leaving every scenario, whoever put it there, with none to return to, is what the rest of the landscape sees.
  const index = indexFacts({ ...byHand(section.facts, objectId), defaultScenario: '' });
  const member = index.members.get(objectId);
  if (member?.kind !== kind) throw notFound();
  const changes = member.scenarios.map((scenario) => ({ removeFromScenario: { objectID: objectId, scenario } }));
  const result = outcome(index, changes);
  await endConnections(tx, env, tenantId, result.impact.breaks, (id) => index.members.get(id)?.name ?? '');
  await deleteMembershipsOf(tx, tenantId, objectId);
  const touched = touchedBy(result);
  if (kind === 'APPLICATION') touched.applicationIds = [...new Set([...touched.applicationIds, objectId])];
  else touched.runtimeIds = [...new Set([...touched.runtimeIds, objectId])];
  return { impact: describeImpact(index, { ...result.impact, sideEffects: [], conflicts: [] }), touched };
}

/** The facts as if this object were in its scenarios by hand only. */
function byHand(facts: Facts, objectId: string): Facts {
  const apply = (member: Member): Member =>
    member.id === objectId
      ? { ...member, memberships: member.memberships.map(({ scenario }) => ({ scenario, manual: true, rule: false })) }
      : member;
  return { ...facts, applications: facts.applications.map(apply), runtimes: facts.runtimes.map(apply) };
}

/**
 * Creates and removes scenarios so that exactly these exist: what an update of the label definition `scenarios` means.
 * @returns the ids of scenarios that were created or removed and whether anything changed.
 * @throws InvalidData for a bad name, without the default scenario, or while a removed one has members or a rule (director.md 6).
 */
export async function setScenarioNames(
  tx: Tx,
  env: Env,
  tenantId: string,
  names: readonly string[],
): Promise<{ created: string[]; removed: string[] }> {
  await lockLandscape(tx, tenantId);
  const { defaultScenario } = env.settings;
  for (const name of names) checkScenarioName(name);
  if (!names.includes(defaultScenario)) {
    throw invalidData(`while validating schema for key scenarios: items.enum must contain "${defaultScenario}"`);
  }
  const present = await scenarioNames(tx, tenantId);
  const removed = present.filter((name) => !names.includes(name));
  const used = (await firstMembers(tx, tenantId)).find(({ scenario }) => removed.includes(scenario));
  if (used) await refuseRemoval(tx, used, names);
  const ruled = (await listRules(tx, { tenantId, kind: null })).find(({ scenarioName }) =>
    removed.includes(scenarioName),
  );
  if (ruled) {
    throw invalidData(
      `while updating label definition: while validating Scenario Assignments against a new schema: Scenario Assignment [scenario=${ruled.scenarioName}] is not valid against a new schema: ${problemWithScenarios([ruled.scenarioName], names)}`,
    );
  }
  const created = [...new Set(names)].filter((name) => !present.includes(name));
  const createdAt = env.clock();
  await deleteScenarios(tx, tenantId, removed);
  await insertScenarios(
    tx,
    created.map((name) => ({ id: env.newId(), tenantId, name, createdAt })),
  );
  return { created, removed };
}

async function refuseRemoval(
  read: Read,
  { kind, objectId }: { kind: ObjectKind; objectId: string },
  names: readonly string[],
): Promise<never> {
  const value = (await scenariosOf(read, [objectId])).get(objectId) ?? [];
  const object = kind === 'APPLICATION' ? 'Application' : 'Runtime';
  throw invalidData(
    `while updating label definition: label with key "scenarios" is not valid against new schema for ${object} with ID "${objectId}": ${problemWithScenarios(value, names)}`,
  );
}
