import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import { useLandscape } from '../live/landscape.ts';
import { usePreference } from '../preferences/usePreference.ts';
import { EmptyLandscape } from '../shell/EmptyLandscape.tsx';
import { Button } from '../ui/Button.tsx';
import type { DataColumn } from '../ui/DataTable.tsx';
import { type Matchers, matchesFilter } from '../ui/filterTokens.ts';
import { Page } from '../ui/Page.tsx';
import { TableToolbar } from '../ui/TableToolbar.tsx';
import { useTableState } from '../ui/useTableState.ts';
import { FirstOfKind, ListTable } from './ListTable.tsx';
import type { MemberDialogName, MemberDialogState } from './MemberDialogs.tsx';
import type { ApplicationRow, RuntimeRow } from './rows.ts';
import { StateFacets } from './StateFacets.tsx';
import { memberFilterKeys } from './tableFilter.ts';

const byName = { column: 'name', descending: false };

interface MemberListProps<Row> {
  title: string;
  /** One of the rows, in lower case. */
  noun: string;
  /** What such a thing is, for the first run. */
  first: string;
  rows: readonly Row[];
  columns: readonly DataColumn<Row>[];
  matchers: Matchers<Row>;
  hrefOf: (id: string) => string;
  /** What the button that registers one says; null without the right to. */
  register: string | null;
  registerDialog: (onClose: () => void) => ReactNode;
  inspector: (row: Row, onDialog: (name: MemberDialogName) => void, onClose: () => void) => ReactNode;
  dialogs: (state: MemberDialogState<Row>) => ReactNode;
}

/** The screen of all Applications, or of all Runtimes: filter, table, inspector, and what can be done to one. */
export function MemberList<Row extends ApplicationRow | RuntimeRow>(props: MemberListProps<Row>) {
  const { title, noun, matchers, register } = props;
  const { landscape } = useLandscape();
  const table = useTableState(memberFilterKeys, byName);
  const [density, setDensity] = usePreference('density');
  const [dialog, setDialog] = useState<MemberDialogName | null>(null);
  const registering = useRegistering();
  const rows = useMemo(
    () => props.rows.filter((row) => matchesFilter(row, table.query, matchers)),
    [props.rows, table.query, matchers],
  );
  const selected = props.rows.find(({ id }) => id === table.selectedID);
  const isNew = landscape.applications.length + landscape.runtimes.length === 0;
  const button = register !== null && (
    <Button tone="primary" icon="i-plus" onClick={registering.begin}>
      {register}
    </Button>
  );
  return (
    <Page
      title={title}
      flush
      actions={!isNew && button}
      inspector={selected && props.inspector(selected, setDialog, () => table.select(null))}
    >
      {!isNew && (
        <TableToolbar
          label={`Filter ${title.toLowerCase()}`}
          placeholder="Filter by name, scenario:campaign or state:failed"
          keys={memberFilterKeys}
          query={table.query}
          onQuery={table.setQuery}
          density={density}
          onDensity={setDensity}
          facets={<StateFacets rows={props.rows} query={table.query} matchers={matchers} onQuery={table.setQuery} />}
        />
      )}
      {isNew ? (
        <EmptyLandscape heading="h2" primary={button} />
      ) : (
        <ListTable
          label={title}
          noun={noun}
          table={table}
          total={props.rows.length}
          rows={rows}
          columns={props.columns}
          rowID={(row) => row.id}
          rowName={(row) => row.name}
          rowHref={(row) => props.hrefOf(row.id)}
          first={
            <FirstOfKind noun={noun} action={button}>
              {props.first}
            </FirstOfKind>
          }
        />
      )}
      {registering.open && register !== null && props.registerDialog(registering.end)}
      {selected &&
        dialog &&
        props.dialogs({
          row: selected,
          name: dialog,
          onClose: () => setDialog(null),
          onGone: () => table.select(null),
        })}
    </Page>
  );
}

/** Whether the register dialog is open: part of the address, so that other screens lead straight to it. */
function useRegistering() {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const set = (dialog: 'register' | undefined) => {
    const change = (before: Record<string, unknown>) => ({ ...before, dialog });
    void navigate({ to: '.', search: change as never, replace: true });
  };
  return { open: search['dialog'] === 'register', begin: () => set('register'), end: () => set(undefined) };
}
