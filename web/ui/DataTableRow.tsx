import { FlexRender } from '@tanstack/react-table';
import { ActionMenu } from './ActionMenu.tsx';
import { Button } from './Button.tsx';
import styles from './DataTable.module.css';
import type { DataTableProps } from './DataTable.tsx';
import { Link } from './Link.tsx';
import type { TableModelRow } from './tableModel.ts';

interface Place {
  index: number;
  /** Height of the rows left out before this one. */
  gap: number;
  /** How many cells a row has. */
  width: number;
  rowHeight: number;
}

/** Stands for the rows left out, so that the scroll bar tells the truth. */
export function DataTableGap({ height, width }: { height: number; width: number }) {
  return (
    <tr className={styles.gap}>
      <td colSpan={width} aria-hidden="true" style={{ height }} />
    </tr>
  );
}

/** A row that has not arrived yet. */
export function MissingRow({ index, gap, width, rowHeight }: Place) {
  return (
    <>
      {gap > 0 && <DataTableGap height={gap} width={width} />}
      <tr aria-rowindex={index + 2} aria-busy="true" className={styles.missing} style={{ height: rowHeight }}>
        <td colSpan={width}>
          <i />
          <span className="visually-hidden">Loading</span>
        </td>
      </tr>
    </>
  );
}

interface RowProps<Row extends object> extends Omit<DataTableProps<Row>, 'rows'>, Place {
  row: TableModelRow<Row>;
  tabbable: boolean;
  onFocusRow: (id: string) => void;
  menuOpen: boolean;
  onMenu: (id: string | null) => void;
  /** Chooses all rows up to this one. */
  onExtend: (id: string) => void;
}

export function DataTableRow<Row extends object>(props: RowProps<Row>) {
  const { index, gap, width, tabbable, onFocusRow } = props;
  const { id, original: row } = props.row;
  const { selection, rowMenu, menuOpen, onMenu } = props;
  const name = props.rowName(row);
  const chosen = selection?.has(id) ?? false;
  const more = (
    <Button iconOnly size="small" tone="quiet" icon="i-more" aria-label={`Actions for ${name}`} tabIndex={-1} />
  );
  return (
    <>
      {gap > 0 && <DataTableGap height={gap} width={width} />}
      <tr
        data-row={id}
        aria-rowindex={index + 2}
        data-selected={id === props.selectedID || undefined}
        data-chosen={chosen || undefined}
        data-stale={props.isStale?.(row) || undefined}
        style={{ height: props.rowHeight }}
      >
        {selection && (
          <td className={styles.check}>
            <label>
              <input
                type="checkbox"
                tabIndex={-1}
                aria-label={`Select ${name}`}
                checked={chosen}
                onChange={({ nativeEvent }) => {
                  if ((nativeEvent as MouseEvent).shiftKey) props.onExtend(id);
                  else selection.toggle(id);
                }}
              />
            </label>
          </td>
        )}
        {props.row.getVisibleCells().map((cell, at) =>
          at === 0 ? (
            <th key={cell.id} scope="row">
              <Link
                href={props.rowHref(row)}
                className={styles.name}
                data-row-link={id}
                tabIndex={tabbable ? 0 : -1}
                aria-current={id === props.selectedID || undefined}
                title={name}
                onFocus={() => onFocusRow(id)}
              >
                {name}
              </Link>
            </th>
          ) : (
            <td key={cell.id} data-numeric={cell.column.columnDef.meta?.numeric || undefined}>
              <FlexRender cell={cell} />
            </td>
          ),
        )}
        {rowMenu && (
          <td className={styles.more}>
            {menuOpen ? (
              <ActionMenu
                defaultOpened
                trigger={more}
                actions={rowMenu(row)}
                onOpenChange={(open) => {
                  if (!open) onMenu(null);
                }}
              />
            ) : (
              <Button
                iconOnly
                size="small"
                tone="quiet"
                icon="i-more"
                aria-label={`Actions for ${name}`}
                tabIndex={-1}
                onClick={() => onMenu(id)}
              />
            )}
          </td>
        )}
      </tr>
    </>
  );
}
