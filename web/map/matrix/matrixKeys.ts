import type { KeyboardEvent } from 'react';
import { shortcutOf } from '../../ui/shortcutKeys.ts';

/** Positions in the grid: row -1 is the head of the columns, column -1 the head of the rows. */
export interface Position {
  row: number;
  column: number;
}

interface MatrixKeys {
  rows: number;
  columns: number;
  moveTo: (position: Position) => void;
  /** The next column to the right or left that the row has more than a dot in; the last or first if there is none. */
  held: (position: Position, by: 1 | -1) => number;
  toggle: (position: Position) => void;
  explain: (position: Position) => void;
  /** Takes the row into the selection or out; with Shift all from the last one. */
  select: (row: number, range: boolean) => void;
  leave: () => void;
  /** Keys with a meaning for rows: assign, unassign, find. */
  onRowKey: (key: string, row: number) => boolean;
}

const page = 10;

/** Where a key leads from there; null if it is not one that moves. */
export function step(key: string, ctrl: boolean, from: Position, rows: number, columns: number): Position | null {
  const within = ({ row, column }: Position): Position => ({
    row: Math.min(rows - 1, Math.max(-1, row)),
    column: Math.min(columns - 1, Math.max(-1, column)),
  });
  const { row, column } = from;
  const to: Record<string, Position> = {
    ArrowUp: { row: row - 1, column },
    ArrowDown: { row: row + 1, column },
    ArrowLeft: { row, column: column - 1 },
    ArrowRight: { row, column: column + 1 },
    PageUp: { row: Math.max(0, row - page), column },
    PageDown: { row: row + page, column },
    Home: { row: ctrl ? 0 : row, column: ctrl ? -1 : 0 },
    End: { row: ctrl ? rows - 1 : row, column: columns - 1 },
  };
  const next = to[key];
  if (!next) return null;
  // The corner is not part of the grid: its controls are in the tab order.
  const reached = within(next);
  return reached.row === -1 && reached.column === -1 ? from : reached;
}

/** Keys of the grid (console.md 1.2, Matrix). */
export function matrixKeys(keys: MatrixKeys, event: KeyboardEvent, at: Position): void {
  if (take(keys, event, at)) event.preventDefault();
}

function take(keys: MatrixKeys, event: KeyboardEvent, at: Position): boolean {
  const isFar = event.ctrlKey || event.metaKey;
  const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : null;
  if (isFar && by !== null && at.row >= 0) {
    keys.moveTo({ row: at.row, column: keys.held(at, by) });
    return true;
  }
  const next = step(event.key, isFar, at, keys.rows, keys.columns);
  if (next) {
    keys.moveTo(next);
    return true;
  }
  if (isFar || event.altKey) return false;
  const isRow = at.row >= 0;
  const key = shortcutOf(event.key);
  switch (key) {
    case ' ':
      if (isRow && at.column >= 0) keys.toggle(at);
      else if (isRow) keys.select(at.row, event.shiftKey);
      else keys.explain(at);
      return true;
    case 'Enter':
      keys.explain(at);
      return true;
    case 'Escape':
      keys.leave();
      return true;
    case 'x':
    case 'X':
      if (isRow) keys.select(at.row, key === 'X');
      return isRow;
    default:
      return keys.onRowKey(key, at.row);
  }
}
