import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { ScenarioTableDocument } from '../../graphql.generated.ts';
import { useLandscape, useNow } from '../../live/landscape.ts';
import { statesAt } from '../../live/statesAt.ts';
import { FirstOfKind } from '../../members/FirstOfKind.tsx';
import { usePaths } from '../../paths.ts';
import type { SavedView } from '../../preferences/preferences.ts';
import { NameScenarioDialog } from '../../scenarios/NameScenarioDialog.tsx';
import { useSession } from '../../session/session.ts';
import { TableScreen } from '../../tables/TableScreen.tsx';
import { useFetchPage } from '../../tables/useFetchPage.ts';
import { Button } from '../../ui/Button.tsx';
import { useTableState } from '../../ui/useTableState.ts';
import { type ScenarioLine, scenarioColumns, scenarioExport } from './columns.tsx';
import { scenarioRows } from './rows.ts';
import { type ScenarioDialogName, ScenarioDialogs } from './ScenarioDialogs.tsx';
import { ScenarioInspector } from './ScenarioInspector.tsx';

const byName = { column: 'name', descending: false };
const keys = ['name', 'applications', 'runtimes', 'connections', 'attention', 'rules', 'changed', 'created', 'id'];
const views: readonly SavedView[] = [
  { name: 'All', filter: '', sort: '', columns: null },
  { name: 'Needs attention', filter: 'attention:>0', sort: '-attention', columns: null },
  { name: 'Without a runtime', filter: 'runtimes:0', sort: '', columns: null },
];

export function ScenariosScreen() {
  const { landscape, staleAfterMs } = useLandscape();
  const paths = usePaths();
  const navigate = useNavigate();
  const now = useNow(10_000);
  const mayWrite = useSession().can('landscape:write');
  const state = useTableState(keys, byName);
  const [dialog, setDialog] = useState<ScenarioDialogName | 'create' | null>(null);
  const columns = useMemo(() => scenarioColumns(now), [now]);
  const fetchPage = useFetchPage<ScenarioLine>(ScenarioTableDocument, state);
  const selected = useMemo(
    () =>
      state.selectedID === null
        ? undefined
        : scenarioRows(statesAt(landscape, Math.max(now, landscape.at), staleAfterMs)).find(
            ({ id }) => id === state.selectedID,
          ),
    [landscape, staleAfterMs, now, state.selectedID],
  );
  const create = mayWrite && (
    <Button tone="primary" icon="i-plus" onClick={() => setDialog('create')}>
      Create a scenario
    </Button>
  );

  return (
    <TableScreen<ScenarioLine>
      table="SCENARIOS"
      title="Scenarios"
      noun="scenario"
      path={paths.scenarios}
      state={state}
      keys={keys}
      placeholder="Filter by name, applications:>10 or attention:>0"
      facetLabels={{}}
      views={views}
      columns={columns}
      exportColumns={scenarioExport}
      fetchPage={fetchPage}
      rowHref={({ name }) => paths.scenario(name)}
      mayChange={mayWrite}
      actions={create}
      first={
        <FirstOfKind noun="scenario" action={create}>
          Applications and runtimes in the same scenario may talk to each other.
        </FirstOfKind>
      }
      inspector={
        selected && <ScenarioInspector row={selected} onDialog={setDialog} onClose={() => state.select(null)} />
      }
    >
      {dialog === 'create' && (
        <NameScenarioDialog
          onClose={() => setDialog(null)}
          onDone={(name) => {
            setDialog(null);
            void navigate({ href: paths.scenario(name) });
          }}
        />
      )}
      {selected && dialog !== 'create' && (
        <ScenarioDialogs
          row={selected}
          name={dialog}
          onClose={() => setDialog(null)}
          onRenamed={() => setDialog(null)}
          onDeleted={() => {
            setDialog(null);
            state.select(null);
          }}
        />
      )}
    </TableScreen>
  );
}
