import type { applicationTemplates } from '../db/tables/template.tables.ts';
import { invalidData } from '../shared/errors.ts';
import type { ApplicationRegistration } from './application.ts';
import { isTooDeep } from './label.ts';
import { all, check, dnsName, elements, fields, length, type Problem, printable, required } from './validation.ts';

export type ApplicationTemplateRecord = typeof applicationTemplates.$inferSelect;

export interface Placeholder {
  name: string;
  description?: string | null;
}

export interface ApplicationTemplateInput {
  name: string;
  description?: string | null;
  applicationInput: ApplicationRegistration;
  placeholders?: Placeholder[] | null;
  accessLevel: 'GLOBAL';
}

export interface TemplateValue {
  placeholder: string;
  value: string;
}

const repeated = (names: readonly string[]): Problem => {
  const name = names.find((each, position) => names.indexOf(each) < position);
  return name === undefined ? null : `placeholder [name=${name}] not unique`;
};

function placeholdersProblem({ applicationInput, placeholders }: ApplicationTemplateInput): Problem {
  const names = (placeholders ?? []).map(({ name }) => name);
  const text = JSON.stringify(applicationInput);
  const unused = names.find((name) => !text.includes(`{{${name}}}`));
  return (
    repeated(names) ??
    (unused === undefined ? null : `application input does not use provided placeholder [name=${unused}]`)
  );
}

const templateName = all(required, printable, length(1, 100));

/** Checks an ApplicationTemplateInput; the application input itself only when it is used (director.md 5). */
export function checkTemplate(input: ApplicationTemplateInput): void {
  // Before it is made text, which would exhaust the stack.
  if (isTooDeep(input.applicationInput)) {
    throw invalidData('validation error for type ApplicationTemplateInput: applicationInput: is nested too deeply.');
  }
  const placeholder = fields({ name: all(required, dnsName), description: length(0, 2000) });
  check(
    'ApplicationTemplateInput',
    {
      Name: templateName,
      Description: length(0, 2000),
      Placeholders: elements(placeholder),
      AccessLevel: required,
      'Rule.ValidPlaceholders': () => placeholdersProblem(input),
    },
    {
      Name: input.name,
      Description: input.description,
      Placeholders: input.placeholders,
      AccessLevel: input.accessLevel,
    },
  );
}

/** Checks an ApplicationFromTemplateInput (director.md 5). */
export function checkValues(input: { templateName: string; values?: TemplateValue[] | null }): void {
  const value = fields({ placeholder: all(required, dnsName), value: length(0, 128) });
  check(
    'ApplicationFromTemplateInput',
    {
      TemplateName: templateName,
      Values: elements(value),
      'Rule.UniquePlaceholders': () => repeated((input.values ?? []).map(({ placeholder }) => placeholder)),
    },
    { TemplateName: input.templateName, Values: input.values },
  );
}

/**
 * Puts values for placeholders into every string and key of a stored input. They stay text whatever they contain, and
 * what they contain is not substituted again.
 * @throws InvalidData in the words of director.md 6 if a placeholder has no value.
 */
export function substitute(
  stored: unknown,
  placeholders: readonly Placeholder[],
  given: readonly TemplateValue[],
): unknown {
  const values = new Map(given.map(({ placeholder, value }) => [placeholder, value]));
  const missing = placeholders.find(({ name }) => !values.has(name));
  if (missing) {
    throw invalidData(`required placeholder not provided: value for placeholder name '${missing.name}' not found`);
  }
  const declared = new Set(placeholders.map(({ name }) => name));
  const inText = (text: string) =>
    text.replace(/\{\{([^{}]*)\}\}/g, (whole, name: string) =>
      declared.has(name) ? (values.get(name) ?? whole) : whole,
    );
  const within = (value: unknown): unknown => {
    if (typeof value === 'string') return inText(value);
    if (Array.isArray(value)) return value.map(within);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [inText(key), within(member)]));
  };
  return within(stored);
}
