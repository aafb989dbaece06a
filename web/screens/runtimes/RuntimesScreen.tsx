import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { formatCount } from '../../format/counts.ts';
import { MemberTableEmpty } from '../../members/MemberTableEmpty.tsx';
import type { RuntimeRow } from '../../members/rows.ts';
import { StateFacets } from '../../members/StateFacets.tsx';
import { memberFilterKeys, memberMatchers } from '../../members/tableFilter.ts';
import { useMemberRows } from '../../members/useMemberRows.ts';
import { usePaths } from '../../paths.ts';
import { useSession } from '../../session/session.ts';
import { Button } from '../../ui/Button.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { matchesFilter } from '../../ui/filterTokens.ts';
import { Page } from '../../ui/Page.tsx';
import { TableToolbar, useDensity } from '../../ui/TableToolbar.tsx';
import { useTableState } from '../../ui/useTableState.ts';
import { runtimeColumns } from './columns.tsx';
import { RegisterRuntimeDialog } from './RegisterRuntimeDialog.tsx';
import { type RuntimeDialogName, RuntimeDialogs } from './RuntimeDialogs.tsx';
import { RuntimeInspector } from './RuntimeInspector.tsx';

const byName = { column: 'name', descending: false };
const matchers = memberMatchers<RuntimeRow>((row) => row.name);

export function RuntimesScreen() {
  const { runtimes, now } = useMemberRows();
  const paths = usePaths();
  const navigate = useNavigate();
  const mayWrite = useSession().can('runtime:write');
  const table = useTableState(memberFilterKeys, byName);
  const [density, setDensity] = useDensity();
  const [dialog, setDialog] = useState<RuntimeDialogName | 'register' | null>(null);
  const columns = useMemo(() => runtimeColumns(now), [now]);
  const rows = useMemo(
    () => runtimes.filter((row) => matchesFilter(row, table.query, matchers)),
    [runtimes, table.query],
  );
  const selected = runtimes.find(({ id }) => id === table.selectedID);

  return (
    <Page
      title="Runtimes"
      flush
      actions={
        mayWrite && (
          <Button tone="primary" icon="i-plus" onClick={() => setDialog('register')}>
            Connect a runtime
          </Button>
        )
      }
      inspector={
        selected && (
          <RuntimeInspector row={selected} now={now} onDialog={setDialog} onClose={() => table.select(null)} />
        )
      }
    >
      <TableToolbar
        label="Filter runtimes"
        placeholder="Filter by name, scenario:campaign or state:failed"
        keys={memberFilterKeys}
        query={table.query}
        onQuery={table.setQuery}
        density={density}
        onDensity={setDensity}
        facets={<StateFacets rows={runtimes} query={table.query} matchers={matchers} onQuery={table.setQuery} />}
      />
      <DataTable
        label="Runtimes"
        rows={rows}
        columns={columns}
        rowID={(row) => row.id}
        rowName={(row) => row.name}
        rowHref={(row) => paths.runtime(row.id)}
        sort={table.sort}
        onSort={table.setSort}
        selectedID={table.selectedID}
        onSelect={table.select}
        density={density}
        empty={
          <MemberTableEmpty
            noun="runtime"
            total={runtimes.length}
            query={table.query}
            onQuery={table.setQuery}
            first="A runtime is a cluster that uses runtimes. It connects with a one-time token and keeps a client certificate."
            action={
              mayWrite && (
                <Button tone="primary" icon="i-plus" onClick={() => setDialog('register')}>
                  Connect a runtime
                </Button>
              )
            }
          />
        }
        summary={
          <>
            <strong>{formatCount(rows.length)}</strong> of <strong>{formatCount(runtimes.length)}</strong> match
          </>
        }
      />
      {dialog === 'register' && (
        <RegisterRuntimeDialog
          onClose={() => setDialog(null)}
          onDone={(id) => {
            setDialog(null);
            void navigate({ href: paths.connect('runtime', id) });
          }}
        />
      )}
      {selected && dialog !== 'register' && (
        <RuntimeDialogs
          row={selected}
          name={dialog}
          onClose={() => setDialog(null)}
          onGone={() => table.select(null)}
        />
      )}
    </Page>
  );
}
