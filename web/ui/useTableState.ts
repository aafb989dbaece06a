import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { type FilterQuery, parseFilter, printFilter } from './filterTokens.ts';
import type { TableSort } from './tableModel.ts';

export interface TableState {
  query: FilterQuery;
  setQuery: (query: FilterQuery) => void;
  sort: TableSort;
  setSort: (sort: TableSort) => void;
  selectedID: string | null;
  select: (id: string | null) => void;
  /** The saved view that was asked for. */
  viewName: string | null;
  setViewName: (name: string) => void;
}

/** Filter, order, selection and view of a table, kept in the address so that it can be shared and restored. */
export function useTableState(keys: readonly string[], initial: TableSort): TableState {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const text = (name: string) => (search[name] === undefined ? null : String(search[name]));
  const filter = text('q') ?? '';
  const order = text('sort');

  const set = useCallback(
    (name: string, value: string | null) => {
      const change = (before: Record<string, unknown>) => ({ ...before, [name]: value ?? undefined });
      void navigate({ to: '.', search: change as never, replace: true });
    },
    [navigate],
  );
  const query = useMemo(() => parseFilter(filter, keys), [filter, keys]);
  const sort = useMemo(
    () => (order === null ? initial : { column: order.replace(/^-/, ''), descending: order.startsWith('-') }),
    [order, initial],
  );
  return {
    query,
    setQuery: (next) => set('q', printFilter(next) || null),
    sort,
    setSort: ({ column, descending }) => set('sort', `${descending ? '-' : ''}${column}`),
    selectedID: text('selected'),
    select: (id) => set('selected', id),
    viewName: text('view'),
    setViewName: (name) => set('view', name),
  };
}
