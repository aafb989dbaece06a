import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, type RefObject, useState } from 'react';
import styles from './DataTable.module.css';
import type { DataTableProps } from './DataTable.tsx';
import { Link } from './Link.tsx';
import { shortcutOf } from './shortcutKeys.ts';

interface Props<Row> extends DataTableProps<Row> {
  rowHeight: number;
  scroller: RefObject<HTMLElement | null>;
}

/** Above this many rows only those in view are in the document. */
const virtualFrom = 200;
const steps: Record<string, number> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: 10, PageUp: -10 };

/** The rows. One row's link is in the tab order: the one focused last, else the selected, else the first. */
export function DataTableBody<Row>(props: Props<Row>) {
  const { rows, rowID, rowHeight, scroller, selectedID } = props;
  const [currentID, setCurrentID] = useState<string | null>(null);
  const indexOf = (id: string | null) => (id === null ? -1 : rows.findIndex((row) => rowID(row) === id));
  const current = Math.max(0, indexOf(currentID) === -1 ? indexOf(selectedID) : indexOf(currentID));
  const virtual = rows.length > virtualFrom;
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rowID(rows[index] as Row),
    overscan: 12,
    scrollPaddingStart: 36,
    enabled: virtual,
    // The row in the tab order stays in the document, so that focus survives scrolling.
    rangeExtractor: (range) => [...new Set([current, ...defaultRangeExtractor(range)])].sort((a, b) => a - b),
  });
  const items = virtual
    ? virtualizer.getVirtualItems().map(({ index, start, end }) => ({ index, start, end }))
    : rows.map((_, index) => ({ index, start: index * rowHeight, end: (index + 1) * rowHeight }));

  function moveTo(index: number) {
    const row = rows[Math.min(rows.length - 1, Math.max(0, index))];
    if (row === undefined) return;
    const id = rowID(row);
    setCurrentID(id);
    if (virtual) virtualizer.scrollToIndex(rows.indexOf(row));
    if (selectedID !== null) props.onSelect(id);
    // Waits one frame: a virtual row may not be in the document yet.
    requestAnimationFrame(() => {
      scroller.current?.querySelector<HTMLElement>(`[data-row-link="${CSS.escape(id)}"]`)?.focus();
    });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!(event.target instanceof HTMLElement) || event.target.dataset['rowLink'] === undefined) return;
    const step = steps[shortcutOf(event.key)];
    if (step !== undefined) moveTo(current + step);
    else if (event.key === 'Home') moveTo(0);
    else if (event.key === 'End') moveTo(rows.length - 1);
    else if (event.key === ' ') props.onSelect(event.target.dataset['rowLink']);
    else return;
    event.preventDefault();
  }

  function onClick(event: MouseEvent) {
    if (!(event.target instanceof Element) || event.target.closest('a, button, input')) return;
    const id = event.target.closest<HTMLElement>('tr[data-row]')?.dataset['row'];
    if (id !== undefined && window.getSelection()?.isCollapsed !== false) props.onSelect(id);
  }

  let shownUntil = 0;
  return (
    <tbody onKeyDown={onKeyDown} onClick={onClick}>
      {items.map(({ index, start, end }) => {
        const gap = virtual ? start - shownUntil : 0;
        shownUntil = end;
        const row = rows[index] as Row;
        return (
          <DataTableRow
            key={rowID(row)}
            {...props}
            row={row}
            index={index}
            gap={gap}
            tabbable={index === current}
            onFocusRow={setCurrentID}
          />
        );
      })}
      {virtual && virtualizer.getTotalSize() > shownUntil && (
        <DataTableGap height={virtualizer.getTotalSize() - shownUntil} columns={props.columns.length} />
      )}
    </tbody>
  );
}

/** Stands for the rows left out, so that the scroll bar tells the truth. */
function DataTableGap({ height, columns }: { height: number; columns: number }) {
  return (
    <tr className={styles.gap}>
      <td colSpan={columns} aria-hidden="true" style={{ height }} />
    </tr>
  );
}

interface RowProps<Row> extends Props<Row> {
  row: Row;
  index: number;
  /** Height of the rows left out before this one. */
  gap: number;
  tabbable: boolean;
  onFocusRow: (id: string) => void;
}

function DataTableRow<Row>({ row, index, gap, tabbable, onFocusRow, ...props }: RowProps<Row>) {
  const id = props.rowID(row);
  return (
    <>
      {gap > 0 && <DataTableGap height={gap} columns={props.columns.length} />}
      <tr
        data-row={id}
        aria-rowindex={index + 2}
        data-selected={id === props.selectedID || undefined}
        style={{ height: props.rowHeight }}
      >
        {props.columns.map((column, columnIndex) =>
          columnIndex === 0 ? (
            <th key={column.id} scope="row">
              <Link
                href={props.rowHref(row)}
                className={styles.name}
                data-row-link={id}
                tabIndex={tabbable ? 0 : -1}
                aria-current={id === props.selectedID || undefined}
                title={props.rowName(row)}
                onFocus={() => onFocusRow(id)}
              >
                {props.rowName(row)}
              </Link>
            </th>
          ) : (
            <td key={column.id} data-numeric={column.numeric || undefined}>
              {column.cell(row)}
            </td>
          ),
        )}
      </tr>
    </>
  );
}
