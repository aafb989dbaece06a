import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { plainYaml } from './plainYaml.ts';

const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    'no',
    'null',
    '1.0',
    '- a',
    'a: b',
    'a #b',
    "it's",
    'a\nb\n',
    'a\n\n  b',
    '|',
    '<<',
    'x: ',
    ' x',
    '"',
  ),
  fc
    .array(fc.constantFrom('a', ' ', ':', '#', '\n', "'", '"', '-', '{', '}', ',', '\\'), { maxLength: 8 })
    .map((all) => all.join('')),
);
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.stringMatching(/^[a-z_]{1,6}$/), text), tie('any'), { maxKeys: 4 }),
  ),
})).any;

/** Null where the parser refuses. */
function parsed(yaml: string): { value: unknown } | null {
  try {
    return { value: parse(yaml, { maxAliasCount: 0, logLevel: 'silent' }) };
  } catch {
    return null;
  }
}

const asJson = (given: unknown) => JSON.stringify(given);

describe('what it reads is what the parser of all of YAML reads', () => {
  test('of what programs write', () => {
    fc.assert(
      fc.property(value, fc.boolean(), fc.constantFrom(0, 80), (given, indentSeq, lineWidth) => {
        const yaml = stringify(given, { indentSeq, lineWidth, aliasDuplicateObjects: false });
        const read = plainYaml(yaml);
        if (read) expect(asJson(read.value)).toBe(asJson(parsed(yaml)?.value));
      }),
      { numRuns: 2000 },
    );
  });

  test('of what people break', () => {
    const edit = fc.record({
      at: fc.nat(),
      cut: fc.integer({ min: 0, max: 3 }),
      put: fc.constantFrom(
        '',
        ' ',
        '  ',
        '\n',
        '- ',
        ': ',
        '#',
        '"',
        "'",
        '|',
        '>',
        '&a ',
        '*a',
        '\t',
        '---\n',
        '? ',
        '!!x ',
      ),
    });
    fc.assert(
      fc.property(value, fc.array(edit, { minLength: 1, maxLength: 3 }), (given, edits) => {
        let yaml = stringify(given, { aliasDuplicateObjects: false });
        for (const { at, cut, put } of edits) {
          const from = at % (yaml.length + 1);
          yaml = yaml.slice(0, from) + put + yaml.slice(from + cut);
        }
        const read = plainYaml(yaml);
        if (read) expect(asJson(read.value)).toBe(asJson(parsed(yaml)?.value));
      }),
      { numRuns: 2000 },
    );
  });
});

test.each([
  ['a map in a list', '- name: one\n  labels:\n    tier: gold\n  scenarios: []\n- name: two\n'],
  ['a list as far left as its key', 'a:\n- b\n- 1\nc: {}\n'],
  [
    'texts',
    "a: It is said: \"no\", isn't it? (perhaps)\nb: \"1.0\"\nc: 'it''s'\nd: https://host.example/path\n".replace(
      'said: ',
      'said:',
    ),
  ],
  ['literal blocks', 'a: |\n  one\n\n    two # three\nb: |-\n  {"x": 1}\nc: true\n'],
])('%s is read without the parser', (_what, yaml) => {
  expect(plainYaml(yaml)?.value).toEqual(parse(yaml));
});

test.each([
  'a: &x 1',
  'a: *x',
  'a: >\n  b',
  'a: 1.5',
  'a: b\n  c',
  'a: {b: 1}',
  'a: 1\na: 2',
  '__proto__: 1',
  '# c\na: 1',
  '? a',
  '',
])('%j is left to the parser', (yaml) => {
  expect(plainYaml(yaml)).toBeUndefined();
});
