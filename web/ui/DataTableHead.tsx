import styles from './DataTable.module.css';
import type { DataColumn, TableSort } from './DataTable.tsx';
import { Icon } from './Icon.tsx';

interface Props<Row> {
  columns: readonly DataColumn<Row>[];
  sort: TableSort;
  onToggle: (column: string) => void;
}

/** Column widths and the sticky header row; sortable headers are buttons. */
export function DataTableHead<Row>({ columns, sort, onToggle }: Props<Row>) {
  return (
    <>
      <colgroup>
        {columns.map((column) => (
          <col key={column.id} style={{ width: column.width }} />
        ))}
      </colgroup>
      <thead>
        <tr aria-rowindex={1}>
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
                {column.sortBy === undefined ? (
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
        </tr>
      </thead>
    </>
  );
}
