import { describeError } from '../errors.ts';
import type { FieldErrors } from '../members/fieldErrors.ts';
import { whyKept } from './keptLabels.ts';
import type { LabelOwner } from './ownedLabels.ts';

/** What is wrong with a label of an object of this kind before the server is asked. */
export function labelProblems(kind: LabelOwner['kind'], key: string, value: string): FieldErrors {
  const problems: FieldErrors = {};
  const keyProblem = labelKeyProblem(kind, key);
  if (keyProblem !== null) problems['key'] = keyProblem;
  if (value.trim() === '') problems['value'] = 'A value is needed.';
  else {
    try {
      JSON.parse(value);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      problems['value'] = `This is not JSON: ${error.message}. Text stands in quotes.`;
    }
  }
  return problems;
}

/** What speaks against setting or deleting a label with this key; null if nothing does. */
export function labelKeyProblem(kind: LabelOwner['kind'], key: string): string | null {
  if (key === '') return 'A key is needed.';
  if (!/^[a-zA-Z0-9_]+$/.test(key)) return 'Letters, digits and _ only.';
  if (key === 'scenarios') return 'Scenarios are changed on their own tab.';
  return whyKept(kind, key);
}

/**
 * What a value has against the schema of its key, from `... while validating value V against JSON Schema: S: P`
 * (director.md section 6); null if the error is about something else.
 */
export function labelValueProblem(error: unknown): string | null {
  const { message } = describeError(error);
  const [, value, rest] = /validating value ([\s\S]*?) against JSON Schema: ([\s\S]*)$/.exec(message) ?? [];
  if (value === undefined || rest === undefined) return null;
  const end = closingBrace(rest);
  return inWords(end === -1 ? rest : rest.slice(end + 1).replace(/^:\s*/, '')).replace(/\.$/, '');
}

/** What a schema has against a value, as a sentence; `(root)` is the value itself. */
export const inWords = (problem: string): string =>
  `Does not fit the schema of this key: ${problem.replaceAll('(root): ', '').replaceAll('(root) ', '').replace(/\.$/, '')}.`;

/** Index of the brace that closes the JSON object the text begins with; -1 if there is none. */
function closingBrace(text: string): number {
  if (!text.startsWith('{')) return -1;
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (quoted) {
      if (sign === '\\') at += 1;
      else if (sign === '"') quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === '{') depth += 1;
    else if (sign === '}') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return -1;
}
