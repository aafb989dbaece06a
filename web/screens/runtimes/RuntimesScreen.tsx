import { useMemo } from 'react';
import { RuntimeTableDocument } from '../../graphql.generated.ts';
import { useNow } from '../../live/landscape.ts';
import type { RuntimeLine } from '../../members/lineWords.ts';
import { MemberTable } from '../../members/MemberTable.tsx';
import type { RuntimeRow } from '../../members/rows.ts';
import type { SavedView } from '../../preferences/preferences.ts';
import { useFetchPage } from '../../tables/useFetchPage.ts';
import { useTableState } from '../../ui/useTableState.ts';
import { runtimeColumns, runtimeExport } from './columns.tsx';
import { RegisterRuntimeDialog } from './RegisterRuntimeDialog.tsx';
import { RuntimeDialogs } from './RuntimeDialogs.tsx';
import { RuntimeInspector } from './RuntimeInspector.tsx';

const byName = { column: 'name', descending: false };
const keys = [
  ...[
    'scenario',
    'state',
    'name',
    'label.',
    'connected',
    'expires',
    'certificate',
    'synced',
    'agent',
    'applications',
    'contact',
    'unseen',
    'removals',
  ],
  ...['updated', 'id'],
];
const facetLabels = { scenario: 'Scenario', certificate: 'Certificate', label: 'Label', agent: 'Agent version' };
const views: readonly SavedView[] = [
  { name: 'All', filter: '', sort: '', columns: null },
  { name: 'Needs attention', filter: 'state:failed state:attention', sort: 'state', columns: null },
  { name: 'Expiring in 7 days', filter: 'expires:<7d -certificate:expired', sort: 'expires', columns: null },
  { name: 'Never connected', filter: 'state:never-connected', sort: '', columns: null },
];

export function RuntimesScreen() {
  const state = useTableState(keys, byName);
  const now = useNow(10_000);
  const columns = useMemo(() => runtimeColumns(now), [now]);
  const fetchPage = useFetchPage<RuntimeLine>(RuntimeTableDocument, state);
  return (
    <MemberTable<RuntimeLine, RuntimeRow>
      kind="runtime"
      title="Runtimes"
      first="A runtime is a cluster that uses applications. It connects with a one-time token and keeps a client certificate."
      state={state}
      keys={keys}
      facetLabels={facetLabels}
      views={views}
      columns={columns}
      exportColumns={runtimeExport}
      fetchPage={fetchPage}
      isStale={({ state: connection }) => connection === 'STALE'}
      register="Connect a runtime"
      registerDialog={(onClose) => <RegisterRuntimeDialog onClose={onClose} />}
      inspector={(row, at, onDialog, onClose) => (
        <RuntimeInspector row={row} now={at} onDialog={onDialog} onClose={onClose} />
      )}
      dialogs={(dialog) => <RuntimeDialogs {...dialog} />}
    />
  );
}
