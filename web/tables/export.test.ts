import { expect, it } from 'vitest';
import { exported } from './export.ts';

const columns = [
  { head: 'name', value: ({ name }: { name: string; in: string[] }) => name },
  { head: 'scenarios', value: (row: { name: string; in: string[] }) => row.in },
];

it('writes lists in one cell of a table, and defuses what a spreadsheet would take for a formula', async () => {
  const rows = [
    { name: 'a, b', in: ['x', 'y'] },
    { name: '=1+1', in: [] },
  ];
  const lines = (await exported('CSV', rows, columns)).split('\r\n');
  expect(lines.slice(0, 2)).toEqual(['name,scenarios', '"a, b",x y']);
  expect(lines[2]).not.toMatch(/^"?=/);
});

it('keeps lists as lists where the format knows them', async () => {
  const rows = [{ name: 'a', in: ['x'] }];
  expect(await exported('YAML', rows, columns)).toBe('- name: a\n  scenarios:\n    - x\n');
  expect(JSON.parse(await exported('JSON', rows, columns))).toEqual([{ name: 'a', scenarios: ['x'] }]);
});
