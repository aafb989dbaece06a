import { expect, test } from 'vitest';
import { clashOf, keyInWords, readKey, shortcuts } from './shortcuts.ts';

const settings = (keys: Record<string, string> = {}, enabled = true) => ({ enabled, keys });

test('every shortcut has a key of its own', () => {
  expect(new Set(shortcuts.map(({ key }) => key)).size).toBe(shortcuts.length);
});

test('a key stands for its shortcut; keys of no shortcut stay what they are', () => {
  expect(readKey(settings(), 'a')).toBe('a');
  expect(readKey(settings(), 'ArrowDown')).toBe('ArrowDown');
});

test('a shortcut answers to the key it was given, and no longer to its own', () => {
  expect(readKey(settings({ assign: 'q' }), 'q')).toBe('a');
  expect(readKey(settings({ assign: 'q' }), 'a')).toBeNull();
  expect(readKey(settings({ assign: 'q', unassign: 'a' }), 'a')).toBe('u');
});

test('switched off, single keys do nothing and the others stay', () => {
  for (const key of ['a', 'X', '+', '.']) expect(readKey(settings({}, false), key)).toBeNull();
  expect(readKey(settings({}, false), 'Enter')).toBe('Enter');
});

test('a key that another shortcut has is named', () => {
  expect(clashOf('assign', 'm', settings())).toBe('“m” is the key of “Pick up and move”.');
  expect(clashOf('assign', 'm', settings({ move: 'z' }))).toBeNull();
  expect(clashOf('assign', 'a', settings())).toBeNull();
});

test('a key is written as it is pressed', () => {
  expect(['x', 'X', '+', '/'].map(keyInWords)).toEqual([['X'], ['Shift', 'X'], ['+'], ['/']]);
});
