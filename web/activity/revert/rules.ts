import type { Rules } from './present.ts';
import type { RulesReverted } from './told.ts';

export type RuleOffer = { matches: RulesReverted['matches'] } | { why: string };

/** Kinds of objects for which the rule is to be deleted, or added again. */
export function ruleOffer(
  { made, selector, matches }: Pick<RulesReverted, 'made' | 'selector' | 'matches'>,
  scenario: string,
  rules: Rules,
): RuleOffer {
  const own = rules.filter((rule) => rule.scenario === scenario);
  const isSame = (rule: Rules[number]) => rule.selector.key === selector.key && rule.selector.value === selector.value;
  const standing = matches.filter((kind) => own.some((rule) => isSame(rule) && rule.matches.includes(kind)));
  if (made) return standing.length > 0 ? { matches: standing } : { why: 'The rule is gone already.' };
  if (standing.length === matches.length) return { why: 'The rule is there again already.' };
  const free = matches.filter((kind) => !own.some((rule) => rule.matches.includes(kind)));
  return free.length > 0 ? { matches: free } : { why: `${scenario} has another rule by now. Delete that one first.` };
}
