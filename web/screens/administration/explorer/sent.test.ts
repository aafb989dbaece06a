import { expect, test } from 'vitest';
import { sentTitle, withSent } from './sent.ts';

const request = (query: string, at: number, variables = '') => ({ query, variables, at });

test('the latest comes first, a request sent again moves up, and the oldest goes', () => {
  let all = [request('{ a }', 1), request('{ b }', 0)];
  all = withSent(all, request('{ b }', 2));
  expect(all.map(({ query, at }) => [query, at])).toEqual([
    ['{ b }', 2],
    ['{ a }', 1],
  ]);
  all = withSent(all, request('{ b }', 3, '{"x":1}'));
  expect(all).toHaveLength(3);
  for (let at = 4; at < 40; at += 1) all = withSent(all, request(`{ f${at} }`, at));
  expect([all.length, all[0]?.query]).toEqual([20, '{ f39 }']);
});

test.each([
  ['query One { a } mutation Two { b }', 'One, Two'],
  ['{ applications { totalCount } runtimes { totalCount } }', 'applications, runtimes'],
  ['mutation { createScenario(name: "x") { name } }', 'createScenario'],
])('%s is called %s', (query, title) => {
  expect(sentTitle(request(query, 0))).toBe(title);
});
