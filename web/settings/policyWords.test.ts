import { expect, test } from 'vitest';
import { previewInWords } from './policyWords.ts';

const preview = { from: 'EXCLUSIVE' as const, connections: 2, becomePossible: 3, stopBeingPossible: 0, conflicts: [] };

test('sharing says that runtimes connect by themselves', () => {
  expect(previewInWords(preview)).toBe(
    '2 connections stay as they are. 3 more pairs can be connected: each runtime connects to the applications it shares a scenario with at its next fetch, without being asked.',
  );
});

test('going back says what is lost, and nothing while there are conflicts', () => {
  const back = { ...preview, from: 'SHARED' as const, connections: 1, becomePossible: 0, stopBeingPossible: 1 };
  expect(previewInWords(back)).toBe('1 connection stays as it is. 1 pair that could be connected now no longer can.');
  expect(previewInWords({ ...back, connections: 0, stopBeingPossible: 0 })).toBe(
    'No connection is affected. No pair that could be connected now is lost.',
  );
  const conflicts = [{ application: { id: 'a', name: 'orders' }, runtimes: [] }];
  expect(previewInWords({ ...back, conflicts })).toBeNull();
});
