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
const keys = [
  'has',
  'name',
  'applications',
  'runtimes',
  'connections',
  'attention',
  'rules',
  'changed',
  'created',
  'id',
];
const facetLabels = { has: 'Has' };
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
  const [dialog, setDialog] = useState<{ name: ScenarioDialogName; id: string } | 'create' | null>(null);
  const columns = useMemo(() => scenarioColumns(now), [now]);
  const fetchPage = useFetchPage<ScenarioLine>(ScenarioTableDocument, state);
  const openedID = dialog === null || dialog === 'create' ? null : dialog.id;
  const { selectedID } = state;
  const [selected, opened] = useMemo(() => {
    if (selectedID === null && openedID === null) return [];
    const known = scenarioRows(statesAt(landscape, Math.max(now, landscape.at), staleAfterMs));
    return [selectedID, openedID].map((wanted) => known.find(({ id }) => id === wanted));
  }, [landscape, staleAfterMs, now, selectedID, openedID]);
  const defaultID = landscape.scenarios.find(({ name }) => name === landscape.defaultScenario)?.id;
  const open = (name: ScenarioDialogName) => (id: string) => setDialog({ name, id });
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
      facetLabels={facetLabels}
      views={views}
      columns={columns}
      exportColumns={scenarioExport}
      fetchPage={fetchPage}
      rowHref={({ name }) => paths.scenario(name)}
      rowKeys={mayWrite ? { e: (id) => id !== defaultID && open('rename')(id) } : {}}
      rowMenu={({ id, name, isDefault }) => [
        { label: 'Open', shortcut: 'Enter', run: () => void navigate({ href: paths.scenario(name) }) },
        { label: 'Show on map', run: () => void navigate({ href: `${paths.map}?select=${id}` }) },
        ...(mayWrite && !isDefault
          ? [
              'divider' as const,
              { label: 'Rename…', shortcut: 'E', run: () => open('rename')(id) },
              { label: 'Delete…', run: () => open('delete')(id) },
            ]
          : []),
      ]}
      mayChange={mayWrite}
      actions={create}
      first={
        <FirstOfKind noun="scenario" action={create}>
          Applications and runtimes in the same scenario may talk to each other.
        </FirstOfKind>
      }
      inspector={
        selected && (
          <ScenarioInspector
            row={selected}
            onDialog={(name) => open(name)(selected.id)}
            onClose={() => state.select(null)}
          />
        )
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
      {opened && dialog !== null && dialog !== 'create' && (
        <ScenarioDialogs
          row={opened}
          name={dialog.name}
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
