import fc from 'fast-check';
import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';

/** `calm` values mostly pass, `rough` ones have the right types and hostile contents, `wild` ones anything anywhere. */
export type Temper = 'calm' | 'rough' | 'wild';

const nested = (depth: number, open: string, close: string) => JSON.parse(open.repeat(depth) + close.repeat(depth));

/** Text that has broken programs before. */
const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\0',
    'a\0b',
    '\u0007\u001b[31m\u007f',
    '\ud800',
    'a\udfff',
    '__proto__',
    'constructor',
    'toString',
    'scenarios',
    '{{name}}',
    '{{',
    "'; DROP TABLE applications; --",
    '$[*] ? (@ == "a") || true',
    '../../../etc/passwd',
    '<script>alert(1)</script>',
    'ＡＢＣ ß İ ﷽ 👩‍👩‍👧‍👦 \u202e',
    'null',
    '1e999',
    '-0',
    '[',
    '{"a":',
    '{"__proto__":{"polluted":true}}',
    '{"$ref":"#"}',
    '{"type":"object","properties":{"__proto__":{"type":"integer"}}}',
    '{"pattern":"(a+)+$"}',
    `"${'x'.repeat(300)}"`,
    'http://',
    'https://user:password@example.com',
    'ftp://[::1',
    'x'.repeat(257),
    'y'.repeat(5000),
    `${'[{"a":'.repeat(3000)}0${'}]'.repeat(3000)}`,
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ maxLength: 12 }),
);

const hostileNumber = fc.constantFrom(
  0,
  -0,
  -1,
  1,
  200,
  201,
  2 ** 31 - 1,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 53,
  1e308,
  0.1,
);

/** Whatever JSON can say. */
const anything: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  hostileNumber,
  fc.constantFrom(null, true, false, [], {}, [null], [[]], { a: null }),
  fc.constantFrom(
    JSON.parse('{"__proto__":{"a":1},"constructor":[1]}'),
    nested(50, '[', ']'),
    nested(1000, '[', ']'),
    { deep: nested(1000, '[', ']') },
    Array.from({ length: 300 }, () => 'same'),
    Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`key${index}`, index])),
  ),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Contents that mean something, by the name of the member. */
const meaningful: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  name: fc.nat(100_000).map((number) => `n${number}`),
  key: fc.constantFrom('colour', 'zone', 'unused', 'scenarios', 'another_key'),
  scenario: fc.constantFrom('campaign', 'marketing', 'default', 'empty', 'unknown'),
  scenarioName: fc.constantFrom('campaign', 'marketing', 'default', 'empty', 'unknown'),
  url: fc.constantFrom('https://127.0.0.1:1/', 'http://api.example.com', 'api.example.com/path'),
  targetURL: fc.constantFrom('https://api.example.com', 'http://10.0.0.1/x'),
  tokenEndpointURL: fc.constantFrom('https://token.example.com'),
  healthCheckURL: fc.constantFrom('https://health.example.com', 'ftp://health.example.com'),
  query: fc.constantFrom('"red"', '1', '{"a":[1]}', '$[*] ? (@ == "campaign")'),
  templateName: fc.constantFrom('template-of-all', 'none'),
  placeholder: fc.constantFrom('name', 'other'),
};

const schemas = ['{}', 'true', '{"type":"string"}', '{"type":"object","required":["a"]}', '{"enum":["red","blue"]}'];
const labelValues = fc.oneof(
  fc.constantFrom('red', 'eu', 1, ['a', 'b'], { a: 1 }, ['campaign']),
  fc.jsonValue({ maxDepth: 2 }),
);
const lists = fc.dictionary(
  fc.constantFrom('X-A', 'x-b', 'Authorization'),
  fc.array(fc.constantFrom('v', 'w'), { maxLength: 3 }),
);

const calmScalars: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  Int: fc.integer({ min: 1, max: 100 }),
  Float: fc.double({ min: 0, max: 1, noNaN: true }),
  Boolean: fc.boolean(),
  JSON: fc.constantFrom('{}', '[]', 'null', '{"a":1}'),
  JSONSchema: fc.constantFrom(...schemas),
  Labels: fc.dictionary(fc.constantFrom('colour', 'zone', 'b'), labelValues, { maxKeys: 3 }),
  HttpHeaders: lists,
  QueryParams: lists,
  Any: labelValues,
  Timestamp: fc.constantFrom('2026-11-19T14:32:00Z', '1970-01-01T00:00:00Z'),
  PageCursor: fc.constantFrom(''),
};

