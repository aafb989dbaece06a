import styles from './DataTable.module.css';
import type { DataColumn, TableSelection, TableSort } from './DataTable.tsx';
import { Icon } from './Icon.tsx';

interface Props<Row> {
  columns: readonly DataColumn<Row>[];
  sort: TableSort;
  onToggle: (column: string) => void;
  selection: TableSelection | undefined;
  hasMenu: boolean;
}

/** Column widths and the sticky header row; sortable headers are buttons. */
export function DataTableHead<Row>({ columns, sort, onToggle, selection, hasMenu }: Props<Row>) {
  return (
    <>
      <colgroup>
        {selection && <col style={{ width: 40 }} />}
        {columns.map((column) => (
          <col key={column.id} style={{ width: column.width }} />
        ))}
        {hasMenu && <col style={{ width: 48 }} />}
      </colgroup>
      <thead>
        <tr aria-rowindex={1}>
          {selection && (
            <th scope="col" className={styles.check}>
              <label>
                <input
                  type="checkbox"
                  aria-label="Select the rows of this page"
                  checked={selection.page === 'all'}
                  ref={(box) => {
                    if (box) box.indeterminate = selection.page === 'some';
                  }}
                  onChange={selection.togglePage}
                />
              </label>
            </th>
          )}
          {columns.map((column) => {
            const sorted = sort.column === column.id;
            const direction = sort.descending ? 'descending' : 'ascending';
            return (
              <th
                key={column.id}
                scope="col"
                data-numeric={column.numeric || undefined}
                aria-sort={sorted ? direction : undefined}
              >
                {column.sortBy === undefined && !column.sortable ? (
                  column.header
                ) : (
                  <button type="button" className={styles.sorter} onClick={() => onToggle(column.id)}>
                    {column.header}
                    {sorted && (
                      <span className={styles.direction} data-direction={direction}>
                        <Icon name="i-chevron" />
                      </span>
                    )}
                  </button>
                )}
              </th>
            );
          })}
          {hasMenu && (
            <th scope="col">
              <span className="visually-hidden">Actions</span>
            </th>
          )}
        </tr>
      </thead>
    </>
  );
}
