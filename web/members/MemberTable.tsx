import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useLandscape } from '../live/landscape.ts';
import { type ConnectKind, usePaths } from '../paths.ts';
import type { SavedView } from '../preferences/preferences.ts';
import { useSession } from '../session/session.ts';
import { EmptyLandscape } from '../shell/EmptyLandscape.tsx';
import type { ExportColumn } from '../tables/export.ts';
import { TableScreen } from '../tables/TableScreen.tsx';
import type { TableColumn } from '../tables/useColumns.ts';
import type { FetchPage } from '../tables/useTablePages.ts';
import { Button } from '../ui/Button.tsx';
import type { TableState } from '../ui/useTableState.ts';
import { FirstOfKind } from './FirstOfKind.tsx';
import type { MemberDialogName, MemberDialogState } from './MemberDialogs.tsx';
import type { ApplicationRow, RuntimeRow } from './rows.ts';
import { useMemberRows } from './useMemberRows.ts';

interface MemberTableProps<Line, Row> {
  kind: ConnectKind;
  title: string;
  /** What such a thing is, for the first run. */
  first: string;
  state: TableState;
  keys: readonly string[];
  facetLabels: Readonly<Record<string, string>>;
  views: readonly SavedView[];
  columns: readonly TableColumn<Line>[];
  exportColumns: readonly ExportColumn<Line>[];
  fetchPage: FetchPage<Line>;
  isStale?: (line: Line) => boolean;
  /** What the button that registers one says. */
  register: string;
  registerDialog: (onClose: () => void) => ReactNode;
  inspector: (row: Row, now: number, onDialog: (name: MemberDialogName) => void, onClose: () => void) => ReactNode;
  dialogs: (state: MemberDialogState<Row>) => ReactNode;
}

interface Line {
  id: string;
  name: string;
  labels: Readonly<Record<string, unknown>>;
}

const labelsOf = ({ labels }: Line) => labels;

/** The screen of all Applications, or of all Runtimes: table, inspector, and what can be done to one. */
export function MemberTable<L extends Line, Row extends ApplicationRow | RuntimeRow>(props: MemberTableProps<L, Row>) {
  const { kind, state, title } = props;
  const { landscape, index } = useLandscape();
  const paths = usePaths();
  const navigate = useNavigate();
  const { can } = useSession();
  const [dialog, setDialog] = useState<{ id: string; name: MemberDialogName } | null>(null);
  const registering = useRegistering();
  const mayWrite = can(`${kind}:write`);
  const mayAssign = can('landscape:write');
  const isNew = landscape.applications.length + landscape.runtimes.length === 0;
  const known = kind === 'application' ? index.applications : index.runtimes;
  const hrefOf = kind === 'application' ? paths.application : paths.runtime;
  const open = (name: MemberDialogName) => (id: string) => setDialog({ id, name });
  const connect = (id: string) => void navigate({ href: paths.connect(kind, id) });
  const selectedID = state.selectedID !== null && known.has(state.selectedID) ? state.selectedID : null;
  const button = mayWrite && (
    <Button tone="primary" icon="i-plus" onClick={registering.begin}>
      {props.register}
    </Button>
  );
  return (
    <TableScreen<L>
      table={kind === 'application' ? 'APPLICATIONS' : 'RUNTIMES'}
      title={title}
      noun={kind}
      path={kind === 'application' ? paths.applications : paths.runtimes}
      state={state}
      keys={props.keys}
      placeholder="Filter by name, scenario:campaign, state:failed or label.env=prod"
      facetLabels={props.facetLabels}
      views={props.views}
      columns={props.columns}
      exportColumns={props.exportColumns}
      fetchPage={props.fetchPage}
      labelsOf={labelsOf}
      rowHref={({ id }) => hrefOf(id)}
      rowKeys={{
        ...(mayWrite ? { e: open('edit'), c: connect } : {}),
        ...(mayAssign ? { a: open('assign') } : {}),
      }}
      rowMenu={({ id }) => [
        { label: 'Open', shortcut: 'Enter', run: () => void navigate({ href: hrefOf(id) }) },
        { label: 'Show on map', run: () => void navigate({ href: `${paths.map}?select=${id}` }) },
        ...(mayWrite || mayAssign ? (['divider'] as const) : []),
        ...(mayAssign ? [{ label: 'Assign…', shortcut: 'A', run: () => open('assign')(id) }] : []),
        ...(mayWrite
          ? [
              { label: 'Connect…', shortcut: 'C', run: () => connect(id) },
              { label: 'Edit…', shortcut: 'E', run: () => open('edit')(id) },
              'divider' as const,
              { label: 'Unregister…', run: () => open('unregister')(id) },
            ]
          : []),
      ]}
      {...(props.isStale ? { isStale: props.isStale } : {})}
      mayChange={mayAssign}
      actions={button}
      first={
        isNew ? (
          <EmptyLandscape heading="h2" primary={button} />
        ) : (
          <FirstOfKind noun={kind} action={button}>
            {props.first}
          </FirstOfKind>
        )
      }
      inspector={
        selectedID !== null && (
          <OneMember<Row> kind={kind} id={selectedID}>
            {(row, now) =>
              props.inspector(
                row,
                now,
                (name) => open(name)(row.id),
                () => state.select(null),
              )
            }
          </OneMember>
        )
      }
    >
      {registering.open && mayWrite && props.registerDialog(registering.end)}
      {dialog && (
        <OneMember<Row> kind={kind} id={dialog.id}>
          {(row) =>
            props.dialogs({
              row,
              name: dialog.name,
              onClose: () => setDialog(null),
              onGone: () => state.select(null),
            })
          }
        </OneMember>
      )}
    </TableScreen>
  );
}

interface OneMemberProps<Row> {
  kind: ConnectKind;
  id: string;
  children: (row: Row, now: number) => ReactNode;
}

/** One object as the live landscape knows it; derived only while one is asked for. */
function OneMember<Row extends ApplicationRow | RuntimeRow>({ kind, id, children }: OneMemberProps<Row>) {
  const { applications, runtimes, now } = useMemberRows();
  const rows: readonly (ApplicationRow | RuntimeRow)[] = kind === 'application' ? applications : runtimes;
  const row = rows.find((each) => each.id === id);
  return row ? children(row as Row, now) : null;
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
