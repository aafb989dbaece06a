import { expect, test } from 'vitest';
import { readDraft, shiftsInWords } from './thresholdWords.ts';

test('the preview names what becomes of whom, and counts the rest', () => {
  const shift = { from: 'RENEWAL_DUE' as const, to: 'OVERDUE' as const, count: 4, ownerNames: ['a', 'b', 'c'] };
  expect(shiftsInWords({ totalCount: 6, shifts: [shift] })).toEqual([
    '4 certificates become overdue instead of due for renewal: a, b, c and 1 more.',
    '2 certificates stay as they are.',
  ]);
  const one = { ...shift, to: 'HEALTHY' as const, count: 1, ownerNames: ['a'] };
  expect(shiftsInWords({ totalCount: 1, shifts: [one] })).toEqual([
    '1 certificate becomes healthy instead of due for renewal: a.',
  ]);
  expect(shiftsInWords({ totalCount: 6, shifts: [] })).toEqual(['Nothing changes for the 6 certificates in use.']);
  expect(shiftsInWords({ totalCount: 0, shifts: [] })).toEqual([
    'No certificate is in use yet; these hold for those to come.',
  ]);
});

test('each has to be a whole number and more than the one before', () => {
  expect(readDraft({ renewalDue: ' 60', overdue: '80', critical: '95' }).values).toEqual({
    renewalDue: 60,
    overdue: 80,
    critical: 95,
  });
  expect(readDraft({ renewalDue: '0', overdue: '80.5', critical: '' }).problems).toEqual({
    renewalDue: 'From 1 to 99.',
    overdue: 'From 1 to 99.',
    critical: 'From 1 to 99.',
  });
  expect(readDraft({ renewalDue: '85', overdue: '85', critical: '90' }).problems).toEqual({
    overdue: 'More than 85.',
  });
});
