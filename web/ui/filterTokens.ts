/** One condition of a filter field, for example `-scenario:"summer sale"` or `label.env=prod`. */
export interface FilterToken {
  key: string;
  value: string;
  /** Written with a leading minus: the row must not match. */
  negated: boolean;
}

export interface FilterQuery {
  tokens: FilterToken[];
  /** What is left: words that must occur in the row's text. */
  text: string;
}

const tokenPattern = /(-?)([a-zA-Z][\w./-]*)([:=])(?:"([^"]*)"|(\S+))(?=\s|$)/g;

/** Keys that begin with this are followed by the key of a label and a sign of equality. */
const labelPrefix = 'label.';

const isKey = (key: string, sign: string, keys: readonly string[]): boolean =>
  key.startsWith(labelPrefix)
    ? keys.includes(labelPrefix) && key.length > labelPrefix.length
    : sign === ':' && keys.includes(key);

/** Reads filter text; a key that is not in `keys` is ordinary text, so that a typed URL or time filters as words. */
export function parseFilter(source: string, keys: readonly string[]): FilterQuery {
  const tokens: FilterToken[] = [];
  const text = source.replace(tokenPattern, (whole, minus, key, sign, quoted?: string, bare?: string) => {
    const value = quoted ?? bare ?? '';
    if (!isKey(key, sign, keys) || value === '') return whole;
    tokens.push({ key, value, negated: minus === '-' });
    return '';
  });
  return { tokens, text: text.replace(/\s+/g, ' ').trim() };
}

/** What stands before the value: `-scenario:`, `label.env=`. */
export const tokenHead = ({ key, negated }: Omit<FilterToken, 'value'>): string =>
  `${negated ? '-' : ''}${key}${key.startsWith(labelPrefix) ? '=' : ':'}`;

export function printToken(token: FilterToken): string {
  const { value } = token;
  const quoted = /[\s"]/.test(value) ? `"${value.replaceAll('"', '')}"` : value;
  return `${tokenHead(token)}${quoted}`;
}

/** The inverse of `parseFilter`: tokens first, then the words. */
export function printFilter({ tokens, text }: FilterQuery): string {
  return [...tokens.map(printToken), text].filter((part) => part !== '').join(' ');
}

function sameToken(a: FilterToken, b: FilterToken): boolean {
  return a.key === b.key && a.value === b.value && a.negated === b.negated;
}

/** Adds the token, or takes it away if it is there. */
export function toggleToken(query: FilterQuery, token: FilterToken): FilterQuery {
  const rest = query.tokens.filter((other) => !sameToken(other, token));
  return { ...query, tokens: rest.length === query.tokens.length ? [...rest, token] : rest };
}

export interface Matchers<Row> {
  /** Everything the words of the filter are looked up in. */
  text: (row: Row) => string;
  tokens: Record<string, (row: Row, value: string) => boolean>;
}

/** Positive tokens of one key are alternatives; keys, negations and words must all hold. Case is ignored in words. */
export function matchesFilter<Row>(row: Row, query: FilterQuery, matchers: Matchers<Row>): boolean {
  const positive = new Map<string, boolean>();
  for (const { key, value, negated } of query.tokens) {
    const matches = matchers.tokens[key]?.(row, value) ?? false;
    if (negated && matches) return false;
    if (!negated) positive.set(key, (positive.get(key) ?? false) || matches);
  }
  if ([...positive.values()].includes(false)) return false;
  const text = matchers.text(row).toLowerCase();
  return query.text
    .toLowerCase()
    .split(' ')
    .every((word) => text.includes(word));
}

/** The query without the tokens of one key: what a facet of that key counts over. */
export function withoutKey(query: FilterQuery, key: string): FilterQuery {
  return { ...query, tokens: query.tokens.filter((token) => token.key !== key) };
}
