import { FlexRender } from '@tanstack/react-table';
import styles from './DataTable.module.css';
import type { TableSelection } from './DataTable.tsx';
import { Icon } from './Icon.tsx';
import type { TableModel } from './tableModel.ts';

interface Props<Row extends object> {
  table: TableModel<Row>;
  selection: TableSelection | undefined;
  hasMenu: boolean;
}

/** Column widths and the sticky header row; sortable headers are buttons. */
export function DataTableHead<Row extends object>({ table, selection, hasMenu }: Props<Row>) {
  const heads = table.getLeafHeaders();
  return (
    <>
      <colgroup>
        {selection && <col style={{ width: 40 }} />}
        {heads.map((head) => (
          <col key={head.id} style={{ width: head.getSize() }} />
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
          {heads.map((head) => {
            const { column } = head;
            const sorted = column.getIsSorted();
            const direction = sorted === 'desc' ? 'descending' : 'ascending';
            return (
              <th
                key={head.id}
                scope="col"
                data-numeric={column.columnDef.meta?.numeric || undefined}
                aria-sort={sorted ? direction : undefined}
              >
                {column.getCanSort() ? (
                  <button type="button" className={styles.sorter} onClick={() => column.toggleSorting()}>
                    <FlexRender header={head} />
                    {sorted && (
                      <span className={styles.direction} data-direction={direction}>
                        <Icon name="i-chevron" />
                      </span>
                    )}
                  </button>
                ) : (
                  <FlexRender header={head} />
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
