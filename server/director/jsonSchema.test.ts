import { describe, expect, it } from 'vitest';
import { canonicalJson, compileSchema, firstRefused } from './jsonSchema.ts';

const problem = (schema: unknown, value: unknown) => compileSchema(JSON.stringify(schema))(value);

describe('a value against a schema', () => {
  it.each<[string, unknown, unknown, string | null]>([
    ['accepted', { type: 'string' }, 'x', null],
    ['of the wrong type', { type: 'object' }, 1, '(root): Invalid type. Expected: object, given: integer'],
    ['a fraction', { type: 'string' }, 1.5, '(root): Invalid type. Expected: string, given: number'],
    ['null', { type: ['string', 'array'] }, null, '(root): Invalid type. Expected: string,array, given: null'],
    [
      'outside an enum',
      { type: 'array', items: { enum: ['DEFAULT'] } },
      ['x'],
      '0: 0 must be one of the following: "DEFAULT"',
    ],
    ['too few', { minItems: 1 }, [], '(root): Array must have at least 1 items'],
    ['repeated', { uniqueItems: true }, ['a', 'a'], '(root): array items[0,1] must be unique'],
    ['not matching', { pattern: '^a$' }, 'b', "(root): Does not match pattern '^a$'"],
    ['missing a member', { required: ['a'] }, {}, '(root): a is required'],
    [
      'with two problems',
      { properties: { a: { type: 'string' }, b: { minimum: 3 } } },
      { a: 1, b: 2 },
      'a: Invalid type. Expected: string, given: integer, b: Must be greater than or equal to 3',
    ],
    ['below a draft 4 bound', { minimum: 3, exclusiveMinimum: true }, 3, '(root): Must be greater than 3'],
    ['below a draft 7 bound', { exclusiveMinimum: 3 }, 3, '(root): Must be greater than 3'],
  ])('%s', (_what, schema, value, expected) => expect(problem(schema, value)).toBe(expected));

  it.each([
    'http://json-schema.org/draft-04/schema#',
    'http://json-schema.org/draft-06/schema#',
    'http://json-schema.org/draft-07/schema#',
  ])('follows %s where the schema says so', ($schema) =>
    expect(problem({ $schema, type: 'string' }, 1)).toContain('Invalid type'),
  );

  it('names the first of many values that is refused', () => {
    expect(firstRefused('{"type":"string"}', ['a', 'b'])).toBeNull();
    expect(firstRefused('{"type":"string"}', ['a', 2])).toEqual({
      index: 1,
      problem: '(root): Invalid type. Expected: string, given: integer',
    });
  });
});

describe('a hostile schema', () => {
  it.each<[string, string, string]>([
    ['too long', JSON.stringify({ description: 'x'.repeat(70_000) }), 'longer than 65536 characters'],
    ['too deep', `${'{"not":'.repeat(100)}{}${'}'.repeat(100)}`, 'nested too deeply'],
    ['of a remote reference', '{"$ref":"http://example.com/schema"}', 'only references within the schema are allowed'],
    ['of a dangling reference', '{"$ref":"#/definitions/x"}', 'does not compile'],
    ['of an unknown dialect', '{"$schema":"http://example.com/s"}', 'does not compile'],
    ['of an unknown type', '{"type":"strange"}', 'does not compile'],
    ['of a broken pattern', '{"pattern":"("}', 'does not compile'],
    ['not an object', '"text"', 'has to be an object'],
    ['asynchronous', '{"$async":true}', 'must not be asynchronous'],
    ['a list', '[]', 'has to be an object'],
  ])('is refused because it is %s', (_why, text, message) => expect(() => compileSchema(text)).toThrow(message));

  it('does not hang on a pattern that backtracks', () => {
    const check = compileSchema('{"pattern":"^(a+)+$"}');
    const began = performance.now();
    expect(() => check(`${'a'.repeat(60)}b`)).toThrow('takes too long to evaluate');
    expect(performance.now() - began).toBeLessThan(5000);
  });

  it('does not hang on references that multiply', () => {
    const definitions = Object.fromEntries(
      Array.from({ length: 60 }, (_, level) => {
        const $ref = `#/definitions/d${level + 1}`;
        return [`d${level}`, { allOf: [{ $ref }, { $ref }] }];
      }),
    );
    const text = JSON.stringify({ definitions: { ...definitions, d60: {} }, $ref: '#/definitions/d0' });
    const began = performance.now();
    expect(() => compileSchema(text)('x')).toThrow('takes too long to evaluate');
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it('does not crash on a reference to itself', () => {
    expect(() => compileSchema('{"$ref":"#"}')('x')).toThrow('nested too deeply');
  });
});

it('writes canonical JSON with sorted names and without blanks', () => {
  expect(canonicalJson({ b: [1, { d: 1, c: null }], a: 'x' })).toBe('{"a":"x","b":[1,{"c":null,"d":1}]}');
});
