import { useMemo } from 'react';
import type { PreferenceTable } from '../preferences/preferences.ts';
import { usePreference } from '../preferences/usePreference.ts';
import type { DataColumn } from '../ui/tableModel.ts';

export interface TableColumn<Row> extends DataColumn<Row> {
  /** Not shown until it is asked for. */
  optional?: boolean;
}

/** Columns that a saved view has of its own: other ones are other ones for this view alone. */
export interface ViewColumns {
  chosen: readonly string[];
  choose: (ids: readonly string[]) => void;
}

export interface ShownColumns {
  /** Ids of those shown, in the order of the table. */
  shown: readonly string[];
  /** By id: whether it is shown. */
  visibility: Readonly<Record<string, boolean>>;
  toggle: (id: string) => void;
}

/** Which columns this person has chosen for the table or the view, the first one always among them, and how to choose others. */
export function useColumns(
  table: PreferenceTable,
  available: readonly TableColumn<never>[],
  ofView: ViewColumns | null = null,
): ShownColumns {
  const [ofTable, setOfTable] = usePreference(`columns:${table}`);
  const chosen = ofView ? ofView.chosen : ofTable;
  const { shown, visibility } = useMemo(() => {
    const isShown = ({ id, optional = false }: TableColumn<never>, index: number) =>
      index === 0 || (chosen ? chosen.includes(id) : !optional);
    return {
      shown: available.filter(isShown).map(({ id }) => id),
      visibility: Object.fromEntries(available.map((column, index) => [column.id, isShown(column, index)])),
    };
  }, [available, chosen]);
  const toggle = (id: string) => {
    const next = shown.includes(id) ? shown.filter((each) => each !== id) : [...shown, id];
    if (ofView) ofView.choose(next);
    else setOfTable(next);
  };
  return { shown, visibility, toggle };
}
