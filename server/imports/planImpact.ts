import { indexFacts, outcome } from '../../landscape/impact.ts';
import type { Change, ImpactPair, RuleChange } from '../../landscape/model.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { Impact } from '../graphql/director.generated.ts';
import { loadFacts, readTenant } from '../landscape/facts.store.ts';
import { describeImpact } from '../landscape/impact.ts';
import { listRules, type ScenarioRule } from '../landscape/scenarioAssignment.store.ts';
import type { PlannedItem } from './importPlan.ts';

/** Memberships of what is here already: what is new gets its own when it is registered. */
export function membershipsOf(items: readonly PlannedItem[]): Change[] {
  return items.flatMap(({ id, difference }) =>
    id === null ? [] : (difference?.scenarios ?? []).map((scenario) => ({ addToScenario: { objectID: id, scenario } })),
  );
}

/** What rules make of the labels that the items set. */
function ruledBy(items: readonly PlannedItem[], rules: readonly ScenarioRule[], kind: 'APPLICATION' | 'RUNTIME') {
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

/**
 * What carrying the items out does to what is here: their memberships all at once, then what rules make of the labels of
 * Runtimes, then of those of Applications. A connection that only one of these steps breaks does not come back.
 */
export async function impactOf(
  { read, settings }: Pick<RequestContext, 'read' | 'settings'>,
  tenantId: string,
  items: readonly PlannedItem[],
): Promise<Impact> {
  const { facts } = await loadFacts(read, await readTenant(read, tenantId), settings.defaultScenario);
  const created = items.filter(({ kind, action }) => kind === 'SCENARIO' && action === 'CREATE');
  const scenarios = [...facts.scenarios, ...created.map(({ name }) => ({ name }))];
  const index = indexFacts({ ...facts, scenarios });
  const held = (change: RuleChange) =>
    (index.members.get(change.objectID)?.memberships.get(change.scenario)?.rule ?? false) === change.holds;
  const rules = await listRules(read, { tenantId, kind: null });
  const ofRuntimes = ruledBy(items, rules, 'RUNTIME').filter((each) => !held(each));
  const ofApplications = ruledBy(items, rules, 'APPLICATION').filter((each) => !held(each));
  const changes = membershipsOf(items);
  const steps = [[], ofRuntimes, [...ofRuntimes, ...ofApplications]].map(
    (ruled) => outcome(index, changes, ruled).impact,
  );
  const broken = new Map<string, ImpactPair>();
  for (const pair of steps.flatMap(({ breaks }) => breaks)) {
    broken.set(`${pair.applicationID} ${pair.runtimeID}`, pair);
  }
  const [, , last] = steps;
  if (!last) throw new Error('three steps have three impacts');
  return describeImpact(index, { ...last, breaks: [...broken.values()] });
}
