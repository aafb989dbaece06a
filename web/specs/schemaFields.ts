import {
  isObject,
  listOf,
  type Members,
  member,
  membersOf,
  nameOf,
  type Referring,
  shortJson,
  text,
} from './document.ts';
import { limits, type OutlineField, type TypePart } from './outline.ts';

const constraints = [
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'minLength',
  'maxLength',
  'pattern',
  'minItems',
  'maxItems',
  'multipleOf',
] as const;

/** Below this the type of a value is not spelt out. */
const mostTypeDepth = 2;

const combinations = { oneOf: ' or ', anyOf: ' or ', allOf: ' with ' } as const;

/** The type of a JSON schema in words; schemas with a name of their own are not spelt out. */
function typeOf(schema: unknown, depth = 0): TypePart[] {
  if (schema === true || schema === undefined) return [{ text: 'any' }];
  if (!isObject(schema)) return [{ text: schema === false ? 'nothing' : 'any' }];
  const reference = member(schema, '$ref');
  if (typeof reference === 'string') {
    const name = nameOf(reference);
    return [reference.startsWith('#/') ? { text: name, model: name } : { text: name }];
  }
  if (depth > mostTypeDepth) return [{ text: '…' }];
  for (const [keyword, joint] of Object.entries(combinations)) {
    const parts = listOf(member(schema, keyword)).slice(0, 8);
    if (parts.length > 0) {
      return parts.flatMap((part, at) => [...(at > 0 ? [{ text: joint }] : []), ...typeOf(part, depth + 1)]);
    }
  }
  const types = [member(schema, 'type')].flat().filter((each) => typeof each === 'string');
  const items = member(schema, 'items');
  if (types.includes('array') || items !== undefined) {
    return [{ text: 'array of ' }, ...typeOf(items, depth + 1)];
  }
  const format = text(member(schema, 'format'));
  const named = types.join(' or ') || (member(schema, 'properties') ? 'object' : 'any');
  return [{ text: format ? `${named} (${format})` : named }];
}

function noteOf(schema: Members): string | null {
  const notes: string[] = [];
  const values = listOf(member(schema, 'enum'));
  if (values.length > 0) {
    notes.push(`one of ${values.slice(0, 12).map(shortJson).join(', ')}${values.length > 12 ? ', …' : ''}`);
  }
  if (member(schema, 'const') !== undefined) notes.push(`always ${shortJson(member(schema, 'const'))}`);
  for (const name of constraints) {
    const value = member(schema, name);
    if (value !== undefined) notes.push(`${name} ${shortJson(value)}`);
  }
  if (member(schema, 'default') !== undefined) notes.push(`default ${shortJson(member(schema, 'default'))}`);
  if (member(schema, 'nullable') === true) notes.push('may be null');
  if (member(schema, 'readOnly') === true) notes.push('read only');
  if (member(schema, 'writeOnly') === true) notes.push('write only');
  if (member(schema, 'deprecated') === true) notes.push('deprecated');
  return notes.length > 0 ? notes.join(', ') : null;
}

/** One line for a value of this schema. */
export function fieldOf(
  name: string,
  schema: unknown,
  more: { depth?: number; required?: boolean; note?: string | null; description?: unknown } = {},
): OutlineField {
  const own = isObject(schema) ? schema : {};
  const note = [more.note ?? null, noteOf(own)].filter((each) => each !== null).join(', ');
  return {
    name,
    depth: more.depth ?? 0,
    type: typeOf(schema),
    required: more.required ?? false,
    note: note === '' ? null : note,
    description: text(more.description ?? member(own, 'description')),
  };
}

/** Schemas an object is made of: itself and the parts of `allOf` that are not models of their own. */
function* partsOf(schema: unknown, depth: number): Generator<Members> {
  if (!isObject(schema) || depth > limits.depth) return;
  yield schema;
  for (const part of listOf(member(schema, 'allOf'))) {
    if (member(part, '$ref') === undefined) yield* partsOf(part, depth + 1);
  }
}

/** The members an object schema describes, inner objects after the member they belong to. References are not spelt out. */
export function* propertiesOf(schema: unknown, depth = 0): Generator<OutlineField> {
  if (depth > limits.depth) return;
  for (const part of partsOf(schema, 0)) {
    const required = new Set(listOf(member(part, 'required')));
    for (const [name, property] of membersOf(member(part, 'properties'))) {
      yield fieldOf(name, property, { depth, required: required.has(name) });
      yield* propertiesOf(innerOf(property), depth + 1);
    }
    const rest = member(part, 'additionalProperties');
    if (isObject(rest) && Object.keys(rest).length > 0) yield fieldOf('any other name', rest, { depth });
  }
}

/** The object behind a property or behind the items of its arrays. */
function innerOf(schema: unknown): unknown {
  let inner = schema;
  for (let step = 0; step < limits.depth; step += 1) {
    const items = member(inner, 'items');
    if (items === undefined) break;
    inner = items;
  }
  return member(inner, '$ref') === undefined ? inner : undefined;
}

/** What a body or message holds: its members if it is an object spelt out or referred to, one line otherwise. */
export function* contentOf(schema: unknown, { resolve }: Referring): Generator<OutlineField> {
  const [...spelt] = take(propertiesOf(resolve(schema)), limits.fields + 1);
  if (member(schema, '$ref') !== undefined || spelt.length === 0) yield fieldOf('(whole)', schema);
  yield* spelt;
}

function* take<T>(all: Iterable<T>, most: number): Generator<T> {
  let taken = 0;
  for (const each of all) {
    if (taken >= most) return;
    taken += 1;
    yield each;
  }
}
