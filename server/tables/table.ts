import { invalidData } from '../shared/errors.ts';
import { compileFilter, type FilterWords, facetOf, type TableFilter } from './filter.ts';

export interface TableOrder {
  by: string;
  descending: boolean;
}

export type SortKey<Row> = (row: Row) => string | number | null;

/** What one table can be asked: its tokens, its orders, its facets. */
export interface TableWords<Row> extends FilterWords<Row> {
  /** By name; `label.` stands for all names that begin so. */
  orders: Readonly<Record<string, SortKey<Row>>>;
  labels?: (row: Row) => Readonly<Record<string, unknown>>;
  /** The values of a row by facet. */
  facets: Readonly<Record<string, (row: Row) => readonly string[]>>;
}

export interface Facet {
  key: string;
  values: { value: string; count: number }[];
  more: number;
}

const collator = new Intl.Collator('en', { numeric: true });
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** As people read names: `runtime-2` before `runtime-10`; equal ones by id. */
export const byName = (a: { id: string; name: string }, b: { id: string; name: string }): number =>
  collator.compare(a.name, b.name) || byText(a.id, b.id);

const compareValues = (a: string | number, b: string | number): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));

function sortKeyOf<Row>(by: string, { orders, labels }: TableWords<Row>): SortKey<Row> {
  if (labels && by.startsWith('label.')) {
    const key = by.slice('label.'.length);
    return (row) => {
      const value = labels(row)[key];
      return value === undefined ? null : textOf(value);
    };
  }
  const order = Object.hasOwn(orders, by) ? orders[by] : undefined;
  if (order) return order;
  const names = [...Object.keys(orders), ...(labels ? ['label.<key>'] : [])];
  throw invalidData(`order: there is no "${by}"; there are ${names.join(', ')}`);
}

/** @param rows in the order of `byName`, which stays among equal ones. */
function ordered<Row>(rows: readonly Row[], order: TableOrder, words: TableWords<Row>): readonly Row[] {
  const keyOf = sortKeyOf(order.by, words);
  if (order.by === 'name') return order.descending ? rows.toReversed() : rows;
  const keyed = rows.map((row) => ({ row, key: keyOf(row) }));
  const sign = order.descending ? -1 : 1;
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
    return sign * compareValues(a.key, b.key);
  });
  return keyed.map(({ row }) => row);
}

export const matchingRows = <Row>(
  rows: readonly Row[],
  words: TableWords<Row>,
  filter: TableFilter,
  now: number,
): readonly Row[] => rows.filter(compileFilter(filter, words, now)());

/** The rows that match, in order. `rows` come in the order of `byName`. Throws InvalidData for what it cannot read. */
export function selectRows<Row>(
  rows: readonly Row[],
  words: TableWords<Row>,
  { filter, order, now }: { filter: TableFilter; order: TableOrder; now: number },
): readonly Row[] {
  return ordered(matchingRows(rows, words, filter, now), order, words);
}

const mostValues = 100;

/** Each facet counts over the rows that the tokens of all other keys leave; without tokens of its own, over those that match. */
export function facetsOf<Row>(rows: readonly Row[], words: TableWords<Row>, filter: TableFilter, now: number): Facet[] {
  const matchesWithout = compileFilter(filter, words, now);
  const named = new Set(filter.tokens.map(({ key }) => facetOf(key)));
  const matching = rows.filter(matchesWithout());
  return Object.entries(words.facets).map(([key, valuesOf]) => {
    const counts = new Map<string, number>();
    for (const row of named.has(key) ? rows.filter(matchesWithout(key)) : matching) {
      for (const value of valuesOf(row)) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    const values = [...counts]
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => b.count - a.count || collator.compare(a.value, b.value) || byText(a.value, b.value));
    return { key, values: values.slice(0, mostValues), more: Math.max(0, values.length - mostValues) };
  });
}

export const countMatches = <Row>(
  rows: readonly Row[],
  words: TableWords<Row>,
  filter: TableFilter,
  now: number,
): number => matchingRows(rows, words, filter, now).length;

/** A label's value as tokens and cells write it. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The values of a label that tokens can name: the entries of a list, or itself. */
export const labelValues = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).map(textOf);
