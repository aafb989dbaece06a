import { print } from 'graphql';
import { describe, expect, it } from 'vitest';
import { parseLeniently } from './parser.ts';

const printed = (text: string) => print(parseLeniently(text)).replace(/\s+/g, ' ');

describe('parsing like the reference server', () => {
  it.each([
    ['query { result: configuration() { token { token } } }', '{ result: configuration { token { token } } }'],
    ['{ a( ) { b } }', '{ a { b } }'],
    ['{ a(\n,# nothing\n) }', '{ a }'],
    ['{ a { b() c(x: 1) { d() } } }', '{ a { b c(x: 1) { d } } }'],
  ])('takes a field with empty parentheses for a field without arguments: %s', (text, expected) => {
    expect(printed(text)).toBe(expected);
  });

  it('leaves parentheses in strings, block strings and comments alone', () => {
    expect(printed('{ a(x: "b()") # c()\n }')).toBe('{ a(x: "b()") }');
    expect(printed('{ a(x: """b()""") }')).toBe('{ a(x: """b()""") }');
  });

  it('still refuses empty variable definitions', () => {
    expect(() => parseLeniently('query Q() { a }')).toThrow('Syntax Error');
  });

  it('reports the position of a later error where the client wrote it', () => {
    expect(() => parseLeniently('{ a() b(: }')).toThrow(
      expect.objectContaining({ locations: [{ line: 1, column: 9 }] }) as Error,
    );
  });

  it('refuses a document that ends in the middle', () => {
    expect(() => parseLeniently('{ a(')).toThrow('Syntax Error');
  });
});
