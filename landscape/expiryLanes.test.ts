import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expiryLanes, expiryWeeks, laneBounds, logHeight, placeInLane } from './expiryLanes.ts';

const day = 86_400_000;
const now = Date.UTC(2026, 10, 19, 14, 32);
const end = (days: number, late = false) => ({ notAfter: now + days * day, late });

test('each end is in the lane its time falls into; what ends this very moment is due within 24 hours', () => {
  const ends = [end(-2, true), end(-0.001, true), end(0), end(0.9, true), end(1), end(6.9), end(7), end(30), end(90)];
  expect(expiryLanes(ends, now).map(({ key, count, notRenewingCount }) => [key, count, notRenewingCount])).toEqual([
    ['OVERDUE', 2, 2],
    ['DAY', 2, 1],
    ['WEEK', 2, 0],
    ['MONTH', 1, 0],
    ['QUARTER', 1, 0],
    ['LATER', 1, 0],
  ]);
});

test('lanes leave no gap: whatever ends there are, each is counted once', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ notAfter: fc.integer({ min: 0, max: 4e12 }), late: fc.boolean() })), (ends) => {
      const lanes = expiryLanes(ends, now);
      expect(lanes.reduce((sum, { count }) => sum + count, 0)).toBe(ends.length);
      expect(lanes.reduce((sum, lane) => sum + lane.notRenewingCount, 0)).toBe(ends.filter(({ late }) => late).length);
    }),
  );
  const bounds = laneBounds(now);
  for (const [index, { before }] of bounds.entries()) expect(bounds[index + 1]?.from ?? null).toBe(before);
});

test('twelve weeks follow each other from now on', () => {
  const weeks = expiryWeeks([end(-1, true), end(0), end(6), end(7, true), end(83.9), end(84)], now);
  expect(weeks).toHaveLength(12);
  expect(weeks.map(({ count }) => count)).toEqual([2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  expect(weeks[1]?.notRenewingCount).toBe(1);
});

test('one certificate is seen beside thousands, and nothing is taller than the tallest', () => {
  expect(logHeight(0, 5)).toBe(0);
  expect(logHeight(1, 2241)).toBeGreaterThan(0.08);
  expect(logHeight(2241, 2241)).toBe(1);
  expect(logHeight(118, 2241)).toBeGreaterThan(logHeight(117, 2241));
});

test('a moment has its place within its lane, and stays in it', () => {
  const [overdue, today] = laneBounds(now);
  expect(placeInLane(today as never, now + day / 2)).toBe(0.5);
  expect(placeInLane(overdue as never, now - 15 * day)).toBe(0.5);
  expect(placeInLane(overdue as never, now - 900 * day)).toBe(0);
});
