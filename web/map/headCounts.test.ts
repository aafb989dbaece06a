import { expect, it } from 'vitest';
import { headCount } from './headCounts.ts';

const cards = (same: number, onlyInA = 0, onlyInB = 0) => [
  ...Array.from({ length: same }, () => ({ mark: null })),
  ...Array.from({ length: onlyInA }, () => ({ mark: 'breaks' as const })),
  ...Array.from({ length: onlyInB }, () => ({ mark: 'appears' as const })),
];

it('counts what there is, and what is drawn of it', () => {
  expect(headCount(cards(1226), 1226)).toBe('1,226');
  expect(headCount(cards(1226), 74)).toBe('74 of 1,226');
});

it('counts both sides of a comparison', () => {
  expect(headCount(cards(4, 0, 1), 5)).toBe('4 → 5');
  expect(headCount(cards(2, 3, 1), 6)).toBe('5 → 3');
  expect(headCount(cards(3, 1, 1), 5)).toBe('4, +1 −1');
  expect(headCount(cards(1300, 0, 1), 74)).toBe('74 drawn, 1,300 → 1,301');
});
