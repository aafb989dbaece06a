import { describe, expect, test } from 'vitest';
import { fieldOfSchema } from './schemaField.ts';

const field = (schema: unknown) => fieldOfSchema(JSON.stringify(schema));

describe('the field for a schema', () => {
  test.each([
    [{ enum: ['a', 1, true, null] }, { kind: 'select', options: ['a', 1, true, null] }],
    [
      { type: 'string', const: 'x', description: 'always' },
      { kind: 'select', options: ['x'] },
    ],
    [{ type: 'boolean', title: 'On' }, { kind: 'switch' }],
    [
      { type: 'array', items: { type: 'string', enum: ['a', 'b'] }, uniqueItems: true, minItems: 1 },
      { kind: 'multi', options: ['a', 'b'], hint: 'At least 1.' },
    ],
    [
      { type: 'integer', minimum: 1, maximum: 5 },
      { kind: 'number', min: 1, max: 5, step: 1, hint: 'A whole number, at least 1, at most 5.' },
    ],
    [
      { type: 'number', minimum: 0, exclusiveMinimum: true },
      { kind: 'number', min: 0, max: null, step: 'any', hint: 'More than 0.' },
    ],
    [
      { type: 'number', exclusiveMaximum: 9 },
      { kind: 'number', min: null, max: 9, step: 'any', hint: 'Less than 9.' },
    ],
    [
      { type: 'string', maxLength: 8, pattern: '^a' },
      { kind: 'text', hint: 'At most 8 characters, matches ^a.' },
    ],
    [{ title: 'Only words' }, { kind: 'free' }],
    [true, { kind: 'free' }],
  ])('%j', (schema, expected) => {
    expect(field(schema)).toEqual(expected);
  });

  test.each([
    [{ type: 'string', enum: ['a'], not: { const: 'a' } }],
    [{ type: 'array', items: { enum: [1, 2] } }],
    [{ type: 'array', items: { enum: ['a'] }, contains: { const: 'a' } }],
    [{ type: 'string', allOf: [{ minLength: 3 }] }],
    [{ enum: [{ a: 1 }] }],
    [{ enum: [] }],
    [{ enum: Array.from({ length: 501 }, (_, at) => `v${at}`) }],
    [{ type: ['string', 'null'] }],
    [{ $ref: '#/definitions/x', definitions: { x: { type: 'string' } } }],
    [false],
  ])('is JSON where another one could not say all of it: %j', (schema) => {
    expect(field(schema).kind).toBe('json');
  });

  test('is JSON for what is no schema at all, and free without one', () => {
    for (const text of ['', '{', '[]', '7', 'null', '{"__proto__":1}', '{"type":7}', '{"type":"array","items":7}']) {
      expect(fieldOfSchema(text).kind).toBe('json');
    }
    expect(fieldOfSchema(null)).toEqual({ kind: 'free' });
  });
});
