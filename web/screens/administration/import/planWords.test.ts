import { expect, test } from 'vitest';
import { countsInWords } from './planWords.ts';

test.each([
  [
    { creates: 1200, changes: 2, keeps: 3, conflicts: 1 },
    '1,200 to create, 2 to change, 3 stay as they are, 1 cannot be imported',
  ],
  [{ creates: 0, changes: 0, keeps: 1, conflicts: 0 }, '1 stays as it is'],
  [{ creates: 0, changes: 0, keeps: 0, conflicts: 0 }, 'nothing in it'],
])('counts in words, %#', (counts, words) => {
  expect(countsInWords(counts)).toBe(words);
});
