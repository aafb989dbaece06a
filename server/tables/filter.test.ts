import { describe, expect, it } from 'vitest';
import { comparedCount, comparedSpan, compileFilter, contains, type FilterWords, oneOf } from './filter.ts';

interface Row {
  name: string;
  count: number;
  at: number | null;
}

const words: FilterWords<Row> = {
  text: ({ name }) => name,
  keys: {
    name: contains(({ name }) => name),
    exact: oneOf(({ name }) => [name]),
    count: comparedCount('count', ({ count }) => count),
    ends: comparedSpan('ends', 'ahead', ({ at }) => at),
    'label.': (pair) => () => pair === 'a.b=c=d',
  },
};
const row: Row = { name: 'Orders', count: 3, at: 10_000 };
const holds = (key: string, value: string, of = row) =>
  compileFilter({ tokens: [{ key, value, negated: false }], words: '' }, words, 0)()(of);

describe('a token', () => {
  it('compares counts and spans', () => {
    expect(['3', '>2', '<=3', '>=3'].every((value) => holds('count', value))).toBe(true);
    expect(['2', '>3', '<3'].some((value) => holds('count', value))).toBe(false);
    expect(holds('ends', '<11s')).toBe(true);
    expect(holds('ends', '<10s')).toBe(false);
    expect(holds('ends', '<99w', { ...row, at: null })).toBe(false);
  });

  it('takes a name in any case, an exact value as it is, * for any', () => {
    expect(holds('name', 'oRD')).toBe(true);
    expect(holds('exact', 'orders')).toBe(false);
    expect(holds('exact', '*')).toBe(true);
  });

  it('hands on the key of a label with its value', () => {
    expect(holds('label.a.b', 'c=d')).toBe(true);
  });

  it('is refused in words if it cannot be read', () => {
    expect(() => holds('colour', 'red')).toThrow(
      'there is no "colour"; there are name, exact, count, ends, label.<key>',
    );
    expect(() => holds('constructor', 'x')).toThrow('there is no "constructor"');
    expect(() => holds('count', 'many')).toThrow('count is a number such as 0, >3 or <=10');
    expect(() => holds('ends', '7d')).toThrow('ends is a span such as <7d');
  });
});
