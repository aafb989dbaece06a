import { useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useMemberRows } from '../../members/useMemberRows.ts';
import { usePaths } from '../../paths.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { scenarioRows } from './rows.ts';
import { ScenarioDetails } from './ScenarioDetails.tsx';

export function ScenarioScreen() {
  const { name = '' } = useParams({ strict: false });
  const rows = useMemberRows();
  const paths = usePaths();
  const { landscape } = rows;
  const row = useMemo(() => scenarioRows(landscape).find((each) => each.name === name), [landscape, name]);
  if (row) return <ScenarioDetails key={row.id} row={row} rows={rows} />;
  return (
    <EmptyState
      heading="h1"
      icon="k-scenario"
      title={`There is no scenario called ${name}`}
      actions={
        <Button tone="primary" href={paths.scenarios}>
          All scenarios
        </Button>
      }
    >
      It may have been renamed or deleted.
    </EmptyState>
  );
}
