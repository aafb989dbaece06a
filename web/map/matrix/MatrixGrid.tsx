import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import {
  Fragment,
  type KeyboardEvent,
  type MouseEvent,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Index } from '../../../landscape/impact.ts';
import { classes } from '../../ui/classes.ts';
import type { MapCard, MapLine } from '../model.ts';
import type { Overlay } from '../overlay.ts';
import type { MatrixCell } from '../useMapSearch.ts';
import styles from './Matrix.module.css';
import { MatrixHead } from './MatrixHead.tsx';
import { MatrixRow, type ShownColumn, separator } from './MatrixRow.tsx';
import { matrixKeys, type Position } from './matrixKeys.ts';
import type { Matrix } from './matrixModel.ts';
import { columnWidth, heldColumns, nextHeld, outOfSight, sightOf } from './outOfSight.ts';
import { useHeadWidth } from './useHeadWidth.ts';

/** A table of controls is a grid (ARIA practices); its rows and cells then need no roles of their own. */
const asGrid = { role: 'grid', 'aria-multiselectable': true };
const rowHeight = 32;
const headHeight = 56;

export interface Shown {
  rows: { from: number; to: number };
  columns: { from: number; to: number };
}

interface MatrixGridProps {
  matrix: Matrix;
  index: Index;
  lines: ReadonlyMap<string, MapLine>;
  overlay: Overlay | null;
  label: string;
  selection: ReadonlySet<string>;
  cell: MatrixCell | null;
  kind: 'applications' | 'runtimes' | null;
  onKind: (kind: 'applications' | 'runtimes') => void;
  onCell: (cell: MatrixCell | null) => void;
  onToggle: (rowID: string, columnID: string) => void;
  onSelect: (ids: readonly string[]) => void;
  onRowKey: (key: string, id: string) => boolean;
  onShown: (shown: Shown) => void;
}

