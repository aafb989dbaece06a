import { GraphQLError, GraphQLScalarType, Kind, type ValueNode, valueFromASTUntyped } from 'graphql';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Far more than any client nests; writing what is much deeper as JSON would end in a stack overflow. */
const mostNesting = 100;

const isDeeperThan = (levels: number, value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((member) => isDeeperThan(levels - 1, member)));

function shallow<T>(name: string, value: T): T {
  if (isDeeperThan(mostNesting, value)) throw new GraphQLError(`${name} is nested too deeply`);
  return value;
}

const stringFrom = (name: string) => (value: unknown) => {
  if (typeof value !== 'string') throw new GraphQLError(`${name} has to be a string`);
  return value;
};

const literal =
  <T>(parseValue: (value: unknown) => T) =>
  (node: ValueNode, variables?: Record<string, unknown> | null) =>
    // A copy, because graphql-js makes objects without a prototype, which Drizzle cannot take for values.
    parseValue(
      node.kind === Kind.VARIABLE
        ? variables?.[node.name.value]
        : structuredClone(valueFromASTUntyped(node, variables)),
    );

function scalar<T>(
  name: string,
  parseValue: (value: unknown) => T,
  serialize: (value: unknown) => unknown = (value) => value,
) {
  return new GraphQLScalarType({ name, parseValue, parseLiteral: literal(parseValue), serialize });
}

const parseLabels = (value: unknown) => {
  if (!isObject(value)) throw new GraphQLError('Labels has to be an object');
  return shallow('Labels', value);
};

const parseValues = (name: string) => (value: unknown) => {
  const lists = isObject(value) ? Object.values(value) : [null];
  if (lists.every((list) => Array.isArray(list) && list.every((each) => typeof each === 'string'))) return value;
  throw new GraphQLError(`${name} has to be an object of lists of strings`);
};

const parseJson = (name: string) => (value: unknown) => {
  const text = stringFrom(name)(value);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    // Without the parser's error as origin: the mask would take that for an unexpected one.
    throw new GraphQLError(`${name} input is not a valid JSON`);
  }
  shallow(name, parsed);
  return text;
};

const parseTimestamp = (value: unknown) => {
  const at = Date.parse(stringFrom('Timestamp')(value));
  if (Number.isNaN(at)) throw new GraphQLError('Timestamp has to be an RFC 3339 date and time');
  return at;
};

/** Milliseconds to RFC 3339 in UTC, whole seconds (director.md section 4). */
const printTimestamp = (value: unknown) => `${new Date(value as number).toISOString().slice(0, 19)}Z`;

/** The contract's own scalars (director.md section 4). */
export const scalarResolvers = {
  Any: scalar('Any', (value) => shallow('Any', value)),
  CLOB: scalar('CLOB', stringFrom('CLOB')),
  Labels: scalar('Labels', parseLabels),
  HttpHeaders: scalar('HttpHeaders', parseValues('HttpHeaders')),
  QueryParams: scalar('QueryParams', parseValues('QueryParams')),
  JSON: scalar('JSON', parseJson('JSON')),
  JSONSchema: scalar('JSONSchema', parseJson('JSONSchema')),
  PageCursor: scalar('PageCursor', stringFrom('PageCursor')),
  Timestamp: scalar('Timestamp', parseTimestamp, printTimestamp),
};
