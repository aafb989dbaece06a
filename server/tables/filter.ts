import { invalidData } from '../shared/errors.ts';

export interface FilterToken {
  key: string;
  value: string;
  negated: boolean;
}

export interface TableFilter {
  tokens: readonly FilterToken[];
  /** Separated by blanks. */
  words: string;
}

interface FilterInput {
  tokens?: readonly { key: string; value: string; negated?: boolean | null | undefined }[] | null | undefined;
  words?: string | null | undefined;
}

export const filterFrom = (input: FilterInput | null | undefined): TableFilter => ({
  tokens: (input?.tokens ?? []).map(({ key, value, negated }) => ({ key, value, negated: negated === true })),
  words: input?.words ?? '',
});

export type Matches<Row> = (row: Row) => boolean;

/** What the value of a token means, for rows as of `now`. Throws InvalidData for a value that it cannot read. */
export type TokenKey<Row> = (value: string, now: number) => Matches<Row>;

export interface FilterWords<Row> {
  /** Everything the words are looked up in. */
  text: (row: Row) => string;
  /** By key; `label.` stands for all keys that begin so, and gets `<key>=<value>`. */
  keys: Readonly<Record<string, TokenKey<Row>>>;
}

/** The key of a facet a token belongs to: all labels are one. */
export const facetOf = (key: string): string => (key.startsWith('label.') ? 'label' : key);

const mostTokens = 50;

/**
 * The filter as a function. `without` leaves the tokens of one facet out, which is what the facet counts over.
 * @throws InvalidData for an unknown key or a value that cannot be read.
 */
export function compileFilter<Row>(
  filter: TableFilter,
  words: FilterWords<Row>,
  now: number,
): (without?: string) => Matches<Row> {
  if (filter.tokens.length > mostTokens) throw invalidData(`filter: at most ${mostTokens} tokens`);
  const tokens = filter.tokens.map((token) => ({ ...token, matches: compileToken(token, words, now) }));
  const wanted = filter.words.toLowerCase().split(/\s+/).filter(Boolean);
  const hasWords = (row: Row) => {
    if (wanted.length === 0) return true;
    const text = words.text(row).toLowerCase();
    return wanted.every((word) => text.includes(word));
  };
  return (without) => {
    const counted = tokens.filter(({ key }) => without === undefined || facetOf(key) !== without);
    const refusing = counted.filter(({ negated }) => negated);
    const alternatives = [
      ...Map.groupBy(
        counted.filter(({ negated }) => !negated),
        ({ key }) => key,
      ).values(),
    ];
    return (row) =>
      hasWords(row) &&
      refusing.every(({ matches }) => !matches(row)) &&
      alternatives.every((several) => several.some(({ matches }) => matches(row)));
  };
}

function compileToken<Row>({ key, value }: FilterToken, { keys }: FilterWords<Row>, now: number): Matches<Row> {
  const label = key.startsWith('label.') ? keys['label.'] : undefined;
  if (label) return label(`${key.slice('label.'.length)}=${value}`, now);
  const meaning = Object.hasOwn(keys, key) ? keys[key] : undefined;
  if (!meaning) {
    const known = Object.keys(keys).map((each) => (each === 'label.' ? 'label.<key>' : each));
    throw invalidData(`filter: there is no "${key}"; there are ${known.join(', ')}`);
  }
  return meaning(value, now);
}

/** Part of a text, whatever the case. */
export const contains =
  <Row>(of: (row: Row) => string | null): TokenKey<Row> =>
  (value) => {
    const wanted = value.toLowerCase();
    return (row) => of(row)?.toLowerCase().includes(wanted) ?? false;
  };

/** One of several exact texts; `*` is any. */
export const oneOf =
  <Row>(of: (row: Row) => readonly string[]): TokenKey<Row> =>
  (value) =>
    value === '*' ? (row) => of(row).length > 0 : (row) => of(row).includes(value);

/** One of the texts that are known; any other is refused. */
export const known =
  <Row>(key: string, values: readonly string[], of: (row: Row) => readonly string[]): TokenKey<Row> =>
  (value) => {
    if (!values.includes(value)) throw invalidData(`filter: ${key} is one of ${values.join(', ')}`);
    return (row) => of(row).includes(value);
  };

const comparisons = {
  '<': (a: number, b: number) => a < b,
  '<=': (a: number, b: number) => a <= b,
  '>': (a: number, b: number) => a > b,
  '>=': (a: number, b: number) => a >= b,
  '': (a: number, b: number) => a === b,
};

export const comparedCount =
  <Row>(key: string, of: (row: Row) => number): TokenKey<Row> =>
  (value) => {
    const match = /^(<=|>=|<|>|)(\d{1,9})$/.exec(value);
    if (!match) throw invalidData(`filter: ${key} is a number such as 0, >3 or <=10`);
    const compare = comparisons[match[1] as keyof typeof comparisons];
    const limit = Number(match[2]);
    return (row) => compare(of(row), limit);
  };

const units = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** A moment compared with a span from now; one that is null matches nothing. */
export const comparedSpan =
  <Row>(key: string, direction: 'ago' | 'ahead', of: (row: Row) => number | null): TokenKey<Row> =>
  (value, now) => {
    const match = /^(<=|>=|<|>)(\d{1,6})([smhdw])$/.exec(value);
    if (!match) throw invalidData(`filter: ${key} is a span such as <7d, >12h or <=30m`);
    const compare = comparisons[match[1] as keyof typeof comparisons];
    const limit = Number(match[2]) * units[match[3] as keyof typeof units];
    return (row) => {
      const moment = of(row);
      return moment !== null && compare(direction === 'ago' ? now - moment : moment - now, limit);
    };
  };
