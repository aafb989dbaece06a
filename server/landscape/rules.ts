import { indexFacts, outcome } from '../../landscape/impact.ts';
import type { RuleChange } from '../../landscape/model.ts';
import type { Read, Tx } from '../db/database.ts';
import type { ObjectKind } from '../db/tables/director.tables.ts';
import type { ActivityObject } from '../db/tables/tenant.tables.ts';
import type { Touched } from '../events/feed.ts';
import type { Impact, ObjectReference } from '../graphql/director.generated.ts';
import { loadFactsAround, lockLandscape, type TenantRow } from './facts.store.ts';
import { changesOf, describeImpact, objectsOf, touchedBy } from './impact.ts';
import { type Env, writeConnections, writeMemberships } from './outcome.store.ts';
import { hasRules, outdatedByKey, ruleChangesOf } from './scenarioAssignment.store.ts';

/** What rules did, for the activity entry of the mutation that caused it. */
export interface RulesApplied {
  before: ReturnType<typeof changesOf>['before'];
  after: ReturnType<typeof changesOf>['after'];
  objects: ActivityObject[];
  impact: Impact;
  touched: Pick<Touched, 'applicationIds' | 'runtimeIds'>;
}

async function decide(read: Read, env: Pick<Env, 'settings'>, tenant: TenantRow, rules: readonly RuleChange[]) {
  const section = await loadFactsAround(read, tenant, env.settings.defaultScenario, {
    objectIds: rules.map(({ objectID }) => objectID),
    scenarios: [...new Set(rules.map(({ scenario }) => scenario))],
  });
  const index = indexFacts(section.facts);
  return { section, index, result: outcome(index, [], rules) };
}

/**
 * Writes what rules begin and cease to hold, and ends the connections of pairs that lose their last common scenario.
 * Memberships by hand stay. The caller holds the landscape (`lockLandscape`) since before it computed `rules`.
 */
export async function applyRules(
  tx: Tx,
  env: Env,
  tenant: TenantRow,
  rules: readonly RuleChange[],
): Promise<RulesApplied> {
  const { section, index, result } = await decide(tx, env, tenant, rules);
  await writeMemberships(tx, env, tenant.id, section.scenarioIds, result.memberships);
  await writeConnections(tx, env, tenant, result.impact, (id) => index.members.get(id)?.name ?? '');
  const touched = touchedBy(result);
  return {
    ...changesOf(result),
    objects: objectsOf(index, touched),
    impact: describeImpact(index, result.impact),
    touched,
  };
}

const mostNamed = 50;

/** What `applyRules` would do, how many objects of each kind the changes concern, and the first by name; writes nothing. */
export async function impactOfRules(
  read: Read,
  env: Pick<Env, 'settings'>,
  tenant: TenantRow,
  rules: readonly RuleChange[],
): Promise<{ impact: Impact; counts: Record<ObjectKind, number>; objects: ObjectReference[] }> {
  const { index, result } = await decide(read, env, tenant, rules);
  const counts = { APPLICATION: 0, RUNTIME: 0 };
  for (const { objectID } of rules) {
    const member = index.members.get(objectID);
    if (member) counts[member.kind] += 1;
  }
  const objects = rules.flatMap(({ objectID: id }) => {
    const member = index.members.get(id);
    return member ? [{ id, name: member.name, kind: member.kind }] : [];
  });
  objects.sort((one, other) => one.name.localeCompare(other.name, 'en'));
  return { impact: describeImpact(index, result.impact), counts, objects: objects.slice(0, mostNamed) };
}

/**
 * Lets the rules decide anew about an object whose labels were just written; undefined if nothing changes.
 * @param key of the one label that changed; omitted for all.
 */
export async function followRules(
  tx: Tx,
  env: Env,
  { tenantId, kind, objectId }: { tenantId: string; kind: ObjectKind; objectId: string },
  key?: string,
): Promise<RulesApplied | undefined> {
  // After the labels and before the rules are read: a rule created meanwhile sees the label, or is seen here.
  const tenant = await lockLandscape(tx, tenantId);
  if (key !== undefined && !(await hasRules(tx, { tenantId, kind }, key))) return undefined;
  const rules = await ruleChangesOf(tx, tenantId, objectId);
  return rules.length > 0 ? applyRules(tx, env, tenant, rules) : undefined;
}

/** Ends what rules over this key hold, once all labels with it are deleted; undefined if nothing changes. */
export async function followRulesWithout(
  tx: Tx,
  env: Env,
  tenantId: string,
  key: string,
): Promise<RulesApplied | undefined> {
  const tenant = await lockLandscape(tx, tenantId);
  const rules = await outdatedByKey(tx, tenantId, key);
  return rules.length > 0 ? applyRules(tx, env, tenant, rules) : undefined;
}
