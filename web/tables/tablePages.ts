/** How many rows one answer holds. */
const pageSize = 100;

export interface Facet {
  key: string;
  more: number;
  values: readonly { value: string; count: number }[];
}

/** One page of a table, as the server answers it. */
export interface TableAnswer<Row> {
  data: readonly Row[];
  totalCount: number;
  unfilteredCount: number;
  pageCursors: readonly string[];
  /** Only if they were asked for. */
  facets?: readonly Facet[];
  at: string;
}

/** What has arrived of a table. Pages that are not fresh are shown, and fetched again once they come into view. */
export interface TablePages<Row> {
  pages: ReadonlyMap<number, readonly Row[]>;
  fresh: ReadonlySet<number>;
  total: number;
  unfiltered: number;
  cursors: readonly string[];
  facets: readonly Facet[];
  /** In milliseconds. */
  at: number;
}

/** Pages in which the rows from `first` to `last` are. */
export function pagesOf(first: number, last: number): number[] {
  const from = Math.floor(first / pageSize);
  return Array.from({ length: Math.max(1, Math.floor(last / pageSize) - from + 1) }, (_, index) => from + index);
}

/** From the first row of the page that row is on to the row after its last. */
export function pageAround(row: number): [number, number] {
  const from = Math.floor(row / pageSize) * pageSize;
  return [from, from + pageSize];
}

/** @param keeps what is known and still shown; null for a new question. */
export function withAnswers<Row>(
  keeps: TablePages<Row> | null,
  answers: ReadonlyMap<number, TableAnswer<Row>>,
  outdate: boolean,
): TablePages<Row> | null {
  const last = [...answers.values()].at(-1);
  if (!last) return keeps;
  const pageCount = Math.ceil(last.totalCount / pageSize);
  const pages = new Map([...(keeps?.pages ?? [])].filter(([page]) => page < pageCount));
  const fresh = new Set(outdate ? [] : keeps?.fresh);
  for (const [page, answer] of answers) {
    pages.set(page, answer.data);
    fresh.add(page);
  }
  const facets = [...answers.values()].find((answer) => answer.facets)?.facets;
  return {
    pages,
    fresh,
    total: last.totalCount,
    unfiltered: last.unfilteredCount,
    cursors: last.pageCursors,
    facets: facets ?? keeps?.facets ?? [],
    at: Date.parse(last.at),
  };
}

/** All places of the table; undefined where a row has not arrived. */
export function rowsOf<Row>({ pages, total }: Pick<TablePages<Row>, 'pages' | 'total'>): (Row | undefined)[] {
  const rows = new Array<Row | undefined>(total).fill(undefined);
  for (const [page, data] of pages) {
    for (const [index, row] of data.entries()) {
      if (page * pageSize + index < total) rows[page * pageSize + index] = row;
    }
  }
  return rows;
}

const idsIn = <Row extends { id: string }>(rows: readonly Row[] | undefined) => (rows ?? []).map(({ id }) => id).join();

/** Whether the answers show other rows, or the same ones in another order, than the pages do. */
export const isReordered = <Row extends { id: string }>(
  shown: TablePages<Row>,
  answers: ReadonlyMap<number, TableAnswer<Row>>,
): boolean =>
  [...answers].some(
    ([page, { data, totalCount }]) => totalCount !== shown.total || idsIn(data) !== idsIn(shown.pages.get(page)),
  );

/** What is shown stays where it is; rows that the answers know too show what is new about them. */
export function inPlace<Row extends { id: string }>(
  shown: TablePages<Row>,
  answers: ReadonlyMap<number, TableAnswer<Row>>,
): TablePages<Row> {
  const fresh = new Map([...answers.values()].flatMap(({ data }) => data.map((row) => [row.id, row] as const)));
  const pages = new Map(
    [...shown.pages].map(([page, rows]) => [page, rows.map((row) => fresh.get(row.id) ?? row)] as const),
  );
  return { ...shown, pages };
}
