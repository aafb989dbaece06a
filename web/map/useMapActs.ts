import { useCallback, useState } from 'react';
import type { MapDialog } from './MapDialogs.tsx';
import type { ChangeSearch } from './useMapSearch.ts';

/**
 * The open dialog, and what the map is told to do that never changes. In a function of its own: closures made in one keep
 * whatever any of them uses, and these would keep the landscape of the first look for as long as the map is open.
 */
export function useMapActs(change: ChangeSearch) {
  const [dialog, setDialog] = useState<MapDialog | null>(null);
  const onSelect = useCallback((ids: readonly string[]) => change({ select: ids }), [change]);
  const onTable = useCallback(() => change({ view: 'table' }), [change]);
  const onCreate = useCallback(() => setDialog({ kind: 'create' }), []);
  return { dialog, setDialog, onSelect, onTable, onCreate };
}
