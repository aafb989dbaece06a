import { useQuery } from '@apollo/client/react';
import { useCallback } from 'react';
import { useChanges } from '../changes/changesContext.ts';
import { AllScenarioRulesDocument } from '../graphql.generated.ts';
import { useLandscape } from '../live/landscape.ts';
import { useRefetchOnChange } from '../members/useRefetchOnChange.ts';
import { effectOfLabels, type LabelHolder, type RuleEffect } from './ruleEffect.ts';

export interface RuleEffects {
  /** What rules would make of this label; undefined removes it. Null while the rules are not known. */
  of: (key: string, value: unknown) => RuleEffect | null;
  /** Why the rules could not be read; undefined if they could. */
  problem: unknown;
}

/** What automatic assignment would make of a label of one object, by the rules and the landscape as they are now. */
export function useRuleEffect({ kind, id }: LabelHolder): RuleEffects {
  const { index } = useChanges();
  const { landscape } = useLandscape();
  const { data, error, refetch } = useQuery(AllScenarioRulesDocument, { fetchPolicy: 'network-only' });
  useRefetchOnChange(landscape.sequence, refetch);
  const rules = data?.scenarioRules;
  const of = useCallback(
    (key: string, value: unknown) =>
      index && rules ? effectOfLabels(index, rules, { kind, id }, new Map([[key, value]])) : null,
    [index, rules, kind, id],
  );
  return { of, problem: error };
}
