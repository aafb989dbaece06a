import {
  type ColumnDef,
  columnSizingFeature,
  columnVisibilityFeature,
  type Row as ModelRow,
  type ReactTable,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { type ReactNode, useMemo } from 'react';

export interface DataColumn<Row> {
  id: string;
  header: string;
  /** Width in px; the table scrolls sideways below their sum. */
  width: number;
  numeric?: boolean;
  /** Whoever hands in the rows can order them by it. */
  sortable?: boolean;
  cell: (row: Row) => ReactNode;
}

export interface TableSort {
  column: string;
  descending: boolean;
}

const features = tableFeatures({
  columnSizingFeature,
  columnVisibilityFeature,
  rowSortingFeature,
  columnMeta: {} as { numeric: boolean },
});
type Features = typeof features;

export type TableModel<Row extends object> = ReactTable<Features, Row>;
export type TableModelRow<Row extends object> = ModelRow<Features, Row>;

interface TableModelOptions<Row> {
  /** Undefined where one has not arrived: the model knows nothing of those. */
  rows: readonly (Row | undefined)[];
  columns: readonly DataColumn<Row>[];
  /** By id of a column: false for one that is not shown. */
  visibility: Readonly<Record<string, boolean>>;
  rowID: (row: Row) => string;
  sort: TableSort;
  onSort: (sort: TableSort) => void;
}

/**
 * Columns, which of them are shown, how wide they are and what the rows are ordered by. Whoever hands in the rows has
 * filtered and ordered them: nothing is sorted here.
 */
export function useTableModel<Row extends object>(options: TableModelOptions<Row>): TableModel<Row> {
  const { rows, columns, visibility, rowID, sort, onSort } = options;
  const data = useMemo(() => rows.filter((row) => row !== undefined), [rows]);
  const definitions = useMemo(
    () =>
      columns.map(
        ({ id, header, width, numeric = false, sortable = false, cell }): ColumnDef<Features, Row> => ({
          ...{ id, header, size: width, meta: { numeric }, enableSorting: sortable, sortDescFirst: false },
          // Only what has a value can be ordered by.
          accessorFn: (row) => row,
          cell: ({ row }) => cell(row.original),
        }),
      ),
    [columns],
  );
  const sorting = useMemo(() => [{ id: sort.column, desc: sort.descending }], [sort.column, sort.descending]);
  return useTable({
    features,
    columns: definitions,
    data,
    getRowId: rowID,
    manualSorting: true,
    enableSortingRemoval: false,
    enableMultiSort: false,
    state: { sorting, columnVisibility: visibility },
    onSortingChange: (update) => {
      const [next] = typeof update === 'function' ? update(sorting) : update;
      if (next !== undefined) onSort({ column: next.id, descending: next.desc });
    },
  });
}
