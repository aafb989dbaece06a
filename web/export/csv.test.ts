import { expect, test } from 'vitest';
import { toCsv } from './csv.ts';

test('quotes what would break the line, and leaves the rest as it is', () => {
  expect(
    toCsv(
      ['name', 'note'],
      [
        ['orders', 'a, "b"'],
        ['x', 'two\nlines'],
        [7, null],
      ],
    ),
  ).toBe('name,note\r\norders,"a, ""b"""\r\nx,"two\nlines"\r\n7,\r\n');
});

test('defuses what a spreadsheet would run, but no number', () => {
  const rows = ['=1+1', '+cmd', '-2+3', '@SUM(A1)', '\t=1', '=HYPERLINK("x")'].map((text) => [text]);
  const lines = toCsv(['value'], rows).split('\r\n').slice(1, -1);
  expect(lines).toEqual(["'=1+1", "'+cmd", "'-2+3", "'@SUM(A1)", "'\t=1", `"'=HYPERLINK(""x"")"`]);
  expect(toCsv(['value'], [[-3]])).toBe('value\r\n-3\r\n');
});
