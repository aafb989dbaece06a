import { useNavigate, useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { formatExactZoned } from '../../format/moments.ts';
import { useMemberRows } from '../../members/useMemberRows.ts';
import { usePaths } from '../../paths.ts';
import { useSession } from '../../session/session.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Page } from '../../ui/Page.tsx';
import { Callout, PanelColumns, PanelPair } from '../../ui/Panel.tsx';
import { MembersPanel } from './MembersPanel.tsx';
import { RulesPanel } from './RulesPanel.tsx';
import { scenarioRows } from './rows.ts';
import { ScenarioConnections } from './ScenarioConnections.tsx';
import { type ScenarioDialogName, ScenarioDialogs } from './ScenarioDialogs.tsx';
import { ScenarioSentence } from './ScenarioSentence.tsx';

export function ScenarioScreen() {
  const { name = '' } = useParams({ strict: false });
  const { landscape, applications, runtimes } = useMemberRows();
  const paths = usePaths();
  const navigate = useNavigate();
  const mayWrite = useSession().can('landscape:write');
  const [dialog, setDialog] = useState<ScenarioDialogName | null>(null);
  const row = useMemo(() => scenarioRows(landscape).find((each) => each.name === name), [landscape, name]);
  if (!row) {
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
  const isMember = (each: { scenarios: readonly { name: string }[] }) =>
    each.scenarios.some((scenario) => scenario.name === name);
  return (
    <Page
      title={row.name}
      lead={<span className="meta">Scenario, created {formatExactZoned(row.createdAt)}</span>}
      actions={
        mayWrite &&
        !row.isDefault && (
          <>
            <Button onClick={() => setDialog('rename')}>Rename…</Button>
            <Button onClick={() => setDialog('delete')}>Delete…</Button>
          </>
        )
      }
    >
      <PanelColumns>
        <Callout glyph={<Icon name="k-scenario" />}>
          <ScenarioSentence row={row} />
        </Callout>
        <PanelPair>
          <MembersPanel
            title="Applications"
            scenario={row}
            members={applications.filter(isMember)}
            hrefOf={paths.application}
            mayWrite={mayWrite}
          />
          <MembersPanel
            title="Runtimes"
            scenario={row}
            members={runtimes.filter(isMember)}
            hrefOf={paths.runtime}
            mayWrite={mayWrite}
          />
        </PanelPair>
        <RulesPanel scenario={row} mayWrite={mayWrite} />
        <ScenarioConnections scenario={row.name} />
      </PanelColumns>
      <ScenarioDialogs
        row={row}
        name={dialog}
        onClose={() => setDialog(null)}
        onRenamed={(renamed) => {
          setDialog(null);
          void navigate({ href: paths.scenario(renamed), replace: true });
        }}
        onDeleted={() => void navigate({ href: paths.scenarios, replace: true })}
      />
    </Page>
  );
}
