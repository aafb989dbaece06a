import { describeError } from '../errors.ts';

/** Problems by field name; `''` holds what belongs to no field. */
export type FieldErrors = Record<string, string>;

/**
 * Sorts a validation text of the server (`validation error for type T: field: problem; field: problem.`, director.md
 * section 5) into the fields of a form. A duplicate is reported at `name`; anything else under `''`.
 */
export function fieldErrorsOf(error: unknown, fields: readonly string[]): FieldErrors {
  const { message, code } = describeError(error);
  if (code === 'NotUnique' || /is not unique/i.test(message))
    return { name: 'This name is taken. Choose another one.' };
  const list = /validation error for type \w+: ([\s\S]*)\.$/.exec(message)?.[1];
  if (list === undefined) return { '': message };
  const found: FieldErrors = {};
  for (const part of list.split(/; (?=[\w.]+: )/)) {
    const [, field = '', problem = part] = /^([\w.]+): ([\s\S]*)$/.exec(part) ?? [];
    const known = fields.find((name) => name.toLowerCase() === field.toLowerCase());
    const text = sentence(problem);
    if (known !== undefined) found[known] = text;
    else found[''] = [found[''], `${field}: ${text}`].filter(Boolean).join(' ');
  }
  return found;
}

function sentence(problem: string): string {
  if (problem.startsWith('[a DNS-1123')) return nameRule;
  const text = bare(problem.replace(/^\[|\]$/g, ''));
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;
}

/** A rule about several fields, or one about a field within a field, stands in brackets: `(Rule.Name: text.)`. */
function bare(problem: string): string {
  const [, inner] = /^\((?:[\w.]+: )?([\s\S]*?)\.?\)$/.exec(problem) ?? [];
  return inner === undefined ? problem : bare(inner);
}

export const nameRule =
  'Lower-case letters, digits, - and . only; starts with a letter, ends with a letter or digit, at most 36 characters.';

/** Says what is wrong with a name before the server has to (the rule `dns-name` of director.md section 5); null if fine. */
export function nameProblem(name: string): string | null {
  if (name === '') return 'A name is needed.';
  if (name.length > 36) return `At most 36 characters; this has ${name.length}.`;
  if (/^\d/.test(name)) return 'Starts with a letter, not with a digit.';
  if (/[A-Z]/.test(name)) return 'Lower-case letters only.';
  const wrong = /[^a-z0-9.-]/.exec(name)?.[0];
  if (wrong !== undefined) return `"${wrong}" is not allowed: letters, digits, - and . only.`;
  const label = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
  return name.split('.').every((part) => label.test(part)) ? null : 'Each part starts and ends with a letter or digit.';
}
