import {
  type ColumnDef,
  createSortedRowModel,
  rowSortingFeature,
  type SortingState,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { MenuAction } from './ActionMenu.tsx';
import { Button } from './Button.tsx';
import styles from './DataTable.module.css';
import { DataTableBody } from './DataTableBody.tsx';
import { DataTableHead } from './DataTableHead.tsx';
import { heldOrder, sameOrder } from './heldOrder.ts';
import { useRowHeight } from './rowHeight.ts';

export interface DataColumn<Row> {
  id: string;
  header: string;
  /** Width in px; the table scrolls sideways below their sum. */
  width: number;
  numeric?: boolean;
  /** What the column is sorted by; without it the column cannot be sorted. Null sorts last. */
  sortBy?: (row: Row) => string | number | null;
  /** Whoever hands in the rows can order them by it. */
  sortable?: boolean;
  cell: (row: Row) => ReactNode;
}

export interface TableSort {
  column: string;
  descending: boolean;
}

/** Rows that somebody else orders and that are fetched as they come into view. */
export interface RemoteRows {
  /** Positions of the rows in view. */
  onRange: (first: number, last: number) => void;
  /** The pointer is in the table: the order had better stay. */
  onHold: (holding: boolean) => void;
  /** Another order waits to be shown. */
  orderChanged: boolean;
  onApply: () => void;
}

export interface TableSelection {
  has: (id: string) => boolean;
  /** What the box in the head shows. */
  page: 'none' | 'some' | 'all';
  togglePage: () => void;
  toggle: (id: string) => void;
  /** All rows from the one that was toggled last up to this one, as they are `shown`. */
  extendTo: (id: string, shown: readonly string[]) => void;
}

export interface DataTableProps<Row> {
  /** Names the table for assistive technology, for example "Runtimes". */
  label: string;
  /** In order of `sort`, if they are remote; undefined where one has not arrived. */
  rows: readonly (Row | undefined)[];
  columns: readonly DataColumn<Row>[];
  rowID: (row: Row) => string;
  /** Text and target of the link that stands in the first column. */
  rowName: (row: Row) => string;
  rowHref: (row: Row) => string;
  sort: TableSort;
  onSort: (sort: TableSort) => void;
  selectedID: string | null;
  onSelect: (id: string) => void;
  /** Shown instead of rows when there are none. */
  empty: ReactNode;
  /** Left of the footer: usually "12 of 40 match". */
  summary: ReactNode;
  remote?: RemoteRows;
  selection?: TableSelection;
  /** By letter: what it does with the row that has the focus. */
  rowKeys?: Readonly<Record<string, (id: string) => void>>;
  /** What can be done to one row; opened by its button or by a full stop. */
  rowMenu?: (row: Row) => readonly (MenuAction | 'divider')[];
  /** Greyed, because what it shows is old. */
  isStale?: (row: Row) => boolean;
}

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });

/** Sorts by number or by text as people read it; null (undefined to the table) always comes last. */
function sortFn(a: unknown, b: unknown): number {
  return typeof a === 'number' && typeof b === 'number'
    ? a - b
    : String(a).localeCompare(String(b), 'en', { numeric: true });
}

const sameSort = (a: TableSort, b: TableSort) => a.column === b.column && a.descending === b.descending;

/**
 * A live table: rows are keyed by id so that focus and scroll survive updates, the order is held while the pointer is in
 * it, the first column is a real link, arrows or J and K move, Space selects, Enter opens.
 */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { rows, columns, rowID, sort, onSort, remote, selection } = props;
  const local = useMemo(() => (remote ? [] : rows.filter((row) => row !== undefined)), [remote, rows]);
  const rowHeight = useRowHeight();
  const scroller = useRef<HTMLElement>(null);
  const [holding, setHolding] = useState(false);
  const shown = useRef<{ order: string[]; sort: TableSort }>({ order: [], sort });

  const definitions = useMemo(
    () =>
      columns.map(
        (column): ColumnDef<typeof features, Row> => ({
          id: column.id,
          header: column.header,
          accessorFn: (row) => column.sortBy?.(row) ?? undefined,
          enableSorting: column.sortBy !== undefined,
          sortDescFirst: false,
          sortUndefined: 'last',
          sortFn: (a, b, id) => sortFn(a.getValue(id), b.getValue(id)),
        }),
      ),
    [columns],
  );
  const sorting: SortingState = useMemo(() => [{ id: sort.column, desc: sort.descending }], [sort]);
  const table = useTable({
    features,
    columns: definitions,
    data: local,
    getRowId: rowID,
    enableSortingRemoval: false,
    enableMultiSort: false,
    state: { sorting },
    onSortingChange: (update) => {
      const [next] = typeof update === 'function' ? update(sorting) : update;
      if (next !== undefined) onSort({ column: next.id, descending: next.desc });
    },
  });

  const sorted = table.getRowModel().rows;
  const wanted = sorted.map((row) => row.id);
  // Asking for another order is not something to be held back.
  const held = holding && sameSort(shown.current.sort, sort);
  const order = held ? heldOrder(shown.current.order, wanted) : wanted;
  useEffect(() => {
    shown.current = { order, sort };
  });
  const byID = new Map(sorted.map((row) => [row.id, row.original]));
  const ordered = order.map((id) => byID.get(id)).filter((row) => row !== undefined);
  const orderChanged = remote ? remote.orderChanged : held && !sameOrder(order, wanted);
  const shownRows = remote ? rows : ordered;
  const hold = (next: boolean) => {
    setHolding(next);
    remote?.onHold(next);
  };
  const toggleSort = (id: string) => {
    if (remote) onSort({ column: id, descending: sort.column === id && !sort.descending });
    else table.getColumn(id)?.toggleSorting();
  };
  const extra = (selection ? 40 : 0) + (props.rowMenu ? 48 : 0);

  return (
    <div className={styles.frame}>
      <section
        ref={scroller}
        className={styles.scroller}
        aria-label={`${props.label} table`}
        onPointerEnter={() => hold(true)}
        onPointerLeave={() => hold(false)}
      >
        <table
          className={styles.table}
          aria-label={props.label}
          aria-rowcount={shownRows.length + 1}
          style={{ minWidth: columns.reduce((sum, column) => sum + column.width, extra) }}
        >
          <DataTableHead
            columns={columns}
            sort={sort}
            onToggle={toggleSort}
            selection={selection}
            hasMenu={props.rowMenu !== undefined}
          />
          <DataTableBody {...props} rows={shownRows} rowHeight={rowHeight} scroller={scroller} />
        </table>
        {shownRows.length === 0 && <div className={styles.empty}>{props.empty}</div>}
      </section>
      <footer className={styles.foot}>
        <span>{props.summary}</span>
        {orderChanged && !remote && (
          <span className={styles.muted}>Order is held while the pointer is in the table</span>
        )}
        {orderChanged && remote && (
          <span className={styles.changed} role="status">
            Order changed
            <Button size="small" onClick={remote.onApply}>
              Apply
            </Button>
          </span>
        )}
      </footer>
    </div>
  );
}
