import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { formatCount } from '../../format/counts.ts';
import { MemberTableEmpty } from '../../members/MemberTableEmpty.tsx';
import type { ApplicationRow } from '../../members/rows.ts';
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
import { type ApplicationDialogName, ApplicationDialogs } from './ApplicationDialogs.tsx';
import { ApplicationInspector } from './ApplicationInspector.tsx';
import { applicationColumns } from './columns.tsx';
import { RegisterApplicationDialog } from './RegisterApplicationDialog.tsx';

const byName = { column: 'name', descending: false };
const matchers = memberMatchers<ApplicationRow>((row) => `${row.name} ${row.providerName ?? ''}`);

export function ApplicationsScreen() {
  const { applications, now } = useMemberRows();
  const paths = usePaths();
  const navigate = useNavigate();
  const mayWrite = useSession().can('application:write');
  const table = useTableState(memberFilterKeys, byName);
  const [density, setDensity] = useDensity();
  const [dialog, setDialog] = useState<ApplicationDialogName | 'register' | null>(null);
  const columns = useMemo(() => applicationColumns(paths, now), [paths, now]);
  const rows = useMemo(
    () => applications.filter((row) => matchesFilter(row, table.query, matchers)),
    [applications, table.query],
  );
  const selected = applications.find(({ id }) => id === table.selectedID);

  return (
    <Page
      title="Applications"
      flush
      actions={
        mayWrite && (
          <Button tone="primary" icon="i-plus" onClick={() => setDialog('register')}>
            Register an application
          </Button>
        )
      }
      inspector={
        selected && (
          <ApplicationInspector row={selected} now={now} onDialog={setDialog} onClose={() => table.select(null)} />
        )
      }
    >
      <TableToolbar
        label="Filter applications"
        placeholder="Filter by name, scenario:campaign or state:failed"
        keys={memberFilterKeys}
        query={table.query}
        onQuery={table.setQuery}
        density={density}
        onDensity={setDensity}
        facets={<StateFacets rows={applications} query={table.query} matchers={matchers} onQuery={table.setQuery} />}
      />
      <DataTable
        label="Applications"
        rows={rows}
        columns={columns}
        rowID={(row) => row.id}
        rowName={(row) => row.name}
        rowHref={(row) => paths.application(row.id)}
        sort={table.sort}
        onSort={table.setSort}
        selectedID={table.selectedID}
        onSelect={table.select}
        density={density}
        empty={
          <MemberTableEmpty
            noun="application"
            total={applications.length}
            query={table.query}
            onQuery={table.setQuery}
            first="An application is an external system whose APIs and events runtimes use."
            action={
              mayWrite && (
                <Button tone="primary" icon="i-plus" onClick={() => setDialog('register')}>
                  Register an application
                </Button>
              )
            }
          />
        }
        summary={
          <>
            <strong>{formatCount(rows.length)}</strong> of <strong>{formatCount(applications.length)}</strong> match
          </>
        }
      />
      {dialog === 'register' && (
        <RegisterApplicationDialog
          onClose={() => setDialog(null)}
          onDone={(id) => {
            setDialog(null);
            void navigate({ href: paths.application(id) });
          }}
        />
      )}
      {selected && dialog !== 'register' && (
        <ApplicationDialogs
          row={selected}
          name={dialog}
          onClose={() => setDialog(null)}
          onGone={() => table.select(null)}
        />
      )}
    </Page>
  );
}
