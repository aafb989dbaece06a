import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { DataTableProps } from './DataTable.tsx';
import { DataTableGap, DataTableRow, MissingRow } from './DataTableRow.tsx';
import { shortcutOf } from './shortcutKeys.ts';
import type { TableModel } from './tableModel.ts';

interface Props<Row extends object> extends DataTableProps<Row> {
  table: TableModel<Row>;
  rowHeight: number;
  scroller: RefObject<HTMLElement | null>;
}

/** Above this many rows only those in view are in the document. */
const virtualFrom = 200;
const steps: Record<string, number> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: 10, PageUp: -10 };

/** The rows. One row's link is in the tab order: the one focused last, else the selected, else the first. */
export function DataTableBody<Row extends object>(props: Props<Row>) {
  const { table, rows, rowID, rowHeight, scroller, selectedID, remote, selection } = props;
  const [currentID, setCurrentID] = useState<string | null>(null);
  const [menuID, setMenuID] = useState<string | null>(null);
  /** Position of a row that was gone to before it had arrived. */
  const awaited = useRef<number | null>(null);
  const idAt = (index: number) => {
    const row = rows[index];
    return row === undefined ? `missing-${index}` : rowID(row);
  };
  const shownIDs = () => rows.flatMap((row) => (row === undefined ? [] : [rowID(row)]));
  const indexOf = (id: string | null) =>
    id === null ? -1 : rows.findIndex((row) => row !== undefined && rowID(row) === id);
  const current = Math.max(0, indexOf(currentID) === -1 ? indexOf(selectedID) : indexOf(currentID));
  const currentRow = idAt(current);
  const virtual = rows.length > virtualFrom;
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    // Until the table is measured, so that its first rows are painted with it.
    initialRect: { width: window.innerWidth, height: window.innerHeight },
    estimateSize: () => rowHeight,
    getItemKey: idAt,
    overscan: 12,
    scrollPaddingStart: 36,
    enabled: virtual,
    // The row in the tab order stays in the document, so that focus survives scrolling.
    rangeExtractor: (range) => [...new Set([current, ...defaultRangeExtractor(range)])].sort((a, b) => a - b),
  });
  const items = virtual
    ? virtualizer.getVirtualItems().map(({ index, start, end }) => ({ index, start, end }))
    : rows.map((_, index) => ({ index, start: index * rowHeight, end: (index + 1) * rowHeight }));

  const range = virtual ? virtualizer.range : { startIndex: 0, endIndex: Math.max(0, rows.length - 1) };
  const [first, last] = [range?.startIndex ?? 0, range?.endIndex ?? 0];
  const { onRange } = remote;
  useEffect(() => onRange(first, last), [onRange, first, last]);

  function moveTo(index: number) {
    const at = Math.min(rows.length - 1, Math.max(0, index));
    const row = rows[at];
    if (virtual) virtualizer.scrollToIndex(at);
    awaited.current = row === undefined ? at : null;
    if (row === undefined) return;
    const id = rowID(row);
    setCurrentID(id);
    if (selectedID !== null) props.onSelect(id);
    // At once, so that the next key is for this row; one frame later where a virtual row is not in the document yet.
    if (!focusLink(id)) requestAnimationFrame(() => focusLink(id));
  }

  // The row that was gone to may arrive later; then it gets the focus, unless that has left the table meanwhile.
  useEffect(() => {
    const at = awaited.current;
    if (at === null || rows[at] === undefined) return;
    awaited.current = null;
    if (scroller.current?.contains(document.activeElement)) moveTo(at);
  });

  // Of the rows only one is in the tab order, with all that can be reached in it.
  useLayoutEffect(() => {
    for (const element of scroller.current?.querySelectorAll<HTMLElement>('[data-row] th ~ td :is(a, time)') ?? []) {
      element.tabIndex = element.closest<HTMLElement>('[data-row]')?.dataset['row'] === currentRow ? 0 : -1;
    }
  });

  function focusLink(id: string): boolean {
    const link = scroller.current?.querySelector<HTMLElement>(`[data-row-link="${CSS.escape(id)}"]`);
    link?.focus();
    return link !== null && link !== undefined;
  }

  function onMenu(id: string | null) {
    if (id === null && menuID !== null) focusLink(menuID);
    setMenuID(id);
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const id = event.target instanceof HTMLElement ? event.target.dataset['rowLink'] : undefined;
    if (id === undefined) return;
    const key = shortcutOf(event.key);
    const step = steps[key];
    const own = props.rowKeys?.[key];
    if (step !== undefined) moveTo(current + step);
    else if (event.key === 'Home') moveTo(0);
    else if (event.key === 'End') moveTo(rows.length - 1);
    else if (event.key === ' ') props.onSelect(id);
    else if (key === 'x' && selection) selection.toggle(id);
    else if (key === 'X' && selection) selection.extendTo(id, shownIDs());
    else if (key === '.' && props.rowMenu) {
      // A menu whose button is scrolled out of sight is not shown.
      const cell = event.currentTarget.querySelector(`[data-row="${CSS.escape(id)}"] > td:last-child`);
      cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      setMenuID(id);
      // The menu closes with any key outside of it, and would with this one.
      event.stopPropagation();
    } else if (own) own(id);
    else return;
    event.preventDefault();
  }

  function onClick(event: MouseEvent) {
    if (!(event.target instanceof Element) || event.target.closest('a, button, input, label, [role="menu"]')) return;
    const id = event.target.closest<HTMLElement>('tr[data-row]')?.dataset['row'];
    if (id !== undefined && window.getSelection()?.isCollapsed !== false) props.onSelect(id);
  }

  let shownUntil = 0;
  const models = table.getRowModel().rowsById;
  const width = table.getVisibleLeafColumns().length + (selection ? 1 : 0) + (props.rowMenu ? 1 : 0);
  return (
    <tbody onKeyDown={onKeyDown} onClick={onClick}>
      {items.map(({ index, start, end }) => {
        const gap = virtual ? start - shownUntil : 0;
        shownUntil = end;
        const row = rows[index];
        const place = { index, gap, width, rowHeight };
        const model = row && models[rowID(row)];
        return model === undefined ? (
          <MissingRow key={idAt(index)} {...place} />
        ) : (
          <DataTableRow
            key={model.id}
            {...props}
            {...place}
            row={model}
            tabbable={index === current}
            onFocusRow={setCurrentID}
            menuOpen={menuID === model.id}
            onMenu={onMenu}
            onExtend={(id) => selection?.extendTo(id, shownIDs())}
          />
        );
      })}
      {virtual && virtualizer.getTotalSize() > shownUntil && (
        <DataTableGap height={virtualizer.getTotalSize() - shownUntil} width={width} />
      )}
    </tbody>
  );
}
