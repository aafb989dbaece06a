import { buildSchema, print } from 'graphql';
import { expect, test } from 'vitest';
import { contractProblem, operationAt, readOperations, readVariables } from './operations.ts';

const text = 'query One { a { ...f } }\nmutation Two { b }\nfragment f on A { c }';

test('every operation is found with the fragments it needs, and no others', () => {
  const { operations } = readOperations(text);
  expect(operations?.map(({ name, kind }) => [name, kind])).toEqual([
    ['One', 'query'],
    ['Two', 'mutation'],
  ]);
  expect(operations?.map(({ document }) => print(document).includes('fragment f'))).toEqual([true, false]);
});

test('the cursor chooses the operation it is in', () => {
  const operations = readOperations(text).operations ?? [];
  expect([0, 24, 26, 60].map((cursor) => operationAt(operations, cursor)?.name)).toEqual(['One', 'One', 'Two', 'Two']);
});

test('what cannot be sent is said in words', () => {
  expect(readOperations('query {\n  a(').problem).toMatch(/^Line 2: Syntax Error/);
  expect(readOperations('fragment f on A { c }').problem).toMatch(/no query, mutation or subscription/);
  expect(readOperations('# nothing').problem).toMatch(/Syntax Error/);
});

test('what is not in the contract is told with its line in the text', () => {
  const schema = buildSchema('type Query { a: Int }');
  const [one, two] = readOperations('query One { a }\n\nquery Two {\n  b }').operations ?? [];
  expect(one && contractProblem(schema, one)).toBeNull();
  expect(two && contractProblem(schema, two)).toMatch(/^Line 4: Cannot query field "b" on type "Query"/);
});

test('variables are an object or nothing', () => {
  expect(readVariables(' ').values).toEqual({});
  expect(readVariables('{"a": [1]}').values).toEqual({ a: [1] });
  expect(readVariables('[1]').problem).toMatch(/are an object/);
  expect(readVariables('{a}').problem).toMatch(/not valid JSON/);
});
