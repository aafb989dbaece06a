import { createContext, Script } from 'node:vm';
import { Ajv, type ErrorObject, type Options, type ValidateFunction } from 'ajv';
import draft6 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' };
import AjvDraft4 from 'ajv-draft-04';
import { invalidData } from '../shared/errors.ts';

/** Answers `path: reason` for everything wrong with the value, joined with `, `; null if nothing is. */
export type SchemaCheck = (value: unknown) => string | null;

const mostCharacters = 64 * 1024;
const mostNesting = 64;
const mostCached = 200;
const budgetMs = 500;

/** `strict: false`: keywords unknown to the draft are ignored. `format` is an annotation, as the drafts allow. */
const options: Options = { strict: false, validateFormats: false, allErrors: true, verbose: true, logger: false };
const dialects = [
  () => new Ajv(options),
  () => new Ajv(options).addMetaSchema(draft6),
  () => new AjvDraft4.default(options),
] as const;

const room = createContext({ body: (): unknown => undefined });
const call = new Script('body()');

/**
 * Runs foreign logic under a time limit. Schemas come from users: a pattern may backtrack for ever, nested references
 * may multiply. V8 ends both when the limit is over, wherever the code stands.
 */
function withinBudget<T>(body: () => T, milliseconds: number): T {
  try {
    room.body = body;
    return call.runInContext(room, { timeout: milliseconds }) as T;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw invalidData('the JSON Schema takes too long to evaluate', cause);
    if (cause instanceof RangeError) throw invalidData('the JSON Schema is nested too deeply', cause);
    throw cause;
  }
}

function refuseHostile(value: unknown, depth = 0): void {
  if (depth > mostNesting) throw invalidData('the JSON Schema is nested too deeply');
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    // A schema that answers later would count as satisfied now.
    if (name === '$async') throw invalidData('the JSON Schema must not be asynchronous');
    if (name === '$ref' && typeof member === 'string' && !member.startsWith('#')) {
      throw invalidData(`the JSON Schema refers to ${member}: only references within the schema are allowed`);
    }
    refuseHostile(member, depth + 1);
  }
}

const typeOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
};

/** The reason in the words of the reference's validator. */
function reason(error: ErrorObject, field: string): string {
  const { keyword, params, data, schema } = error;
  const given = params as Record<string, unknown>;
  const limit = given['limit'];
  switch (keyword) {
    case 'type':
      return `Invalid type. Expected: ${[given['type']].flat().join(',')}, given: ${typeOf(data)}`;
    case 'enum':
      return `${field} must be one of the following: ${(schema as unknown[]).map((each) => JSON.stringify(each)).join(', ')}`;
    case 'const':
      return `${field} does not match: ${JSON.stringify(schema)}`;
    case 'required':
      return `${given['missingProperty']} is required`;
    case 'minLength':
      return `String length must be greater than or equal to ${limit}`;
    case 'maxLength':
      return `String length must be less than or equal to ${limit}`;
    case 'minItems':
      return `Array must have at least ${limit} items`;
    case 'maxItems':
      return `Array must have at most ${limit} items`;
    case 'uniqueItems':
      return `array items[${given['j']},${given['i']}] must be unique`;
    case 'pattern':
      return `Does not match pattern '${given['pattern']}'`;
    case 'minimum':
      return `Must be ${given['comparison'] === '>' ? 'greater than' : 'greater than or equal to'} ${limit}`;
    case 'maximum':
      return `Must be ${given['comparison'] === '<' ? 'less than' : 'less than or equal to'} ${limit}`;
    case 'exclusiveMinimum':
      return `Must be greater than ${limit}`;
    case 'exclusiveMaximum':
      return `Must be less than ${limit}`;
    case 'multipleOf':
      return `Must be a multiple of ${given['multipleOf']}`;
    case 'additionalProperties':
      return `Additional property ${given['additionalProperty']} is not allowed`;
    case 'anyOf':
      return 'Must validate at least one schema (anyOf)';
    case 'oneOf':
      return 'Must validate one and only one schema (oneOf)';
    case 'not':
      return 'Must not validate the schema (not)';
    default:
      return error.message ?? keyword;
  }
}

