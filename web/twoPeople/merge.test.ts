import { expect, test } from 'vitest';
import { changedByOthers, differenceOf, merged } from './merge.ts';

const base = { name: 'orders', description: 'old', url: 'https://a', tags: ['x'] };

test('each keeps what only they changed', () => {
  const theirs = { ...base, url: 'https://b' };
  const yours = { ...base, description: 'mine', tags: ['x', 'y'] };
  expect(merged(base, theirs, yours)).toEqual({
    name: 'orders',
    description: 'mine',
    url: 'https://b',
    tags: ['x', 'y'],
  });
});

test('what both changed is yours until someone decides', () => {
  expect(differenceOf('old', 'theirs', 'mine')).toBe('both');
  expect(merged(base, { ...base, description: 'theirs' }, { ...base, description: 'mine' }).description).toBe('mine');
});

test('what both changed alike is no difference', () => {
  expect(differenceOf(['x'], ['y'], ['y'])).toBeNull();
});

test('a change elsewhere is nobody’s business', () => {
  expect(changedByOthers(base, { ...base, tags: ['x'] })).toBe(false);
  expect(changedByOthers(base, { ...base, tags: [] })).toBe(true);
});
