import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { printPlace } from './place.ts';
import type { LinesMode } from './scene.ts';

/** Three ways to look at one model with one selection. */
export type MapMode = 'map' | 'focus' | 'matrix';

export interface MapSearch {
  /** Null: whatever suits the number of matches. */
  mode: MapMode | null;
  /** Ids of the selected cards. */
  selection: readonly string[];
  find: string;
  hidesOthers: boolean;
  lines: LinesMode | null;
  view: 'map' | 'table' | null;
  /** Scenarios whose members are drawn before others. */
  expanded: readonly string[];
  /** Focus: whom it is about, how far it looks, and whether allowed pairs have lines too. */
  around: string | null;
  steps: 1 | 2;
  pairs: 'connected' | 'allowed';
  /** Matrix: what its rows and columns are, and the cell that is explained. */
  rows: 'applications' | 'runtimes';
  columns: 'scenarios' | 'runtimes';
  cell: MatrixCell | null;
  /** Runtimes whose connections are shown as they freeze. */
  freeze: readonly string[];
}

/** Ids; without a column it is about the row, without a row about the column. */
export interface MatrixCell {
  row: string | null;
  column: string | null;
}

type Change = Partial<{
  mode: MapMode;
  select: readonly string[];
  find: string;
  hide: boolean;
  lines: LinesMode;
  view: 'map' | 'table';
  expand: readonly string[];
  around: string;
  steps: 1 | 2;
  pairs: 'connected' | 'allowed';
  rows: 'applications' | 'runtimes';
  columns: 'scenarios' | 'runtimes';
  cell: MatrixCell | null;
  freeze: readonly string[];
}>;

export type ChangeSearch = (change: Change) => void;

/** An address with more ids than this is too long to be sent anywhere; such a selection lives in this tab only. */
const mostInAddress = 100;

const idsOf = (value: unknown): string[] => (typeof value === 'string' && value !== '' ? value.split(',') : []);
const oneOf = <Value>(value: unknown, values: readonly Value[]): Value | null =>
  values.find((each) => each === value) ?? null;

function cellOf(value: unknown): MatrixCell | null {
  if (typeof value !== 'string' || !value.includes('.')) return null;
  const [row, column] = value.split('.');
  return { row: row || null, column: column || null };
}

/** What the map keeps in the address, and how to change it; going back undoes a selection only if asked to. */
export function useMapSearch(): [MapSearch, ChangeSearch] {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const [large, setLarge] = useState<readonly string[] | null>(null);
  const { mode, select, find, hide, lines, view, expand, around, steps, pairs, rows, columns, cell, freeze } = search;
  // One list each until it changes: what is computed from them is kept while another part of the address changes.
  const expanded = useMemo(() => idsOf(expand), [expand]);
  const frozen = useMemo(() => idsOf(freeze), [freeze]);
  const state = useMemo<MapSearch>(
    () => ({
      mode: oneOf(mode, ['map', 'focus', 'matrix'] as const),
      selection: large ?? idsOf(select),
      find: find === undefined ? '' : String(find),
      hidesOthers: hide === true,
      lines: oneOf(lines, ['all', 'unhealthy'] as const),
      view: oneOf(view, ['map', 'table'] as const),
      expanded,
      around: typeof around === 'string' ? around : null,
      steps: steps === 1 ? 1 : 2,
      pairs: oneOf(pairs, ['allowed'] as const) ?? 'connected',
      rows: oneOf(rows, ['runtimes'] as const) ?? 'applications',
      columns: oneOf(columns, ['runtimes'] as const) ?? 'scenarios',
      cell: cellOf(cell),
      freeze: frozen,
    }),
    [mode, select, large, find, hide, lines, view, expanded, around, steps, pairs, rows, columns, cell, frozen],
  );
  const change = useCallback(
    ({ select, find, hide, expand, cell, freeze, ...rest }: Change) => {
      if (select !== undefined) setLarge(select.length > mostInAddress ? select : null);
      const list = (ids: readonly string[]) =>
        ids.length > 0 && ids.length <= mostInAddress ? ids.join(',') : undefined;
      const isOtherMap = rest.mode !== undefined || rest.around !== undefined;
      const next = {
        ...rest,
        ...(isOtherMap ? printPlace(null) : {}),
        ...(select === undefined ? {} : { select: list(select) }),
        ...(expand === undefined ? {} : { expand: list(expand) }),
        ...(find === undefined ? {} : { find: find || undefined }),
        ...(freeze === undefined ? {} : { freeze: list(freeze) }),
        ...(hide === undefined ? {} : { hide: hide || undefined }),
        ...(cell === undefined ? {} : { cell: cell ? `${cell.row ?? ''}.${cell.column ?? ''}` : undefined }),
      };
      void navigate({ to: '.', search: (before: object) => ({ ...before, ...next }) as never, replace: true });
    },
    [navigate],
  );
  return [state, change];
}