const pathOf = (pointer: string): string => {
  const steps = pointer.split('/').slice(1);
  if (steps.length === 0) return '(root)';
  return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~')).join('.');
};

function describeErrors(errors: readonly ErrorObject[]): string {
  const shown = errors.slice(0, 10).map((error) => {
    const path = pathOf(error.instancePath);
    return `${path}: ${reason(error, path)}`;
  });
  return shown.join(', ');
}

function draftsFor(schema: unknown): readonly (() => Ajv)[] {
  const named = typeof schema === 'object' && schema !== null ? (schema as { $schema?: unknown }).$schema : undefined;
  const [draft7, draft6Dialect, draft4] = dialects;
  if (typeof named !== 'string') return [draft7, draft4];
  if (named.includes('draft-04')) return [draft4];
  if (named.includes('draft-06')) return [draft6Dialect];
  return [draft7];
}

function compile(text: string): ValidateFunction {
  if (text.length > mostCharacters) throw invalidData(`the JSON Schema is longer than ${mostCharacters} characters`);
  const schema = JSON.parse(text) as unknown;
  refuseHostile(schema);
  if (typeof schema !== 'boolean' && typeOf(schema) !== 'object') {
    throw invalidData('a JSON Schema has to be an object');
  }
  let refusal: unknown;
  for (const dialect of draftsFor(schema)) {
    try {
      return withinBudget(() => dialect().compile(schema as object), 4 * budgetMs);
    } catch (error) {
      refusal ??= error;
    }
  }
  if (!(refusal instanceof Error)) throw invalidData('the JSON Schema does not compile');
  throw invalidData(`the JSON Schema does not compile: ${refusal.message}`, refusal);
}

const compiled = new Map<string, ValidateFunction>();

function load(text: string): ValidateFunction {
  const known = compiled.get(text);
  if (known) return known;
  const validate = compile(text);
  const [oldest] = compiled.keys();
  if (compiled.size >= mostCached && oldest !== undefined) compiled.delete(oldest);
  compiled.set(text, validate);
  return validate;
}

/**
 * Compiles a JSON Schema of draft 4, 6 or 7. Without `$schema` draft 7 is tried first, then 4.
 * @throws InvalidData if it is not a usable schema: too long, too deep, with remote references, or not valid itself.
 */
export function compileSchema(text: string): SchemaCheck {
  const validate = load(text);
  return (value) => (withinBudget(() => validate(value), budgetMs) ? null : describeErrors(validate.errors ?? []));
}

/** The position and problem of the first value the schema refuses, all under one time limit; null if it takes all. */
export function firstRefused(text: string, values: readonly unknown[]): { index: number; problem: string } | null {
  const validate = load(text);
  const index = withinBudget(() => values.findIndex((value) => !validate(value)), 4 * budgetMs);
  return index < 0 ? null : { index, problem: describeErrors(validate.errors ?? []) };
}

/** How many of the values the schema refuses, and what it has against the first of them, all under one time limit. */
export function refusedBy(
  text: string,
  values: readonly unknown[],
  most: number,
): { total: number; first: { index: number; problem: string }[] } {
  const validate = load(text);
  const first: { index: number; problem: string }[] = [];
  const total = withinBudget(() => {
    let count = 0;
    for (const [index, value] of values.entries()) {
      if (validate(value)) continue;
      count += 1;
      if (first.length < most) first.push({ index, problem: describeErrors(validate.errors ?? []) });
    }
    return count;
  }, 4 * budgetMs);
  return { total, first };
}

/** JSON text without blanks and with sorted member names: how schemas are kept and answered. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(',')}}`;
}
