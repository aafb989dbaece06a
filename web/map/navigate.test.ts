import { expect, test } from 'vitest';
import { nearest } from './navigate.ts';

const items = [
  { id: 'a', x: 134, y: 80 },
  { id: 'b', x: 134, y: 160 },
  { id: 's', x: 510, y: 120 },
  { id: 'r', x: 886, y: 80 },
];
const at = (id: string) => items.find((item) => item.id === id)!;

test('arrow keys go to the nearest card in their direction and stop at the border', () => {
  expect(nearest(items, at('a'), 'ArrowDown')?.id).toBe('b');
  expect(nearest(items, at('a'), 'ArrowRight')?.id).toBe('s');
  expect(nearest(items, at('s'), 'ArrowRight')?.id).toBe('r');
  expect(nearest(items, at('r'), 'ArrowRight')).toBeNull();
  expect(nearest(items, at('b'), 'ArrowDown')).toBeNull();
});
