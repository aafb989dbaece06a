import {
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Consumer, staticTokenId } from '../shared/consumer.ts';
import { errorCodes } from '../shared/errors.ts';
import { type Api, createApi } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';

const strings = [
  '',
  ' ',
  "x' OR 1=1; --",
  'null\0byte',
  'lone \ud800 surrogate',
  '../../etc/passwd',
  'ünïcödé 💥',
  'x'.repeat(100_000),
  '{"$ref":"#"}',
  '00000000-0000-4000-8000-000000000000',
];
const numbers = [0, -1, 1, 101, 2_147_483_647, -2_147_483_648];
const leaks =
  /select |insert into|update .* set|delete from|sqlite|postgres|constraint|node_modules|\.ts:\d|at \w+ \(/i;

/** The `round`-th hostile value of a type; objects get hostile values in all members at once. */
function hostile(type: GraphQLInputType, round: number, depth = 0): unknown {
  if (isNonNullType(type)) return hostile(type.ofType, round, depth);
  if (isListType(type)) return depth > 3 ? [] : [hostile(type.ofType, round, depth + 1)];
  if (isInputObjectType(type)) {
    const members = Object.values(type.getFields()).filter((field) => depth < 3 || isNonNullType(field.type));
    if (type.isOneOf) {
      const member = members[round % members.length];
      return member ? { [member.name]: hostile(member.type, round, depth + 1) } : {};
    }
    return Object.fromEntries(members.map((field) => [field.name, hostile(field.type, round, depth + 1)]));
  }
  if (isEnumType(type)) return type.getValues()[round % type.getValues().length]?.name;
  const text = strings[round % strings.length] ?? '';
  switch (type.name) {
    case 'Int':
      return numbers[round % numbers.length];
    case 'Float':
      return numbers[round % numbers.length];
    case 'Boolean':
      return round % 2 === 0;
    case 'Labels':
      return { [text]: text, ok: null };
    case 'HttpHeaders':
    case 'QueryParams':
      return { [text]: [text], list: [] };
    case 'JSON':
    case 'JSONSchema':
      return JSON.stringify(text);
    case 'Timestamp':
      return '2026-11-19T14:32:00Z';
    case 'Any':
      return [text, { [text]: null }, 0][round % 3];
    default:
      return text;
  }
}

describe.each(databases)('Bad input on $name', ({ open }) => {
  let api: Api;
  beforeAll(async () => {
    api = await createApi(open);
  });
  afterAll(() => api.close());

  async function attack(kind: 'query' | 'mutation', field: GraphQLField<unknown, unknown>, round: number) {
    const variables = Object.fromEntries(field.args.map((arg) => [arg.name, hostile(arg.type, round)]));
    const declared = field.args.map((arg) => `$${arg.name}: ${arg.type}`).join(', ');
    const passed = field.args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
    const selection = isCompositeType(getNamedType(field.type)) ? ' { __typename }' : '';
    // A person of tests has no row that a role could belong to.
    const automation: Consumer = { ...api.admin, type: 'AUTOMATION', id: staticTokenId };
    const document = `${kind}(${declared}) { ${field.name}(${passed})${selection} }`;
    const { errors } = await api.run(document, variables, automation);
    return errors ?? [];
  }

  it.each(['query', 'mutation'] as const)('to every %s is answered in the error vocabulary', async (kind) => {
    const root = kind === 'query' ? api.schema.getQueryType() : api.schema.getMutationType();
    const fields = Object.values(root?.getFields() ?? {}).filter((field) => field.args.length > 0);
    expect(fields.length).toBeGreaterThan(5);
    const wrong: unknown[] = [];
    let refused = 0;
    for (const field of fields) {
      for (let round = 0; round < strings.length; round += 1) {
        for (const { message, extensions, stack } of await attack(kind, field, round)) {
          refused += 1;
          const code = extensions['error'] as keyof typeof errorCodes;
          const known = errorCodes[code] === extensions['error_code'] && code !== 'InternalError';
          if (!known || leaks.test(message)) wrong.push([field.name, round, message.slice(0, 300), code, stack]);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(refused).toBeGreaterThan(fields.length);
  });

  it('registers nothing', async () => {
    const { applications, runtimes } = await api.data('{ applications { totalCount } runtimes { totalCount } }');
    expect([applications.totalCount, runtimes.totalCount]).toEqual([0, 0]);
  });
});
