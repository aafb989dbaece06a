import { describe, expect, it } from 'vitest';
import { contains, parseLabelFilters, scenarioNamesIn } from './labelFilter.ts';

describe('JSON containment', () => {
  it.each<[value: unknown, part: unknown, expected: boolean]>([
    ['a', 'a', true],
    ['a', 'b', false],
    [1, '1', false],
    [null, null, true],
    [['a', 'b'], 'b', true],
    [['a', 'b'], ['b', 'a'], true],
    [['a'], ['a', 'a'], true],
    [['a'], ['a', 'b'], false],
    [['a'], [], true],
    ['a', ['a'], false],
    [[['a', 'b']], [['a']], true],
    [[['a']], ['a'], false],
    [{ a: 1, b: 2 }, { a: 1 }, true],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [{ a: { b: [1, 2] } }, { a: { b: [2] } }, true],
    [{ a: [1] }, { a: 1 }, false],
    [[{ a: 1, b: 2 }], [{ a: 1 }], true],
    [[{ a: 1 }], { a: 1 }, false],
    [{}, {}, true],
    [{}, { toString: null }, false],
  ])('of %j and %j is %s', (value, part, expected) => expect(contains(value, part)).toBe(expected));
});

describe('a scenario query', () => {
  it.each([
    ['$[*] ? (@ == "A")', ['A']],
    ['$[*] ? (@ == "A" || @ == "B-1_x y")', ['A', 'B-1_x y']],
    ['$[*]?(@=="A"||@=="B")', ['A', 'B']],
  ])('%s names its scenarios', (query, names) => expect(scenarioNamesIn(query)).toEqual(names));

  it.each(['', '"A"', '$[*]', '$[*] ? ()', '$[*] ? (@ == "A" && @ == "B")', '$[*] ? (@ == "A;")', '$.x ? (@ == "A")'])(
    '%j is not understood',
    (query) => expect(() => scenarioNamesIn(query)).toThrow('value not found in the query parameter'),
  );
});

describe('a list of filters', () => {
  it('may be absent or empty', () => {
    expect(parseLabelFilters(null)).toEqual([]);
    expect(parseLabelFilters([])).toEqual([]);
  });

  it('reads scenarios from the memberships and other keys from labels', () => {
    expect(parseLabelFilters([{ key: 'scenarios' }, { key: 'scenarios', query: '$[*] ? (@ == "A")' }])).toEqual([
      { kind: 'IN_SCENARIO', names: null },
      { kind: 'IN_SCENARIO', names: ['A'] },
    ]);
    expect(parseLabelFilters([{ key: 'a' }])).toEqual([{ kind: 'HAS_KEY', key: 'a' }]);
  });

  it('takes the language of scenarios for any spelling of the key, but the label as it is spelled', () => {
    const [condition] = parseLabelFilters([{ key: 'Scenarios', query: '$[*] ? (@ == "A")' }]);
    expect(condition).toMatchObject({ kind: 'VALUE', key: 'Scenarios' });
    expect(condition?.kind === 'VALUE' && [condition.matches(['A']), condition.matches(['B'])]).toEqual([true, false]);
  });

  it('matches nothing for a key that no label can have', () => {
    expect(parseLabelFilters([{ key: 'a-b', query: '1' }, { key: '' }])).toEqual([
      { kind: 'NOTHING' },
      { kind: 'NOTHING' },
    ]);
  });
});
