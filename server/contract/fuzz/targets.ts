import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  isRequiredInputField,
  Kind,
  parseValue,
  print,
  valueFromASTUntyped,
} from 'graphql';
import { filled, type Ids } from '../access/cell.ts';
import { hasRow, type Operation, operationsOf } from '../access/table.ts';

/** An argument of an operation, and the members that lead from it to the input under attack. */
export interface Target {
  operation: Operation;
  argument: string;
  type: GraphQLInputType;
  path: readonly string[];
}

const mostTargets = 4;

/** For every input object type the places where it is given, those with the fewest members on the way first. */
export function targetsOf(schema: GraphQLSchema): ReadonlyMap<GraphQLInputObjectType, readonly Target[]> {
  const targets = new Map<GraphQLInputObjectType, Target[]>();
  for (const type of Object.values(schema.getTypeMap())) if (isInputObjectType(type)) targets.set(type, []);
  const operations = operationsOf(schema).filter(hasRow);
  let front: (Target & { at: GraphQLInputType })[] = operations.flatMap((operation) =>
    operation.field.args.map(({ name, type }) => ({ operation, argument: name, type, path: [], at: type })),
  );
  while (front.length > 0) {
    front = front.flatMap(({ at, ...target }) => {
      const type = getNamedType(at);
      const known = isInputObjectType(type) ? targets.get(type) : undefined;
      if (!isInputObjectType(type) || !known || known.length >= mostTargets) return [];
      known.push(target);
      return Object.values(type.getFields()).map((field) => ({
        ...target,
        path: [...target.path, field.name],
        at: field.type,
      }));
    });
  }
  return targets;
}

type Members = Record<string, unknown>;

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Valid arguments of the operation, as the access table has them: JSON values, and text for those beside the attacked one. */
interface Given {
  base: unknown;
  others: readonly string[];
}

const known = new WeakMap<Target, Given>();

function given(target: Target, ids: Ids): Given {
  const found = known.get(target);
  if (found) return found;
  const { operation, argument } = target;
  const value = parseValue(`{ ${filled(operation.row.args ?? '', ids, (id) => JSON.stringify(id))} }`);
  if (value.kind !== Kind.OBJECT) throw new Error(`${operation.field.name} has no arguments`);
  const own = value.fields.find(({ name }) => name.value === argument)?.value;
  const made = {
    base: own && valueFromASTUntyped(own),
    others: value.fields.filter(({ name }) => name.value !== argument).map((other) => print(other)),
  };
  known.set(target, made);
  return made;
}

/** What a member has to have to be valid, as far as types say. */
const skeletonOf = (type: GraphQLInputObjectType): Members =>
  Object.fromEntries(
    Object.values(type.getFields())
      .filter(isRequiredInputField)
      .map(({ name, type: inner }) => {
        const named = getNamedType(inner);
        return [name, isInputObjectType(named) ? skeletonOf(named) : 'valid'];
      }),
  );

function placed(type: GraphQLInputType, base: unknown, path: readonly string[], value: unknown): unknown {
  const [member, ...rest] = path;
  const first = Array.isArray(base) ? (base as unknown[])[0] : base;
  const object = getNamedType(type);
  if (!isInputObjectType(object)) return value;
  if (member === undefined)
    return isMembers(first) && isMembers(value) && !object.isOneOf ? { ...first, ...value } : value;
  const field = object.getFields()[member];
  if (!field) throw new Error(`${object.name} has no ${member}`);
  const inner = placed(field.type, isMembers(first) ? first[member] : undefined, rest, value);
  const around = object.isOneOf ? {} : { ...skeletonOf(object), ...(isMembers(first) ? first : {}) };
  const whole = { ...around, [member]: inner };
  return isListType(getNullableType(type)) ? [whole] : whole;
}

/** The valid argument with the value in the place of the input under attack. */
export const argumentWith = (target: Target, ids: Ids, value: unknown): unknown =>
  placed(target.type, given(target, ids).base, target.path, value);

/** The operation with the attacked argument written as `text`, the others as in the access table, up to its selection. */
export function documentWith(target: Target, ids: Ids, text: string, variables = ''): string {
  const { kind, field } = target.operation;
  return `${kind}${variables} { ${field.name}(${[...given(target, ids).others, `${target.argument}: ${text}`].join(', ')})`;
}
