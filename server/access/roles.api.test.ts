import {
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDirectorSchema } from '../graphql/schema.ts';
import { allScopes } from '../graphql/scopes.ts';
import { type Api, createApi } from '../testing/api.ts';
import { type Role, scopesOfRole } from './roles.ts';

const schema = createDirectorSchema();
const roles = ['VIEWER', 'OPERATOR', 'ADMINISTRATOR'] as const;

/** Viewers change nothing; what a Runtime says of itself is nobody else's to say, so only those who hold every scope get that far. */
const mayRun = (role: Role, operation: string, name: string) =>
  name === 'reportRuntimeStatus' ? role === 'ADMINISTRATOR' : role !== 'VIEWER' || operation !== 'mutation';

const selectionOf = (type: GraphQLOutputType) => (isLeafType(getNamedType(type)) ? '' : '{ __typename }');

/** A value that passes validation of the document; what it means does not matter, nothing has to be found. */
function exampleOf(type: GraphQLInputType): string {
  if (isNonNullType(type)) return exampleOf(type.ofType);
  if (isListType(type)) return '[]';
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (isInputObjectType(type)) {
    const members = Object.values(type.getFields()).filter(isRequiredInputField);
    return `{ ${members.map((member) => `${member.name}: ${exampleOf(member.type)}`).join(', ')} }`;
  }
  if (type.name === 'Int') return '1';
  if (type.name === 'Boolean') return 'false';
  return '"5f0d8a5e-0000-4000-8000-000000000000"';
}

function documentFor(operation: string, root: GraphQLObjectType, name: string): string {
  const field = root.getFields()[name]!;
  const args = field.args.filter(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined);
  const values = args.map((argument) => `${argument.name}: ${exampleOf(argument.type)}`).join(', ');
  return `${operation} { ${name}${values && `(${values})`} ${selectionOf(field.type)} }`;
}

const operations = [
  ['query', schema.getQueryType()!],
  ['mutation', schema.getMutationType()!],
] as const;

const cases = operations.flatMap(([operation, root]) =>
  Object.keys(root.getFields()).flatMap((name) =>
    roles.map((role) => ({ role, operation, name, document: documentFor(operation, root, name) })),
  ),
);

let api: Api;
beforeAll(async () => {
  api = await createApi();
});
afterAll(() => api.close());

describe('Roles', () => {
  test.each(cases)('$role and the $operation $name', async ({ role, operation, name, document }) => {
    const person = { ...api.admin, scopes: scopesOfRole[role] };
    const { errors = [] } = await api.run(document, {}, person);
    const refused = errors.some(({ extensions }) => extensions['error'] === 'InsufficientScopes');
    expect(errors.filter(({ message }) => /^(Syntax|Cannot query|Field|Unknown|Expected)/.test(message))).toEqual([]);
    expect(refused).toBe(!mayRun(role, operation, name));
  });

  test('an administrator holds every scope, an operator all of a viewer', () => {
    expect(scopesOfRole.ADMINISTRATOR).toEqual(allScopes);
    expect([...scopesOfRole.VIEWER].every((scope) => scopesOfRole.OPERATOR.has(scope))).toBe(true);
    expect([...scopesOfRole.VIEWER].every((scope) => scope.endsWith(':read'))).toBe(true);
  });

  test('a person without scopes is refused every root field but viewer', async () => {
    const nobody = { ...api.admin, scopes: new Set<string>() };
    for (const { document, name } of cases.filter(({ role }) => role === 'VIEWER')) {
      const { errors = [] } = await api.run(document, {}, nobody);
      const refused = errors.some(({ extensions }) => extensions['error'] === 'InsufficientScopes');
      expect([name, refused]).toEqual([name, name !== 'viewer']);
    }
  });
});
