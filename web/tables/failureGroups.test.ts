import { expect, it } from 'vitest';
import { failureGroups, failuresAsCsv } from './failureGroups.ts';

const failures = [
  { id: '1', name: 'orders', message: 'runtime 1 is asleep' },
  { id: '22', name: 'shop', message: 'application with ID 22 does not exist', isGone: true },
  { id: '33', name: 'crm', message: 'application with ID 33 does not exist', isGone: true },
  { id: '44', name: 'blog', message: '"blog" is kept by a rule' },
  { id: '55', name: 'mail, old', message: '"mail, old" is kept by a rule' },
  { id: '66', name: 'wiki', message: '"wiki" is kept by a rule' },
];

it('are together by their reason, whatever it says of each one, the most frequent first', () => {
  expect(failureGroups(failures).map((group) => [group.reason, group.failures.map(({ name }) => name)])).toEqual([
    ['"…" is kept by a rule', ['blog', 'mail, old', 'wiki']],
    ['no longer in this tenant', ['shop', 'crm']],
    ['runtime 1 is asleep', ['orders']],
  ]);
});

it('are exported one by one, with the reason each was given', () => {
  expect(failuresAsCsv(failures.slice(3, 5))).toBe(
    'Name,ID,Reason\r\nblog,44,"""blog"" is kept by a rule"\r\n"mail, old",55,"""mail, old"" is kept by a rule"\r\n',
  );
  expect(failuresAsCsv(failures.slice(1, 2))).toBe('Name,ID,Reason\r\nshop,22,no longer in this tenant\r\n');
});
