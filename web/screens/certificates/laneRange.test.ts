import { expect, test } from 'vitest';
import { isWithin, printRange, rangeBetween, readRange } from './laneRange.ts';
import type { Lane } from './useTimeline.ts';

const lanes = (['OVERDUE', 'DAY', 'WEEK', 'MONTH'] as const).map((key): Pick<Lane, 'key'> => ({ key }));

test('a range is read as it was printed, in either direction', () => {
  const range = rangeBetween(3, 1);
  expect(printRange(lanes, range)).toBe('DAY-MONTH');
  expect(readRange(lanes, 'DAY-MONTH')).toEqual(range);
  expect(readRange(lanes, 'MONTH-DAY')).toEqual(range);
  expect(printRange(lanes, rangeBetween(1, 1))).toBe('DAY');
  expect(readRange(lanes, 'DAY')).toEqual({ first: 1, last: 1 });
});

test('what is no lane chooses none', () => {
  for (const text of [undefined, '', 'NEVER', 'DAY-', 'DAY-NEVER', 7]) expect(readRange(lanes, text)).toBeNull();
  expect(isWithin(null, 0)).toBe(false);
});

test('a range holds its ends and what is between', () => {
  expect([0, 1, 2, 3].map((at) => isWithin({ first: 1, last: 2 }, at))).toEqual([false, true, true, false]);
});
