import { expect, it } from 'vitest';
import { actionOf, consequences, progressOf, retryInWords } from './bulkWords.ts';

const nothing = { total: 0, pairs: [] };
const impact = {
  ...{ breaks: nothing, begins: nothing, becomesPossible: nothing, stopsBeingPossible: nothing },
  ...{ sideEffects: [], conflicts: [] },
};

it('says what stops before anything else, and which rows are refused', () => {
  const pair = { application: { name: 'orders' }, runtime: { name: 'cluster' } };
  const answer = { itemCount: 2, freezeCount: 0, impact: { ...impact, breaks: { total: 1, pairs: [pair] } } };
  expect(consequences(answer, 'row')).toEqual(['1 live connection stops: orders to cluster.']);
  const refused = { ...impact, conflicts: [{ message: 'a rule' }, { message: 'a rule' }] };
  expect(consequences({ itemCount: 2, freezeCount: 3, impact: refused }, 'runtime')).toEqual([
    'No live connection stops.',
    '3 live connections freeze: calls go on, but no change, removal or new credential reaches the runtime.',
    '2 runtimes will be refused: a rule.',
  ]);
});

it('counts what is done while it runs and afterwards', () => {
  const failures = [{ object: { id: 'a', name: 'a' }, message: 'no' }];
  expect(progressOf({ state: 'RUNNING', total: 100, done: 9, failures })).toBe('10 of 100, 1 failed');
  expect(progressOf({ state: 'FINISHED', total: 100, done: 99, failures })).toBe('99 done, 1 failed');
  expect(progressOf({ state: 'INTERRUPTED', total: 100, done: 9, failures })).toBe(
    'Interrupted at 10 of 100, 1 failed',
  );
});

it('offers to try again what may succeed', () => {
  expect(retryInWords(3, 3)).toBe('Retry failed');
  expect(retryInWords(3, 1200)).toBe('Retry 3 of 1,200 failed');
});

it('waits for what is missing or wrong, and takes the value of a label as JSON', () => {
  expect(actionOf({ table: 'APPLICATIONS', name: 'assign', subject: '', value: '' })).toBeNull();
  expect(actionOf({ table: 'APPLICATIONS', name: 'setLabel', subject: 'env', value: 'prod' })).toBeNull();
  expect(actionOf({ table: 'APPLICATIONS', name: 'deleteLabel', subject: 'name', value: '' })).toBeNull();
  expect(actionOf({ table: 'RUNTIMES', name: 'deleteLabel', subject: 'name', value: '' })).toEqual({
    deleteLabel: 'name',
  });
  expect(actionOf({ table: 'APPLICATIONS', name: 'setLabel', subject: 'scenarios', value: '[]' })).toBeNull();
  expect(actionOf({ table: 'APPLICATIONS', name: 'setLabel', subject: 'n', value: '["a"]' })).toEqual({
    setLabel: { key: 'n', value: ['a'] },
  });
});
