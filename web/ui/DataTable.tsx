import { type ReactNode, useRef } from 'react';
import type { MenuAction } from './ActionMenu.tsx';
import { Button } from './Button.tsx';
import styles from './DataTable.module.css';
import { DataTableBody } from './DataTableBody.tsx';
import { DataTableHead } from './DataTableHead.tsx';
import { useRowHeight } from './rowHeight.ts';
import { type DataColumn, type TableSort, useTableModel } from './tableModel.ts';

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
  /** In order of `sort`; undefined where one has not arrived. */
  rows: readonly (Row | undefined)[];
  columns: readonly DataColumn<Row>[];
  /** By id of a column: false for one that is not shown. */
  visibility: Readonly<Record<string, boolean>>;
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
  remote: RemoteRows;
  selection?: TableSelection;
  /** By letter: what it does with the row that has the focus. */
  rowKeys?: Readonly<Record<string, (id: string) => void>>;
  /** What can be done to one row; opened by its button or by a full stop. */
  rowMenu?: (row: Row) => readonly (MenuAction | 'divider')[];
  /** Greyed, because what it shows is old. */
  isStale?: (row: Row) => boolean;
}

/**
 * A live table: rows are keyed by id so that focus and scroll survive updates, the order is held while the pointer is in
 * it, the first column is a real link, arrows or J and K move, Space selects, Enter opens.
 */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { rows, remote, selection } = props;
  const table = useTableModel(props);
  const rowHeight = useRowHeight();
  const scroller = useRef<HTMLElement>(null);
  const extra = (selection ? 40 : 0) + (props.rowMenu ? 48 : 0);
  return (
    <div className={styles.frame}>
      <section
        ref={scroller}
        className={styles.scroller}
        aria-label={`${props.label} table`}
        onPointerEnter={() => remote.onHold(true)}
        onPointerLeave={() => remote.onHold(false)}
      >
        <table
          className={styles.table}
          aria-label={props.label}
          aria-rowcount={rows.length + 1}
          style={{ minWidth: table.getTotalSize() + extra }}
        >
          <DataTableHead table={table} selection={selection} hasMenu={props.rowMenu !== undefined} />
          <DataTableBody {...props} table={table} rowHeight={rowHeight} scroller={scroller} />
        </table>
        {rows.length === 0 && <div className={styles.empty}>{props.empty}</div>}
      </section>
      <footer className={styles.foot}>
        <span>{props.summary}</span>
        {remote.orderChanged && (
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
