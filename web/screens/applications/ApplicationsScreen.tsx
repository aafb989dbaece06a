import { useMemo } from 'react';
import { ApplicationTableDocument } from '../../graphql.generated.ts';
import { useNow } from '../../live/landscape.ts';
import type { ApplicationLine } from '../../members/lineWords.ts';
import { MemberTable } from '../../members/MemberTable.tsx';
import type { ApplicationRow } from '../../members/rows.ts';
import { usePaths } from '../../paths.ts';
import type { SavedView } from '../../preferences/preferences.ts';
import { useFetchPage } from '../../tables/useFetchPage.ts';
import { useTableState } from '../../ui/useTableState.ts';
import { ApplicationDialogs } from './ApplicationDialogs.tsx';
import { ApplicationInspector } from './ApplicationInspector.tsx';
import { applicationColumns, applicationExport } from './columns.tsx';
import { RegisterApplicationDialog } from './RegisterApplicationDialog.tsx';

const byName = { column: 'name', descending: false };
const keys = ['scenario', 'state', 'name', 'label.', 'connected', 'provider', 'contents', 'updated', 'id'];
const facetLabels = { scenario: 'Scenario', label: 'Label', provider: 'Provider' };
const views: readonly SavedView[] = [
  { name: 'All', filter: '', sort: '', columns: null },
  { name: 'Needs attention', filter: 'state:failed state:attention', sort: 'state', columns: null },
  { name: 'Waiting for an agent', filter: 'state:pending', sort: '', columns: null },
  { name: 'Not connected', filter: 'state:idle', sort: '', columns: null },
];

export function ApplicationsScreen() {
  const state = useTableState(keys, byName);
  const paths = usePaths();
  const now = useNow(10_000);
  const columns = useMemo(() => applicationColumns(paths, now), [paths, now]);
  const fetchPage = useFetchPage<ApplicationLine>(ApplicationTableDocument, state);
  return (
    <MemberTable<ApplicationLine, ApplicationRow>
      kind="application"
      title="Applications"
      first="An application is an external system whose APIs and events runtimes use."
      state={state}
      keys={keys}
      facetLabels={facetLabels}
      views={views}
      columns={columns}
      exportColumns={applicationExport}
      fetchPage={fetchPage}
      register="Register an application"
      registerDialog={(onClose) => <RegisterApplicationDialog onClose={onClose} />}
      inspector={(row, at, onDialog, onClose) => (
        <ApplicationInspector row={row} now={at} onDialog={onDialog} onClose={onClose} />
      )}
      dialogs={(dialog) => <ApplicationDialogs {...dialog} />}
    />
  );
}
