import { useMemo } from 'react';
import type { PreferenceTable } from '../preferences/preferences.ts';
import { usePreference } from '../preferences/usePreference.ts';
import type { DataColumn } from '../ui/DataTable.tsx';

export interface TableColumn<Row> extends DataColumn<Row> {
  /** Not shown until it is asked for. */
  optional?: boolean;
}

/** The columns this person has chosen for the table, the first one always among them, and how to choose others. */
export function useColumns<Row>(
  table: PreferenceTable,
  available: readonly TableColumn<Row>[],
): { columns: readonly TableColumn<Row>[]; toggle: (id: string) => void } {
  const [chosen, setChosen] = usePreference(`columns:${table}`);
  const columns = useMemo(
    () =>
      available.filter(({ id, optional = false }, index) => index === 0 || (chosen ? chosen.includes(id) : !optional)),
    [available, chosen],
  );
  const toggle = (id: string) => {
    const shown = columns.map((column) => column.id);
    setChosen(shown.includes(id) ? shown.filter((each) => each !== id) : [...shown, id]);
  };
  return { columns, toggle };
}
