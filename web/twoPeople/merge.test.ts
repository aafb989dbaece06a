import { expect, test } from 'vitest';
import { changedByOthers, chosen, differenceOf, differencesOf, merged, undecided } from './merge.ts';

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

test('what both changed is undecided until a side is chosen, and is stored as chosen', () => {
  const theirs = { ...base, description: 'theirs', url: 'https://b' };
  const yours = { ...base, description: 'mine', tags: ['y'] };
  const differences = differencesOf(base, theirs, yours);
  expect(differences).toEqual({ description: 'both', url: 'theirs', tags: 'yours' });
  expect(undecided(differences, {})).toEqual(['description']);
  expect(undecided(differences, { description: 'theirs' })).toEqual([]);
  expect(chosen({ base, theirs, yours }, { description: 'theirs', tags: 'theirs' })).toEqual({
    ...theirs,
    tags: base.tags,
  });
});
