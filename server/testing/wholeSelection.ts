import {
  type GraphQLOutputType,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
} from 'graphql';

/**
 * A selection of everything below a type, so that an answer shows all it can show: each field that needs no argument, to
 * the given depth, no type within itself. Empty for scalars and enums.
 */
export function wholeSelection(type: GraphQLOutputType, depth = 6, outer: readonly string[] = []): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  if (isUnionType(named)) {
    const each = named.getTypes().map((member) => `... on ${member.name} ${wholeSelection(member, depth, outer)}`);
    return `{ __typename ${each.join(' ')} }`;
  }
  if (!isObjectType(named) && !isInterfaceType(named)) return '';
  const fields = Object.values(named.getFields()).flatMap((field) => {
    if (field.args.some(isRequiredArgument)) return [];
    const inner = getNamedType(field.type);
    if (isLeafType(inner)) return [field.name];
    if (depth === 0 || inner.name === named.name || outer.includes(inner.name)) return [];
    return [`${field.name} ${wholeSelection(inner, depth - 1, [...outer, named.name])}`];
  });
  return `{ __typename ${fields.join(' ')} }`;
}
