import {
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from 'graphql';

export interface DocsArgument {
  name: string;
  /** As it is written in the contract: `[String!]!`. */
  type: string;
  /** The type without lists and exclamation marks. */
  named: string;
  description: string | null;
  defaultText: string | null;
}

export interface DocsField {
  name: string;
  description: string | null;
  deprecated: string | null;
  args: readonly DocsArgument[];
  /** Null for the values of an enumeration. */
  type: string | null;
  named: string | null;
}

export interface DocsType {
  name: string;
  /** In words: "Object", "Input", "Enumeration". */
  kind: string;
  description: string | null;
  /** "Fields" or "Values". */
  fieldsTitle: string;
  fields: readonly DocsField[];
  /** Other types it stands for, or what it implements. */
  related: { title: string; names: readonly string[] } | null;
}

const asArgument = (arg: GraphQLInputField): DocsArgument => ({
  name: arg.name,
  type: String(arg.type),
  named: getNamedType(arg.type).name,
  description: arg.description ?? null,
  defaultText: arg.defaultValue === undefined ? null : JSON.stringify(arg.defaultValue),
});

const asField = (field: GraphQLField<unknown, unknown> | GraphQLInputField): DocsField => ({
  name: field.name,
  description: field.description ?? null,
  deprecated: field.deprecationReason ?? null,
  args: 'args' in field ? field.args.map(asArgument) : [],
  type: String(field.type),
  named: getNamedType(field.type).name,
});

function kindOf(type: GraphQLNamedType): string {
  if (isObjectType(type)) return 'Object';
  if (isInterfaceType(type)) return 'Interface';
  if (isUnionType(type)) return 'Union';
  if (isEnumType(type)) return 'Enumeration';
  return isInputObjectType(type) ? 'Input' : 'Scalar';
}

function fieldsOf(type: GraphQLNamedType): readonly DocsField[] {
  if (isObjectType(type) || isInterfaceType(type)) return Object.values(type.getFields()).map(asField);
  if (isInputObjectType(type)) return Object.values(type.getFields()).map(asField);
  if (!isEnumType(type)) return [];
  return type.getValues().map(({ name, description, deprecationReason }) => ({
    name,
    description: description ?? null,
    deprecated: deprecationReason ?? null,
    args: [],
    type: null,
    named: null,
  }));
}

function relatedOf(schema: GraphQLSchema, type: GraphQLNamedType): DocsType['related'] {
  const names = (types: readonly { name: string }[]) => types.map(({ name }) => name);
  if (isUnionType(type)) return { title: 'One of', names: names(type.getTypes()) };
  if (isInterfaceType(type)) return { title: 'Implemented by', names: names(schema.getPossibleTypes(type)) };
  if (!isObjectType(type) || type.getInterfaces().length === 0) return null;
  return { title: 'Implements', names: names(type.getInterfaces()) };
}

/** What the contract says of a type; null if it has none of that name. */
export function docsOf(schema: GraphQLSchema, name: string): DocsType | null {
  const type = schema.getType(name);
  if (!type) return null;
  return {
    name,
    kind: kindOf(type),
    description: type.description ?? null,
    fieldsTitle: isEnumType(type) ? 'Values' : 'Fields',
    fields: fieldsOf(type),
    related: relatedOf(schema, type),
  };
}

/** The types a request begins with. */
export const rootsOf = (schema: GraphQLSchema): readonly { name: string; count: number }[] =>
  [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
    type ? [{ name: type.name, count: Object.keys(type.getFields()).length }] : [],
  );

export interface DocsHit {
  type: string;
  /** Null for the type itself. */
  field: string | null;
}

const mostHits = 60;

/** Types and fields with the text in their names: those that begin with it first, then by length. */
export function searchDocs(schema: GraphQLSchema, text: string): { hits: readonly DocsHit[]; totalCount: number } {
  const wanted = text.trim().toLowerCase();
  const all = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  const found: DocsHit[] = all.flatMap((type) => [
    { type: type.name, field: null },
    ...fieldsOf(type).map(({ name }) => ({ type: type.name, field: name })),
  ]);
  const nameOf = ({ type, field }: DocsHit) => (field ?? type).toLowerCase();
  const rank = (hit: DocsHit) => (nameOf(hit).startsWith(wanted) ? 0 : 1);
  const hits = found
    .filter((hit) => nameOf(hit).includes(wanted))
    .toSorted((one, other) => rank(one) - rank(other) || nameOf(one).length - nameOf(other).length);
  return { hits: hits.slice(0, mostHits), totalCount: hits.length };
}
