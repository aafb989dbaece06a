import { useMemo } from 'react';
import type { PreferenceTable } from '../preferences/preferences.ts';
import { usePreference } from '../preferences/usePreference.ts';
import type { DataColumn } from '../ui/DataTable.tsx';

export interface TableColumn<Row> extends DataColumn<Row> {
  /** Not shown until it is asked for. */
  optional?: boolean;
}

/** Columns that a saved view has of its own: other ones are other ones for this view alone. */
export interface ViewColumns {
  chosen: readonly string[];
  choose: (ids: readonly string[]) => void;
}

/** The columns this person has chosen for the table or the view, the first one always among them, and how to choose others. */
export function useColumns<Row>(
  table: PreferenceTable,
  available: readonly TableColumn<Row>[],
  ofView: ViewColumns | null = null,
): { columns: readonly TableColumn<Row>[]; toggle: (id: string) => void } {
  const [ofTable, setOfTable] = usePreference(`columns:${table}`);
  const chosen = ofView ? ofView.chosen : ofTable;
  const columns = useMemo(
    () =>
      available.filter(({ id, optional = false }, index) => index === 0 || (chosen ? chosen.includes(id) : !optional)),
    [available, chosen],
  );
  const toggle = (id: string) => {
    const shown = columns.map((column) => column.id);
    const next = shown.includes(id) ? shown.filter((each) => each !== id) : [...shown, id];
    if (ofView) ofView.choose(next);
    else setOfTable(next);
  };
  return { columns, toggle };
}
