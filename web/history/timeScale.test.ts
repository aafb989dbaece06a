import { expect, test } from 'vitest';
import { axisTicks, barsOf, shareOf } from './timeScale.ts';

const at = (text: string) => Date.parse(text);

test('a moment stands within the slider, whatever it is', () => {
  expect(shareOf(5, 0, 10)).toBe(0.5);
  expect(shareOf(-5, 0, 10)).toBe(0);
  expect(shareOf(50, 0, 10)).toBe(1);
  expect(shareOf(7, 7, 7)).toBe(1);
});

test('ticks stand at whole units and never crowd', () => {
  expect(axisTicks(at('2026-11-01T05:00:00Z'), at('2026-11-06T05:00:00Z'), 5)).toEqual(
    [2, 3, 4, 5, 6].map((day) => at(`2026-11-0${day}T00:00:00Z`)),
  );
  for (const length of [1000, 90_000, 86_400_000, 4e10, 4e12]) {
    expect(axisTicks(1e12, 1e12 + length, 6).length).toBeLessThanOrEqual(7);
  }
  expect(axisTicks(5, 5, 6)).toEqual([]);
});

test('a single change stays visible beside a burst', () => {
  expect(
    barsOf([
      { index: 3, changes: 1 },
      { index: 9, changes: 10_000 },
    ]),
  ).toEqual([
    { index: 3, height: 0.15 },
    { index: 9, height: 1 },
  ]);
});
