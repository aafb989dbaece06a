import { expect, test } from 'vitest';
import { mostPins, toggledPins } from './pins.ts';

const all = () => true;
const full = Array.from({ length: mostPins }, (_, at) => `card-${at}`);

test('cards are pinned together, and unpinned once all of them are pinned', () => {
  expect(toggledPins(['orders'], ['orders', 'lab'], all)).toEqual(['orders', 'lab']);
  expect(toggledPins(['orders', 'lab', 'campaign'], ['orders', 'lab'], all)).toEqual(['campaign']);
});

test('there is an end to pins, which what no longer exists does not count towards', () => {
  expect(toggledPins(full, ['orders'], all)).toBeNull();
  expect(toggledPins(full, ['orders'], (id) => id !== 'card-7')).toEqual([
    ...full.filter((id) => id !== 'card-7'),
    'orders',
  ]);
  expect(toggledPins(full, ['card-3'], all)).toHaveLength(mostPins - 1);
});
