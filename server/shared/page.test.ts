import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor, type FieldSource, pageOf, toPage } from './page.ts';

const person = { type: 'USER' } as const;
const runtime = { type: 'RUNTIME' } as const;
const info = (value?: { kind: string; name?: { value: string } }, variableValues = {}): FieldSource => ({
  fieldNodes: [{ arguments: value ? [{ name: { value: 'first' }, value }] : [] }],
  variableValues,
});
const literal = info({ kind: 'IntValue' });
const notCorrect = 'while decoding page cursor: cursor is not correct...';

describe('a page cursor', () => {
  it('is Base64 of the prefix and the offset', () => {
    expect(encodeCursor(100)).toBe('RHBLdEo0ajlqRHExMDA=');
    expect(decodeCursor('RHBLdEo0ajlqRHExMDA=')).toBe(100);
  });

  it('may lack the prefix', () => expect(decodeCursor(Buffer.from('7').toString('base64'))).toBe(7));

  it.each([
    ['undecodable', '%%%'],
    ['truncated', 'RHBLdEo0ajlqRHExMDA'],
    ['not a number', Buffer.from('DpKtJ4j9jDqabc').toString('base64')],
    ['negative', Buffer.from('DpKtJ4j9jDq-1').toString('base64')],
    ['without offset', Buffer.from('DpKtJ4j9jDq').toString('base64')],
    ['beyond every table', Buffer.from('DpKtJ4j9jDq99999999999999999999').toString('base64')],
  ])('is refused when %s', (_what, cursor) => expect(() => decodeCursor(cursor)).toThrow(notCorrect));
});

describe('the page size', () => {
  it.each([
    ['a person', person, 100],
    ['a Runtime', runtime, 200],
    ['an Application', { type: 'APPLICATION' } as const, 200],
    ['automation', { type: 'AUTOMATION' } as const, 200],
  ])('is chosen for %s that sends no first', (_who, consumer, limit) => {
    expect(pageOf({ first: 100 }, info(), consumer).limit).toBe(limit);
  });

  it('counts a variable without value as not sent', () => {
    const variable = { kind: 'Variable', name: { value: 'n' } };
    expect(pageOf({ first: 100 }, info(variable), runtime).limit).toBe(200);
    expect(pageOf({ first: 50 }, info(variable, { n: 50 }), runtime).limit).toBe(50);
  });

  it.each([1, 100])('may be %i', (first) => expect(pageOf({ first }, literal, runtime).limit).toBe(first));

  it.each([0, -1, 101])('must not be %i', (first) => {
    expect(() => pageOf({ first }, literal, person)).toThrow('page size must be between 1 and 100');
  });

  it('must not be null', () => {
    const explicit = info({ kind: 'NullValue' });
    expect(() => pageOf({ first: null }, explicit, person)).toThrow("missing required parameter 'first'");
    expect(() => pageOf({ first: null }, explicit, runtime, { unbounded: true })).toThrow(
      "missing required parameter 'first'",
    );
  });

  it('has no upper bound where the field is unbounded', () => {
    const unbounded = { unbounded: true };
    expect(pageOf({ first: 100 }, info(), person, unbounded).limit).toBe(Number.MAX_SAFE_INTEGER);
    expect(pageOf({ first: 5000 }, literal, person, unbounded).limit).toBe(5000);
    expect(() => pageOf({ first: 0 }, literal, person, unbounded)).toThrow('page size cannot be smaller than 1');
  });
});

describe('a page', () => {
  it('points to the next one while rows are left', () => {
    const page = pageOf({ first: 2, after: encodeCursor(2) }, literal, person);
    expect(toPage(['c', 'd'], 5, page)).toEqual({
      data: ['c', 'd'],
      pageInfo: { startCursor: encodeCursor(2), endCursor: encodeCursor(4), hasNextPage: true },
      totalCount: 5,
    });
  });

  it('ends when the last row is on it', () => {
    const page = pageOf({ first: 2, after: '' }, literal, person);
    expect(toPage(['a', 'b'], 2, page).pageInfo).toEqual({ startCursor: '', endCursor: '', hasNextPage: false });
  });

  it('holds everything where everything was asked for', () => {
    const page = pageOf({ first: 100 }, info(), runtime, { unbounded: true });
    expect(toPage(['a', 'b', 'c'], 3, page).pageInfo.hasNextPage).toBe(false);
  });
});
