import { invalidData } from '../shared/errors.ts';
import { compileSchema } from './jsonSchema.ts';
import { all, check, entries, labelKey, length, required } from './validation.ts';

export const scenariosKey = 'scenarios';

/** Whether a label can have this key at all. */
export const isLabelKey = (key: string): boolean => /^[a-zA-Z0-9_]{1,256}$/.test(key);

/** The rule for `labels` of an input; JSON null is not a value a label can have. */
export const labelsRule = entries(all(required, labelKey, length(0, 256)), (value) =>
  value === null ? 'cannot be blank' : null,
);

/** Checks the arguments of `setApplicationLabel` and `setRuntimeLabel`. */
export function checkLabelInput(key: string, value: unknown): void {
  check('LabelInput', { key: all(required, length(0, 256), labelKey), value: required }, { key, value });
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