/** Rows by columns, of which only what is in view is in the document; one cell is in the tab order. */
export function MatrixGrid(props: MatrixGridProps) {
  const { matrix, index, lines, overlay, label, selection, cell, kind } = props;
  const { onKind, onCell, onToggle, onSelect, onRowKey, onShown } = props;
  const { rows, columns } = matrix;
  const scroller = useRef<HTMLDivElement>(null);
  const { headWidth, isNarrow, room } = useHeadWidth(scroller);
  const isCut = room > 0 && headWidth + columns.length * columnWidth > room;
  const moreWidth = isCut ? (isNarrow ? 44 : 56) : 0;
  const [current, setCurrent] = useState<MatrixCell>(cell ?? { row: null, column: null });
  const anchor = useRef<string | null>(null);
  const at: Position = {
    row:
      current.row === null && current.column !== null
        ? -1
        : Math.max(
            0,
            rows.findIndex(({ id }) => id === current.row),
          ),
    column:
      current.column === null && current.row !== null
        ? -1
        : Math.max(
            0,
            columns.findIndex(({ id }) => id === current.column),
          ),
  };
  const rowVirtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    scrollPaddingStart: headHeight,
    scrollMargin: headHeight,
    rangeExtractor: (range) => withCurrent(defaultRangeExtractor(range), at.row),
  });
  const columnVirtual = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => columnWidth,
    overscan: 2,
    scrollPaddingStart: headWidth,
    scrollPaddingEnd: moreWidth,
    scrollMargin: headWidth,
    rangeExtractor: (range) => withCurrent(defaultRangeExtractor(range), at.column),
  });
  const inDocument = columnVirtual.getVirtualItems().map((item) => item.index);
  const columnKey = inDocument.join(' ');
  // Keeps its identity while the same columns are in the document, so that scrolling down renders no row again.
  const columnsShown = useMemo(
    () =>
      columnKey.split(' ').flatMap((text, position, all): ShownColumn[] => {
        const at = Number(text);
        const card = columns[at];
        const skipped = position === 0 ? at : at - Number(all[position - 1]) - 1;
        return text !== '' && card ? [{ card, at, gap: skipped * columnWidth }] : [];
      }),
    [columns, columnKey],
  );
  const after = (columns.length - 1 - (columnsShown.at(-1)?.at ?? columns.length - 1)) * columnWidth;

  const held = useMemo(() => heldColumns(matrix, lines.values()), [matrix, lines]);
  const sight = sightOf(columnVirtual.scrollOffset ?? 0, room - headWidth - moreWidth, columns.length);
  const hiddenIn = (row: MapCard) => (isCut ? outOfSight(held(row), sight) : []);
  const showNext = () => {
    const isEnd = sight.to >= columns.length - 1;
    columnVirtual.scrollToIndex(isEnd ? 0 : sight.to + 1, { align: 'start' });
  };

  const focusOn = useRef<Position | null>(null);
  const moveTo = (next: Position) => {
    const to = { row: rows[next.row]?.id ?? null, column: columns[next.column]?.id ?? null };
    setCurrent(to);
    if (next.row >= 0) rowVirtual.scrollToIndex(next.row);
    if (next.column >= 0) columnVirtual.scrollToIndex(next.column);
    focusOn.current = next;
    // What is open follows, so that the consequence of every cell can be read while walking.
    if (cell !== null) onCell(to);
  };
  // After the render that brought the cell into the document.
  useEffect(() => {
    const wanted = focusOn.current;
    if (!wanted) return;
    const button = scroller.current?.querySelector<HTMLElement>(
      `[data-row="${wanted.row}"][data-column="${wanted.column}"]`,
    );
    if (!button) return;
    focusOn.current = null;
    button.focus({ preventScroll: true });
  });

  const toggleSelected = useCallback(
    (id: string, range: boolean) => {
      const from = rows.findIndex((row) => row.id === anchor.current);
      const to = rows.findIndex((row) => row.id === id);
      anchor.current = id;
      if (range && from >= 0) {
        const between = rows.slice(Math.min(from, to), Math.max(from, to) + 1).map((row) => row.id);
        return onSelect([...new Set([...selection, ...between])]);
      }
      onSelect(selection.has(id) ? [...selection].filter((other) => other !== id) : [...selection, id]);
    },
    [rows, selection, onSelect],
  );
  const toggle = ({ row, column }: Position) => {
    const [one, other] = [rows[row], columns[column]];
    if (one && other) onToggle(one.id, other.id);
  };
  const explain = ({ row, column }: Position) =>
    onCell({ row: rows[row]?.id ?? null, column: columns[column]?.id ?? null });

  const positionOf = (target: EventTarget): Position | null => {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-column]') : null;
    if (!button) return null;
    return { row: Number(button.dataset['row']), column: Number(button.dataset['column']) };
  };
  const onClick = (event: MouseEvent) => {
    const id = (event.target as HTMLElement).dataset['select'];
    if (id !== undefined) return toggleSelected(id, event.shiftKey);
    const cut = (event.target as HTMLElement).closest<HTMLElement>('[data-more]')?.dataset['more'];
    if (cut !== undefined) {
      const [nearest] = rows[Number(cut)] ? hiddenIn(rows[Number(cut)]!) : [];
      return nearest === undefined ? undefined : moveTo({ row: Number(cut), column: nearest });
    }
    const pressed = positionOf(event.target);
    if (!pressed) return;
    const isExplained =
      cell && cell.row === (rows[pressed.row]?.id ?? null) && cell.column === columns[pressed.column]?.id;
    setCurrent({ row: rows[pressed.row]?.id ?? null, column: columns[pressed.column]?.id ?? null });
    // First what it would do, then, pressed again, it does it.
    if (isExplained && pressed.row >= 0) toggle(pressed);
    else explain(pressed);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const from = positionOf(event.target);
    if (!from || event.defaultPrevented) return;
    matrixKeys(
      {
        ...{ rows: rows.length, columns: columns.length, moveTo, toggle, explain },
        held: ({ row, column }, by) =>
          (rows[row] && nextHeld(held(rows[row]), column, by)) ?? (by > 0 ? columns.length - 1 : 0),
        select: (row, range) => rows[row] && toggleSelected(rows[row].id, range),
        leave: () => {
          if (cell) onCell(null);
          else if (selection.size > 0) onSelect([]);
          else (event.target as HTMLElement).blur();
        },
        onRowKey: (key, row) => onRowKey(key, rows[row]?.id ?? ''),
      },
      event,
      from,
    );
  };

  const [rowFrom, rowTo] = inView(
    rowVirtual.scrollOffset ?? 0,
    scroller.current?.clientHeight ?? 0,
    headHeight,
    rowHeight,
  );
  const [columnFrom, columnTo] = inView(
    columnVirtual.scrollOffset ?? 0,
    scroller.current?.clientWidth ?? 0,
    headWidth + moreWidth,
    columnWidth,
  );
  useEffect(() => {
    onShown({
      rows: { from: Math.min(rowFrom, rows.length), to: Math.min(rowTo, rows.length) },
      columns: { from: Math.min(columnFrom, columns.length), to: Math.min(columnTo, columns.length) },
    });
  }, [onShown, rowFrom, rowTo, columnFrom, columnTo, rows.length, columns.length]);

  const inSight = rows.slice(rowFrom - 1, rowTo).map(({ id }) => id);
  const allSelected = inSight.length > 0 && inSight.every((id) => selection.has(id));
  let shownUntil = 0;
  const items = rowVirtual.getVirtualItems();
  const width = headWidth + columns.length * columnWidth + moreWidth;
  return (
    <div
      ref={scroller}
      className={classes(styles.scroll, isNarrow && styles.narrow)}
      style={{ scrollPaddingLeft: headWidth + 4, scrollPaddingRight: moreWidth + 4 }}
    >
      <table
        {...asGrid}
        className={styles.matrix}
        style={{ width }}
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length + (isCut ? 2 : 1)}
        onClick={onClick}
        onKeyDown={onKeyDown}
      >
        <colgroup>
          <col style={{ width: headWidth }} />
          {columnsShown.map(({ card, gap }) => (
            <Fragment key={card.id}>
              {gap > 0 && <col style={{ width: gap }} />}
              <col style={{ width: columnWidth }} />
            </Fragment>
          ))}
          {after > 0 && <col style={{ width: after }} />}
          {isCut && <col style={{ width: moreWidth }} />}
        </colgroup>
        <MatrixHead
          {...{ columns: columnsShown, after, kind, onKind, allSelected }}
          more={isCut ? { count: columns.length - (sight.to - sight.from + 1), onNext: showNext } : null}
          currentColumn={at.column}
          isCurrent={at.row === -1}
          onSelectAll={() =>
            onSelect(
              allSelected
                ? [...selection].filter((id) => !inSight.includes(id))
                : [...new Set([...selection, ...inSight])],
            )
          }
        />
        <tbody>
          {items.map(({ index: order }) => {
            const row = rows[order];
            if (!row) return null;
            const gap = (order - shownUntil) * rowHeight;
            shownUntil = order + 1;
            return [
              gap > 0 && (
                <tr key={`before ${row.id}`}>
                  <td style={{ height: gap }} className={styles.gap} />
                </tr>
              ),
              <MatrixRow
                key={row.id}
                {...{ index, lines, overlay, row, order, columns: columnsShown, after }}
                more={
                  isCut
                    ? hiddenIn(row)
                        .map((at) => columns[at]?.name)
                        .join(separator)
                    : null
                }
                isSelected={selection.has(row.id)}
                isCurrent={at.row === order}
                currentColumn={at.column}
              />,
            ];
          })}
          {shownUntil < rows.length && (
            <tr>
              <td style={{ height: (rows.length - shownUntil) * rowHeight }} className={styles.gap} />
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

/** The one in the tab order stays in the document, so that the focus survives scrolling. */
function withCurrent(range: number[], current: number): number[] {
  return current < 0 ? range : [...new Set([current, ...range])].sort((a, b) => a - b);
}

/** Numbers, from 1, of the first and the last that can be seen beside what stays put. */
function inView(offset: number, size: number, head: number, pitch: number): [number, number] {
  const first = Math.floor(offset / pitch) + 1;
  return [first, Math.max(first, Math.floor((offset + size - head) / pitch))];
}
