import { expect, it } from 'vitest';
import { bulkInWords } from './bulkInWords.ts';

const after = { action: { name: 'assign', scenario: 'campaign' }, kind: 'APPLICATION', total: 1100 };

it('says what begins, and afterwards how much of it was done', () => {
  expect(bulkInWords({ action: 'bulk.started', after })).toBe('began to add 1,100 applications to campaign');
  expect(bulkInWords({ action: 'bulk.finished', after: { ...after, done: 1097, failed: 3 } })).toBe(
    'added 1,097 of 1,100 applications to campaign, 3 failed',
  );
  const undo = { ...after, action: { name: 'undo', action: after.action }, done: 1100, failed: 0 };
  expect(bulkInWords({ action: 'bulk.finished', after: undo })).toBe('took back: added 1,100 applications to campaign');
  const one = { action: { name: 'deleteScenarios' }, kind: 'SCENARIO', total: 1, done: 1, failed: 0 };
  expect(bulkInWords({ action: 'bulk.finished', after: one })).toBe('deleted 1 scenario');
});

it('has nothing to say of anything else', () => {
  expect(bulkInWords({ action: 'landscape.changed', after })).toBeNull();
  expect(bulkInWords({ action: 'bulk.started', after: null })).toBeNull();
  expect(bulkInWords({ action: 'bulk.started', after: { ...after, action: { name: 'unheard of' } } })).toBeNull();
});
