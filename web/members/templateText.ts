import { parseValue, valueFromASTUntyped } from 'graphql';

/** The input of a template, which is answered as GraphQL text, as JSON that one can edit. */
export function inputAsJson(applicationInput: string): string {
  return JSON.stringify(valueFromASTUntyped(parseValue(applicationInput)), null, 2);
}

/** Names of the placeholders in a text, each once, in order. */
export function placeholdersIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\{([^{}\s]+)\}\}/g)].map(([, name = '']) => name))];
}

/** The JSON text of an input as an object; what is wrong with it, in words, otherwise. */
export function readInput(text: string): { input: Record<string, unknown> } | { problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { problem: `This is not JSON: ${error.message}.` };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { problem: 'It has to be an object.' };
  const input = value as Record<string, unknown>;
  return typeof input['name'] === 'string'
    ? { input }
    : { problem: 'The application needs a name, for example "{{name}}".' };
}

/** The input with the values in place of the placeholders: how the Application will be called. */
export function filledIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{([^{}\s]+)\}\}/g, (whole, name: string) => values[name] || whole);
}
