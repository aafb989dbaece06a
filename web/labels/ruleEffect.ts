import { type Index, outcome } from '../../landscape/impact.ts';
import type { Impact, RuleChange } from '../../landscape/model.ts';

export interface LabelRule {
  scenario: string;
  selector: { key: string; value: unknown };
  matches: readonly ('APPLICATION' | 'RUNTIME')[];
}

/** What rules make of labels. */
export interface RuleEffect {
  /** Scenarios the object comes into and leaves; of the default one the side effects tell. */
  joins: string[];
  leaves: string[];
  impact: Impact;
}

export interface LabelHolder {
  kind: 'APPLICATION' | 'RUNTIME' | 'SCENARIO';
  id: string;
}

/** @param labels of the object as they will be, of those that change; undefined for one that is removed. */
export function effectOfLabels(
  index: Index,
  rules: readonly LabelRule[],
  owner: LabelHolder,
  labels: ReadonlyMap<string, unknown>,
): RuleEffect {
  const before = index.members.get(owner.id);
  const changes = rules
    .filter(({ matches, selector }) => matches.some((kind) => kind === owner.kind) && labels.has(selector.key))
    .map(
      ({ scenario, selector }): RuleChange => ({
        ...{ objectID: owner.id, scenario, holds: labels.get(selector.key) === selector.value },
      }),
    )
    .filter(({ scenario, holds }) => (before?.memberships.get(scenario)?.rule ?? false) !== holds);
  const { impact, memberships } = outcome(index, [], changes);
  const bySideEffect = new Set(impact.sideEffects.map(({ scenario }) => scenario));
  const now = before?.scenarios ?? [];
  const then = memberships.find(({ member }) => member.id === owner.id)?.after.map(({ scenario }) => scenario) ?? now;
  const told = (scenario: string) => !bySideEffect.has(scenario);
  return {
    joins: then.filter((scenario) => told(scenario) && !now.includes(scenario)),
    leaves: now.filter((scenario) => told(scenario) && !then.includes(scenario)),
    impact,
  };
}

export const isWithoutEffect = ({
  breaks,
  begins,
  becomesPossible,
  stopsBeingPossible,
  sideEffects,
}: Impact): boolean =>
  [breaks, begins, becomesPossible, stopsBeingPossible, sideEffects].every((each) => each.length === 0);
