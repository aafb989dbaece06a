import { invalidData } from '../shared/errors.ts';
import { compileSchema } from './jsonSchema.ts';
import { all, check, entries, labelKey, length, type Rule, required } from './validation.ts';

export const scenariosKey = 'scenarios';

/** Whether a label can have this key at all. */
export const isLabelKey = (key: string): boolean => /^[a-zA-Z0-9_]{1,256}$/.test(key);

const mostNesting = 64;

/** Whether JSON is nested so deeply that handling it may exhaust the stack. */
export function isTooDeep(value: unknown, depth = 0): boolean {
  if (depth > mostNesting) return true;
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((member) => isTooDeep(member, depth + 1));
}

const shallow: Rule = (value) => (isTooDeep(value) ? 'is nested too deeply' : null);

/** The rule for `labels` of an input; JSON null is not a value a label can have. */
export const labelsRule = entries(all(required, labelKey, length(0, 256)), (value) =>
  value === null ? 'cannot be blank' : shallow(value),
);

/** Checks the arguments of `setApplicationLabel` and `setRuntimeLabel`. */
export function checkLabelInput(key: string, value: unknown): void {
  check('LabelInput', { key: all(required, length(0, 256), labelKey), value: all(required, shallow) }, { key, value });
}

/**
 * Checks a value against the schema of its key's definition.
 * @throws InvalidData in the words of director.md section 6.
 */
export function checkLabelValue(key: string, value: unknown, schema: string): void {
  const problem = compileSchema(schema)(value);
  if (problem === null) return;
  throw invalidData(
    `while validating Label value for '${key}': while validating value ${JSON.stringify(value)} against JSON Schema: ${schema}: ${problem}`,
  );
}

/** All labels, or only the one with this key if it exists. */
export function narrowLabels(labels: Record<string, unknown>, key: string | null | undefined): Record<string, unknown> {
  if (key === null || key === undefined) return labels;
  return Object.hasOwn(labels, key) ? { [key]: labels[key] } : {};
}
