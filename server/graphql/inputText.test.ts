import { buildSchema, type GraphQLInputObjectType, parseValue } from 'graphql';
import { describe, expect, it } from 'vitest';
import { inputText } from './inputText.ts';

const schema = buildSchema(`
  scalar Labels
  enum Condition { INITIAL FAILED }
  input Secret { password: String! }
  input Form { name: String!, labels: Labels, condition: Condition, lines: [Line!], secret: Secret, secrets: [Secret!] }
  input Line { text: String, count: Int, on: Boolean }
  type Query { a: Int }
`);
const form = schema.getType('Form') as GraphQLInputObjectType;

describe('input text', () => {
  it('is one line with unquoted keys and trailing commas, without what is absent', () => {
    expect(inputText(form, { name: '{{n}}', labels: { k: ['v'] }, condition: null })).toBe(
      '{name: "{{n}}",labels: {k:["v"],},}',
    );
  });

  it('writes enums bare, lists and scalars as they are, and escapes what strings contain', () => {
    const value = {
      condition: 'FAILED',
      lines: [{ text: 'a "b"\n\tc', count: 2, on: false }, {}],
      name: 'x',
    };
    const text = inputText(form, value);
    expect(text).toBe('{name: "x",condition: FAILED,lines: [{text: "a \\"b\\"\\n\\tc",count: 2,on: false,},{}],}');
    expect(parseValue(text).kind).toBe('ObjectValue');
  });

  it('writes objects within scalars, and quotes keys that GraphQL cannot name', () => {
    expect(inputText(form, { name: 'x', labels: { a: { b: [null, 1.5] }, 'c-d': true } })).toBe(
      '{name: "x",labels: {a:{b:[null,1.5],},"c-d":true,},}',
    );
  });

  it('leaves out the types it is told to hide, also in lists', () => {
    const value = { name: 'x', secret: { password: 'p' }, secrets: [{ password: 'p' }] };
    expect(inputText(form, value, ['Secret'])).toBe('{name: "x",}');
    expect(inputText(form, value)).toContain('secret: {password: "p",}');
  });
});
