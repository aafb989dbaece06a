import { isDeepStrictEqual } from 'node:util';
import type { ObjectKind } from '../db/tables/director.tables.ts';
import { changed } from './changeWords.ts';
import { type ImportedDefinition, type ImportedRule, type ImportedTemplate, nameOfRule } from './importDocument.ts';
import type { PlannedItem, Present, Problems } from './importPlan.ts';

type Outcome = Pick<PlannedItem, 'action' | 'details'> & { id?: string | null };
const keep: Outcome = { action: 'KEEP', details: [] };
const conflict = (why: string): Outcome => ({ action: 'CONFLICT', details: [why] });
const item = (kind: PlannedItem['kind'], name: string, { id = null, ...rest }: Outcome): PlannedItem => ({
  ...{ kind, name, id, difference: null },
  ...rest,
});

/** A definition without a schema leaves the one that is here: an import never removes. */
export function planDefinitions(
  wanted: readonly ImportedDefinition[],
  { labelDefinitions }: Pick<Present, 'labelDefinitions'>,
  problems: Pick<Problems, 'ofDefinition'>,
): PlannedItem[] {
  const outcome = (definition: ImportedDefinition): Outcome => {
    const { key, schema } = definition;
    const here = labelDefinitions.get(key);
    if (here !== undefined && (schema === null || isDeepStrictEqual(schema, here))) return keep;
    const why = problems.ofDefinition(definition);
    if (why !== null) return conflict(why);
    if (here === undefined) return { action: 'CREATE', details: schema === null ? [] : ['With a schema.'] };
    return { action: 'CHANGE', details: [changed('the schema', here, schema)] };
  };
  return wanted.map((definition) => item('LABEL_DEFINITION', definition.key, outcome(definition)));
}

const templateFields = [
  ['applicationInput', 'Replaces the input.'],
  ['placeholders', 'Replaces the placeholders.'],
] as const;

/** One with credentials stays as it is: an import has none, and would lose them. */
export function planTemplates(
  wanted: readonly ImportedTemplate[],
  { templates }: Pick<Present, 'templates'>,
  problems: Pick<Problems, 'ofTemplate' | 'shownInput'>,
): PlannedItem[] {
  const outcome = (template: ImportedTemplate): Outcome => {
    const here = templates?.get(template.name);
    const given = { ...template, applicationInput: problems.shownInput(template) };
    const description = template.description ?? here?.description ?? null;
    const details = !here
      ? []
      : [
          ...(description === here.description ? [] : [changed('the description', here.description, description)]),
          ...templateFields.flatMap(([field, words]) => (isDeepStrictEqual(given[field], here[field]) ? [] : [words])),
        ];
    if (here && details.length === 0) return keep;
    const why = problems.ofTemplate(template);
    if (why !== null) return conflict(why);
    if (!here) return { action: 'CREATE', details };
    if (here.hasCredentials) {
      return conflict('The template here holds credentials, which an import would lose: change it by hand');
    }
    return { action: 'CHANGE', details, id: here.id };
  };
  return wanted.map((template) => item('TEMPLATE', template.name, outcome(template)));
}

const plural: Record<ObjectKind, string> = { APPLICATION: 'Applications', RUNTIME: 'Runtimes' };

/** The kinds of objects for which a scenario has no rule yet. */
export const missingKinds = ({ scenario, matches }: ImportedRule, rules: Present['rules']): ObjectKind[] =>
  matches.filter((kind) => !rules.some((rule) => rule.scenarioName === scenario && rule.kind === kind));

/** @param refusal why a rule cannot be; in the order of the rules. */
export function planRules(
  wanted: readonly ImportedRule[],
  { rules }: Pick<Present, 'rules'>,
  refusal: (rule: ImportedRule) => string | null,
): PlannedItem[] {
  const outcome = (rule: ImportedRule): Outcome => {
    const { scenario, label, matches } = rule;
    const why = refusal(rule);
    if (why !== null) return conflict(why);
    const other = rules.find(
      ({ scenarioName, kind, selector: { key, value } }) =>
        scenarioName === scenario && matches.includes(kind) && (key !== label.key || value !== label.value),
    );
    if (other) {
      const { key, value } = other.selector;
      return conflict(
        `${scenario} has another rule for ${plural[other.kind]}, label ${key}=${value}: delete that one first`,
      );
    }
    const missing = missingKinds(rule, rules);
    if (missing.length === 0) return keep;
    const objects = missing.map((kind) => plural[kind]).join(' and ');
    const details = [`Puts ${objects} with label ${label.key}=${label.value} into ${scenario}.`];
    return { action: missing.length < matches.length ? 'CHANGE' : 'CREATE', details };
  };
  return wanted.map((rule) => item('RULE', nameOfRule(rule), outcome(rule)));
}
