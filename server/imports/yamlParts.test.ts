import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { yamlParts } from './yamlParts.ts';

/** As it is put together again. */
function whole(text: string): unknown {
  const { head, lists } = yamlParts(text);
  const value = parse(head);
  for (const { key, parts } of lists) value[key] = parts.flatMap((part) => parse(part.text) ?? []);
  return value;
}

const landscape = {
  format: 'compass/v1',
  scenarios: Array.from({ length: 250 }, (_, at) => `scenario-${at}`),
  applications: Array.from({ length: 130 }, (_, at) => ({
    name: `application-${at}`,
    description: 'first\n\n- second\n  - third\n',
    labels: { list: ['- a', { b: '#' }] },
  })),
  runtimes: [{ name: 'one', scenarios: [] }],
};

test.each([
  ['block style', stringify(landscape)],
  ['lists without indentation', stringify(landscape, { indentSeq: false })],
  ['lines that end in CR LF', stringify(landscape).replaceAll('\n', '\r\n')],
  ['flow style', JSON.stringify(landscape)],
  ['comments', stringify(landscape).replaceAll('\n  - name', '\n# said before\n\n  - name')],
])('in %s the parts say what the whole says', (_name, text) => {
  expect(whole(text)).toEqual(parse(text));
});

test('a long list comes in small parts, which know where they begin', () => {
  const { lists } = yamlParts(stringify(landscape));
  expect(lists.map(({ key, parts }) => [key, parts.length])).toEqual([
    ['scenarios', 3],
    ['applications', 2],
    ['runtimes', 1],
  ]);
  expect(lists[0]?.parts.map(({ firstLine }) => firstLine)).toEqual([2, 102, 202]);
});
