import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { LinesMode } from './scene.ts';

export interface MapSearch {
  /** Ids of the selected cards. */
  selection: readonly string[];
  find: string;
  hidesOthers: boolean;
  lines: LinesMode | null;
  view: 'map' | 'table' | null;
}

type Change = Partial<{
  select: readonly string[];
  find: string;
  hide: boolean;
  lines: LinesMode;
  view: 'map' | 'table';
}>;

export type ChangeSearch = (change: Change) => void;

/** What the map keeps in the address, and how to change it; going back undoes a selection only if asked to. */
export function useMapSearch(): [MapSearch, ChangeSearch] {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const { select, find, hide, lines, view } = search;
  const state = useMemo<MapSearch>(
    () => ({
      selection: typeof select === 'string' && select !== '' ? select.split(',') : [],
      find: typeof find === 'string' ? find : '',
      hidesOthers: hide === true,
      lines: lines === 'all' || lines === 'unhealthy' ? lines : null,
      view: view === 'map' || view === 'table' ? view : null,
    }),
    [select, find, hide, lines, view],
  );
  const change = useCallback(
    ({ select, find, hide, ...rest }: Change) => {
      const next = {
        ...rest,
        ...(select === undefined ? {} : { select: select.length > 0 ? select.join(',') : undefined }),
        ...(find === undefined ? {} : { find: find || undefined }),
        ...(hide === undefined ? {} : { hide: hide || undefined }),
      };
      void navigate({ to: '.', search: (before: object) => ({ ...before, ...next }) as never, replace: true });
    },
    [navigate],
  );
  return [state, change];
}
