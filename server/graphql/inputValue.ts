import { type GraphQLInputType, isInputObjectType, isListType, isNonNullType } from 'graphql';

/** An input value without absent members and without members of these input types, in the order of the contract. */
export function withoutTypes(type: GraphQLInputType, value: unknown, hides: readonly string[]): unknown {
  if (isNonNullType(type)) return withoutTypes(type.ofType, value, hides);
  if (value === null || value === undefined) return null;
  if (isListType(type)) return (value as unknown[]).map((item) => withoutTypes(type.ofType, item, hides));
  if (!isInputObjectType(type)) return value;
  const members = Object.values(type.getFields()).flatMap((field) => {
    const member = (value as Record<string, unknown>)[field.name];
    const isHidden = hides.includes(String(field.type).replace(/[[\]!]/g, ''));
    if (member === null || member === undefined || isHidden) return [];
    return [[field.name, withoutTypes(field.type, member, hides)]];
  });
  return Object.fromEntries(members);
}
