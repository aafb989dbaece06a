import { invalidData } from '../shared/errors.ts';
import { isLabelKey, isTooDeep } from './label.ts';

export interface LabelFilter {
  key: string;
  query?: string | null;
}

/** One filter in a form a store can evaluate. All conditions of a list have to hold. */
export type LabelCondition =
  | { kind: 'HAS_KEY'; key: string }
  /** Member of at least one of these scenarios; null: of any. */
  | { kind: 'IN_SCENARIO'; names: string[] | null }
  | { kind: 'VALUE'; key: string; matches: (value: unknown) => boolean }
  | { kind: 'NOTHING' };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function containsWithin(value: unknown, part: unknown): boolean {
  if (Array.isArray(part)) {
    return Array.isArray(value) && part.every((each) => value.some((one) => containsWithin(one, each)));
  }
  if (isObject(part)) {
    return (
      isObject(value) &&
      Object.entries(part).every(([name, each]) => Object.hasOwn(value, name) && containsWithin(value[name], each))
    );
  }
  return value === part;
}

/**
 * JSON containment: equal scalars; an array contains all elements of an array; an object has all given members. Only at
 * the top an array also contains a lone scalar.
 */
export function contains(value: unknown, part: unknown): boolean {
  if (Array.isArray(value) && !Array.isArray(part) && !isObject(part)) return value.includes(part);
  return containsWithin(value, part);
}

/** The names in `$[*] ? (@ == "A" || @ == "B")`; nothing else of SQL/JSON path is understood. */
export function scenarioNamesIn(query: string): string[] {
  const alternatives = /^\s*\$\[\*\]\s*\?\s*\((.*)\)\s*$/s.exec(query)?.[1]?.split('||');
  const names = alternatives?.map((each) => /^\s*@\s*==\s*"([A-Za-z0-9\-_\s]+)"\s*$/.exec(each)?.[1]);
  if (!names?.every((name) => name !== undefined)) {
    throw invalidData(
      'while building filter query: while extracting value from JSON path: value not found in the query parameter',
    );
  }
  return names;
}

function parseQuery(query: string): unknown {
  let part: unknown;
  try {
    part = JSON.parse(query);
  } catch (cause) {
    throw invalidData('while building filter query: the query of a label filter has to be a JSON document', cause);
  }
  if (isTooDeep(part))
    throw invalidData('while building filter query: the query of a label filter is nested too deeply');
  return part;
}

function toCondition({ key, query }: LabelFilter): LabelCondition {
  const given = query ?? null;
  if (key === 'scenarios') return { kind: 'IN_SCENARIO', names: given === null ? null : scenarioNamesIn(given) };
  // Keys that no label can have are not sent to the database, which might refuse their characters.
  if (!isLabelKey(key)) return { kind: 'NOTHING' };
  if (given === null) return { kind: 'HAS_KEY', key };
  if (key.toLowerCase() === 'scenarios') {
    const names = scenarioNamesIn(given);
    return {
      kind: 'VALUE',
      key,
      matches: (value) => names.some((name) => Array.isArray(value) && value.includes(name)),
    };
  }
  const part = parseQuery(given);
  return { kind: 'VALUE', key, matches: (value) => contains(value, part) };
}

/** Label filters (director.md 4.2) as conditions. Throws InvalidData for a query that cannot be understood. */
export const parseLabelFilters = (filters: readonly LabelFilter[] | null | undefined): LabelCondition[] =>
  (filters ?? []).map(toCondition);
