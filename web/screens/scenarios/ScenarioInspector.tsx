import { formatExactZoned } from '../../format/moments.ts';
import { usePaths } from '../../paths.ts';
import { useSession } from '../../session/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Inspector, InspectorActions, InspectorSection, InspectorSentence } from '../../ui/Inspector.tsx';
import { StateGlyph } from '../../ui/StateGlyph.tsx';
import type { ScenarioRow } from './rows.ts';
import type { ScenarioDialogName } from './ScenarioDialogs.tsx';
import { ScenarioSentence } from './ScenarioSentence.tsx';
import { scenarioFinding } from './scenarioWords.ts';

interface ScenarioInspectorProps {
  row: ScenarioRow;
  onDialog: (dialog: ScenarioDialogName) => void;
  onClose: () => void;
}

export function ScenarioInspector({ row, onDialog, onClose }: ScenarioInspectorProps) {
  const paths = usePaths();
  const mayWrite = useSession().can('landscape:write');
  return (
    <Inspector
      kind="Scenario"
      title={row.name}
      icon="k-scenario"
      href={paths.scenario(row.name)}
      onClose={onClose}
      state={<StateGlyph {...scenarioFinding(row)} />}
    >
      <InspectorSection>
        <InspectorSentence>
          <ScenarioSentence row={row} />
        </InspectorSentence>
      </InspectorSection>
      <InspectorSection>
        <Facts
          facts={[
            { term: 'Applications', value: row.applications },
            { term: 'Runtimes', value: row.runtimes },
            { term: 'Live connections', value: row.connections },
            { term: 'Created', value: formatExactZoned(row.createdAt) },
          ]}
        />
      </InspectorSection>
      <InspectorSection>
        <InspectorActions>
          <Button tone="primary" href={paths.scenario(row.name)}>
            Open
          </Button>
          <Button icon="i-map" href={`${paths.map}?select=${row.id}`}>
            Show on map
          </Button>
          {mayWrite && !row.isDefault && (
            <>
              <Button onClick={() => onDialog('rename')}>Rename…</Button>
              <Button onClick={() => onDialog('delete')}>Delete…</Button>
            </>
          )}
        </InspectorActions>
        {mayWrite && row.isDefault && <p className="meta">The default scenario cannot be renamed or deleted.</p>}
      </InspectorSection>
    </Inspector>
  );
}
