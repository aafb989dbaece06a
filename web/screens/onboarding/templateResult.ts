import { filledIn, inputAsJson, placeholdersIn } from '../../members/templateText.ts';

export interface TemplateResult {
  /** What the Application will be called; holds the placeholders that have no value yet. */
  name: string;
  scenarios: string[];
  /** The placeholders in the name: what is wrong with the name is said at the last of them. */
  namedBy: string[];
}

const textsIn = (value: unknown) =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];

/** What an Application of a template will be, as far as the values go; the server fills in all of it in the same way. */
export function templateResult(applicationInput: string, values: Readonly<Record<string, string>>): TemplateResult {
  const input = JSON.parse(inputAsJson(applicationInput)) as {
    name?: unknown;
    labels?: { scenarios?: unknown } | null;
  };
  const name = typeof input.name === 'string' ? input.name : '';
  return {
    name: filledIn(name, values),
    scenarios: textsIn(input.labels?.scenarios).map((each) => filledIn(each, values)),
    namedBy: placeholdersIn(name),
  };
}
