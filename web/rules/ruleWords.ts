import { formatPlural } from '../format/counts.ts';
import type { RuleEffectFragment, ScenarioRulesQuery } from '../graphql.generated.ts';

export type Rule = ScenarioRulesQuery['scenarioRules'][number];
export type Kind = Rule['matches'][number];

const kindWords: Readonly<Record<Kind, string>> = { APPLICATION: 'applications', RUNTIME: 'runtimes' };

/** `applications and runtimes`. */
export const matchesInWords = (matches: readonly Kind[]): string =>
  matches.map((kind) => kindWords[kind]).join(' and ');

/** `region = "eu"`. */
export const selectorInWords = ({ key, value }: Rule['selector']): string => `${key} = ${JSON.stringify(value)}`;

/** Whom creating or deleting a rule concerns, and what stops. */
export function effectInWords(
  effect: Pick<RuleEffectFragment, 'applicationCount' | 'runtimeCount'> & { impact: { breaks: { total: number } } },
): string {
  const { applicationCount, runtimeCount, impact } = effect;
  const who = [
    applicationCount > 0 && formatPlural(applicationCount, 'application'),
    runtimeCount > 0 && formatPlural(runtimeCount, 'runtime'),
  ].filter(Boolean);
  const stops = impact.breaks.total;
  const concerned = `It concerns ${who.join(' and ') || 'nothing'} now.`;
  if (stops === 0) return `${concerned} No live connection stops.`;
  return `${concerned} ${formatPlural(stops, 'live connection')} ${stops === 1 ? 'stops' : 'stop'}.`;
}
