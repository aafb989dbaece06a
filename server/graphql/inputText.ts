import { type GraphQLInputType, isEnumType, isInputObjectType, isListType, isNonNullType } from 'graphql';

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const isName = (text: string): boolean => /^[_A-Za-z][_0-9A-Za-z]*$/.test(text);

/** A value of a scalar, which may itself be an object, like labels. A key that GraphQL cannot name stays quoted. */
function untyped(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(untyped).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value ?? null);
  const members = Object.entries(value).map(
    ([key, member]) => `${isName(key) ? key : JSON.stringify(key)}:${untyped(member)},`,
  );
  return `{${members.join('')}}`;
}

/**
 * Writes an input value as GraphQL text on one line: unquoted keys, trailing commas, absent members omitted (director.md
 * 19), for example `{name: "{{n}}",labels: {k:["v"],},}`.
 * @param hides names input types whose values are left out.
 */
export function inputText(type: GraphQLInputType, value: unknown, hides: readonly string[] = []): string {
  if (isNonNullType(type)) return inputText(type.ofType, value, hides);
  if (value === null || value === undefined) return 'null';
  if (isListType(type)) {
    return `[${(value as unknown[]).map((item) => inputText(type.ofType, item, hides)).join(',')}]`;
  }
  if (isEnumType(type)) return String(value);
  if (!isInputObjectType(type)) return untyped(value);
  const members = Object.values(type.getFields()).flatMap((field) => {
    const member = (value as Record<string, unknown>)[field.name];
    const hidden = hides.includes(String(field.type).replace(/[[\]!]/g, ''));
    if (member === null || member === undefined || hidden) return [];
    return [`${field.name}: ${inputText(field.type, member, hides)},`];
  });
  return `{${members.join('')}}`;
}
