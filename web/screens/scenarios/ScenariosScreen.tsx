import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useLandscape, useNow } from '../../live/landscape.ts';
import { FirstOfKind, ListTable } from '../../members/ListTable.tsx';
import { usePaths } from '../../paths.ts';
import { useSession } from '../../session/session.ts';
import { Button } from '../../ui/Button.tsx';
import { FilterField } from '../../ui/FilterField.tsx';
import { Page } from '../../ui/Page.tsx';
import { useTableState } from '../../ui/useTableState.ts';
import { scenarioColumns } from './columns.tsx';
import { NameScenarioDialog } from './NameScenarioDialog.tsx';
import { scenarioRows } from './rows.ts';
import { type ScenarioDialogName, ScenarioDialogs } from './ScenarioDialogs.tsx';
import { ScenarioInspector } from './ScenarioInspector.tsx';
import styles from './Scenarios.module.css';

const byName = { column: 'name', descending: false };
const noKeys: readonly string[] = [];

export function ScenariosScreen() {
  const { landscape } = useLandscape();
  const paths = usePaths();
  const navigate = useNavigate();
  // What has just been created may be newer than the last tick.
  const now = Math.max(useNow(10_000), landscape.at);
  const mayWrite = useSession().can('landscape:write');
  const table = useTableState(noKeys, byName);
  const [dialog, setDialog] = useState<ScenarioDialogName | 'create' | null>(null);
  const all = useMemo(() => scenarioRows(landscape), [landscape]);
  const rows = useMemo(() => {
    const wanted = table.query.text.toLowerCase();
    return all.filter(({ name }) => name.toLowerCase().includes(wanted));
  }, [all, table.query.text]);
  const columns = useMemo(() => scenarioColumns(now), [now]);
  const selected = all.find(({ id }) => id === table.selectedID);
  const create = mayWrite && (
    <Button tone="primary" icon="i-plus" onClick={() => setDialog('create')}>
      Create a scenario
    </Button>
  );

  return (
    <Page
      title="Scenarios"
      flush
      actions={create}
      inspector={
        selected && <ScenarioInspector row={selected} onDialog={setDialog} onClose={() => table.select(null)} />
      }
    >
      <div className={styles.tools}>
        <FilterField
          label="Filter scenarios"
          placeholder="Filter by name"
          keys={noKeys}
          query={table.query}
          onChange={table.setQuery}
        />
      </div>
      <ListTable
        label="Scenarios"
        noun="scenario"
        table={table}
        total={all.length}
        rows={rows}
        columns={columns}
        rowID={(row) => row.id}
        rowName={(row) => row.name}
        rowHref={(row) => paths.scenario(row.name)}
        first={
          <FirstOfKind noun="scenario" action={create}>
            Applications and runtimes in the same scenario may talk to each other.
          </FirstOfKind>
        }
      />
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
            table.select(null);
          }}
        />
      )}
    </Page>
  );
}