/** Of the right JSON type, and hostile inside. */
const roughScalars: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  Int: fc.constantFrom(0, -1, 2 ** 31 - 1, -(2 ** 31)),
  Float: fc.constantFrom(0, -1, 1e308, 5e-324),
  Boolean: fc.boolean(),
  JSON: fc.oneof(
    anything.map((value) => JSON.stringify(value)),
    hostileText,
  ),
  JSONSchema: fc.oneof(
    anything.map((value) => JSON.stringify(value)),
    hostileText,
  ),
  Labels: fc.dictionary(hostileText, anything, { maxKeys: 3 }),
  HttpHeaders: fc.dictionary(hostileText, fc.array(hostileText, { maxLength: 2 }), { maxKeys: 2 }),
  QueryParams: fc.dictionary(hostileText, fc.array(hostileText, { maxLength: 2 }), { maxKeys: 2 }),
  Any: anything,
  Timestamp: fc.oneof(fc.constantFrom('9999-12-31T23:59:59Z', '-271821-04-20T00:00:00Z', '2026-02-30'), hostileText),
};

function scalarOf(scalar: string, member: string, temper: Temper, ids: readonly string[]): fc.Arbitrary<unknown> {
  const id = fc.constantFrom(...ids, '00000000-0000-4000-8000-000000000000');
  const calm =
    calmScalars[scalar] ?? (scalar === 'ID' ? id : (meaningful[member] ?? fc.constantFrom('text', 'two words')));
  if (temper === 'calm') return calm;
  return fc.oneof({ weight: 2, arbitrary: calm }, { weight: 3, arbitrary: roughScalars[scalar] ?? hostileText });
}

/** Sorts of values for one temper and one set of ids; types are visited once each. */
export function createValues(ids: readonly string[], temper: Temper) {
  const known = new Map<string, fc.Arbitrary<unknown>>();
  const orAnything = (value: fc.Arbitrary<unknown>) =>
    temper === 'wild' ? fc.oneof({ weight: 5, arbitrary: value }, { weight: 1, arbitrary: anything }) : value;

  function valuesOf(type: GraphQLInputType, member: string, depth: number): fc.Arbitrary<unknown> {
    if (isNonNullType(type)) return valuesOf(type.ofType, member, depth);
    if (isListType(type)) {
      const one = valuesOf(type.ofType, member, depth);
      const several = fc.array(one, { maxLength: 2 });
      // Twice the same, and one that is not in a list: GraphQL takes it for a list of one.
      const twice = one.map((each) => [each, each]);
      return orAnything(
        fc.oneof({ weight: 4, arbitrary: several }, { weight: 1, arbitrary: twice }, { weight: 1, arbitrary: one }),
      );
    }
    if (isInputObjectType(type)) return objectOf(type, depth);
    const key = `${type.name} ${member}`;
    const made =
      known.get(key) ??
      orAnything(
        isEnumType(type)
          ? fc.constantFrom(...type.getValues().map(({ name }) => name))
          : scalarOf(type.name, member, temper, ids),
      );
    known.set(key, made);
    return made;
  }

  function objectOf(type: GraphQLInputObjectType, depth: number): fc.Arbitrary<unknown> {
    const key = `${type.name} ${depth}`;
    const found = known.get(key);
    if (found) return found;
    const fields = Object.values(type.getFields()).filter((field) => depth < 4 || isNonNullType(field.type));
    const members = Object.fromEntries(
      fields.map(({ name, type: inner }) => {
        const value = valuesOf(inner, name, depth + 1);
        return [name, temper === 'calm' ? value : fc.option(value, { freq: 12 })];
      }),
    );
    const required = fields.filter((field) => isNonNullType(field.type)).map(({ name }) => name);
    const usual = type.isOneOf
      ? fc.oneof(...fields.map(({ name }) => members[name]!.map((value) => ({ [name]: value }))))
      : fc.record(members, { requiredKeys: temper === 'wild' ? [] : required });
    const unknownMember = usual.map((value) => ({ ...(value as object), unknownMember: 1 }));
    const several = fc.record(members, { requiredKeys: [] });
    const made =
      temper === 'wild'
        ? fc.oneof(
            { weight: 8, arbitrary: usual },
            { weight: 1, arbitrary: unknownMember },
            { weight: 1, arbitrary: several },
            { weight: 1, arbitrary: anything },
          )
        : usual;
    known.set(key, made);
    return made;
  }

  return (type: GraphQLInputType, member: string) => valuesOf(type, member, 0);
}
