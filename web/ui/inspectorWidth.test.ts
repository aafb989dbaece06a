import { expect, test } from 'vitest';
import { clampWidth, nextWidth } from './inspectorWidth.ts';

test('an inspector is between 360 and 480 px wide', () => {
  expect([100, 400.4, 900].map(clampWidth)).toEqual([360, 400, 480]);
});

test('presses lead through all widths and back to the narrowest', () => {
  const seen = [364];
  while (seen.length < 4) seen.push(nextWidth(seen.at(-1) ?? 0));
  expect(seen).toEqual([364, 424, 480, 360]);
});
