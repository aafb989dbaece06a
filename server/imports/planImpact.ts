import { indexFacts, outcome } from '../../landscape/impact.ts';
import type { Change, Facts, ImpactPair, RuleChange } from '../../landscape/model.ts';
import type { ObjectKind } from '../db/tables/director.tables.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { Impact } from '../graphql/director.generated.ts';
import { loadFacts, readTenant } from '../landscape/facts.store.ts';
import { describeImpact } from '../landscape/impact.ts';
import { listRules, matchedBy, type ScenarioRule } from '../landscape/scenarioAssignment.store.ts';
import { missingKinds } from './governingPlan.ts';
import { type ImportDocument, nameOfRule } from './importDocument.ts';
import { isOpen, type PlannedItem } from './importPlan.ts';
import type { Plan } from './planning.ts';

const nothing: Pick<Facts, 'scenarios' | 'applications' | 'runtimes' | 'connections'> = {
  ...{ scenarios: [], applications: [], runtimes: [], connections: [] },
};

/** Memberships of what is here already: what is new gets its own when it is registered. */
export function membershipsOf(items: readonly PlannedItem[]): Change[] {
  return items.flatMap(({ id, difference }) =>
    id === null ? [] : (difference?.scenarios ?? []).map((scenario) => ({ addToScenario: { objectID: id, scenario } })),
  );
}

/** Rules that the import creates, one for each kind of objects. */
export function newRules(
  items: readonly PlannedItem[],
  { rules }: Pick<ImportDocument, 'rules'>,
  present: readonly ScenarioRule[],
): ScenarioRule[] {
  const open = new Set(items.filter(({ kind, action }) => kind === 'RULE' && isOpen(action)).map(({ name }) => name));
  return rules
    .filter((rule) => open.has(nameOfRule(rule)))
    .flatMap((rule) =>
      missingKinds(rule, present).map((kind) => ({ kind, scenarioName: rule.scenario, selector: rule.label })),
    );
}

/** What rules make of the labels that the items set. */
function ruledBy(items: readonly PlannedItem[], rules: readonly ScenarioRule[], kind: ObjectKind): RuleChange[] {
  return items.flatMap(({ id, difference, ...item }) =>
    id === null || item.kind !== kind || !difference
      ? []
      : rules
          .filter((rule) => rule.kind === kind && rule.selector.key in difference.labels)
          .map(
            ({ scenarioName: scenario, selector }): RuleChange => ({
              objectID: id,
              scenario,
              holds: difference.labels[selector.key] === selector.value,
            }),
          ),
  );
}

/** Later changes of the same membership take the place of earlier ones. */
function together(...lists: readonly (readonly RuleChange[])[]): RuleChange[] {
  const last = new Map(lists.flat().map((change) => [`${change.objectID} ${change.scenario}`, change]));
  return [...last.values()];
}

/**
 * What carrying the items out does to what is here: their memberships all at once, then the new rules, then what rules make
 * of the labels of Runtimes, then of those of Applications. A connection that only one of these steps breaks does not come
 * back.
 */
export async function impactOf(
  { read, settings }: Pick<RequestContext, 'read' | 'settings'>,
  tenantId: string,
  { items, document }: Pick<Plan, 'items' | 'document'>,
): Promise<Impact> {
  const changes = membershipsOf(items);
  const present = await listRules(read, { tenantId, kind: null });
  const created = newRules(items, document, present);
  const byNewRules: RuleChange[] = [];
  for (const rule of created) byNewRules.push(...(await matchedBy(read, tenantId, rule)));
  const rules = [...present, ...created];
  const ofRuntimes = ruledBy(items, rules, 'RUNTIME');
  const ofApplications = ruledBy(items, rules, 'APPLICATION');
  const tenant = await readTenant(read, tenantId);
  // The whole landscape is only looked at if something of it changes.
  const isUntouched = changes.length + byNewRules.length + ofRuntimes.length + ofApplications.length === 0;
  const { facts } = isUntouched
    ? { facts: { ...nothing, defaultScenario: settings.defaultScenario, connectionPolicy: tenant.connectionPolicy } }
    : await loadFacts(read, tenant, settings.defaultScenario);
  const made = items.filter(({ kind, action }) => kind === 'SCENARIO' && action === 'CREATE');
  const index = indexFacts({ ...facts, scenarios: [...facts.scenarios, ...made.map(({ name }) => ({ name }))] });
  const isNews = ({ objectID, scenario, holds }: RuleChange) =>
    (index.members.get(objectID)?.memberships.get(scenario)?.rule ?? false) !== holds;
  const steps = [
    [],
    byNewRules,
    together(byNewRules, ofRuntimes),
    together(byNewRules, ofRuntimes, ofApplications),
  ].map((ruled) => outcome(index, changes, ruled.filter(isNews)).impact);
  const broken = new Map<string, ImpactPair>();
  for (const pair of steps.flatMap(({ breaks }) => breaks)) {
    broken.set(`${pair.applicationID} ${pair.runtimeID}`, pair);
  }
  const last = steps.at(-1);
  if (!last) throw new Error('four steps have four impacts');
  return describeImpact(index, { ...last, breaks: [...broken.values()] });
}
