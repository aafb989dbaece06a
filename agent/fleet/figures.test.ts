import { expect, test } from 'vitest';
import { createTally, growthOf, spreadOf } from './figures.ts';

test('a spread is read off the samples in order', () => {
  const samples = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(spreadOf(samples)).toEqual({ count: 100, p50: 51, p90: 91, p99: 100, max: 100 });
  expect(spreadOf([])).toEqual({ count: 0, p50: 0, p90: 0, p99: 0, max: 0 });
});

test('errors are counted by kind, whichever Runtime they met', () => {
  const tally = createTally();
  tally.add('localhost:31902 cannot be reached: ECONNREFUSED');
  tally.add('localhost:3444 cannot be reached: ECONNREFUSED');
  tally.add('no Runtime 2f1d7a80-0000-4000-8000-000000000001');
  expect(tally.entries()).toEqual([
    ['localhost:<n> cannot be reached: ECONNREFUSED', 2],
    ['no Runtime <id>', 1],
  ]);
});

test('growth is between the second quarter and the last; a single high does not count', () => {
  const samples = [50, 80, 100, 100, 300, 100, 100, 100, 90, 110, 110, 110].map((bytes, at) => ({ at, bytes }));
  expect(growthOf(samples)).toBeCloseTo(10);
  expect(growthOf(samples.slice(0, 3))).toBeNull();
});
