import type { ReactNode } from 'react';
import { formatCount } from '../format/counts.ts';
import { DataTable, type DataTableProps } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import type { TableState } from '../ui/useTableState.ts';
import { FilteredEmpty } from './FilteredEmpty.tsx';

type OwnProps<Row> = Pick<
  DataTableProps<Row>,
  'label' | 'rows' | 'columns' | 'rowID' | 'rowName' | 'rowHref' | 'selection'
>;

interface ListTableProps<Row> extends OwnProps<Row> {
  table: TableState;
  /** One of the rows, in lower case. */
  noun: string;
  /** How many there are without the filter; null while that is not known. */
  total: number | null;
  /** Shown instead of rows while there is none, or while none is known. */
  first: ReactNode;
  /** After "12 of 40 match". */
  more?: ReactNode;
}

/** A table with filter, order and selection in the address; empty, it says whether the filter is why. */
export function ListTable<Row extends object>({ table, noun, total, first, more, ...rest }: ListTableProps<Row>) {
  return (
    <DataTable
      {...rest}
      sort={table.sort}
      onSort={table.setSort}
      selectedID={table.selectedID}
      onSelect={table.select}
      empty={total ? <FilteredEmpty noun={noun} total={total} query={table.query} onQuery={table.setQuery} /> : first}
      summary={
        total !== null && (
          <>
            <strong>{formatCount(rest.rows.length)}</strong> of <strong>{formatCount(total)}</strong> match
            {more}
          </>
        )
      }
    />
  );
}

/** What these things are, where none exists yet. */
export function FirstOfKind({ noun, children, action }: { noun: string; children: ReactNode; action?: ReactNode }) {
  return (
    <EmptyState title={`No ${noun} yet`} actions={action}>
      <p>{children}</p>
    </EmptyState>
  );
}
