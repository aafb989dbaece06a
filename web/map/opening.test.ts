import { expect, test } from 'vitest';
import { firstRow, rowPitch } from './measures.ts';
import { openingTop } from './opening.ts';

const row = (at: number) => firstRow + at * rowPitch;
const screen = 8 * rowPitch;

test('the map opens at its beginning while nothing is worse than what stands there', () => {
  expect(openingTop([], screen)).toBe(0);
  expect(openingTop([row(1), row(5)], screen)).toBe(0);
  expect(openingTop([row(1), row(40)], screen)).toBe(0);
});

test('it opens where one screen shows most of what is worst, with a row before it', () => {
  const top = openingTop([row(2), row(40), row(41), row(43)], screen);
  expect(top).toBe(row(40) - firstRow - rowPitch);
  expect(openingTop([row(43), row(2), row(41), row(40)], screen)).toBe(top);
});
