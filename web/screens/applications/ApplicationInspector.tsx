import { formatExactUtc, formatRelative } from '../../format/moments.ts';
import { ConnectionSentence } from '../../members/ConnectionSentence.tsx';
import type { ApplicationRow } from '../../members/rows.ts';
import { ScenarioChips } from '../../members/ScenarioChips.tsx';
import { usePaths } from '../../paths.ts';
import { useSession } from '../../session/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Inspector, InspectorActions, InspectorSection, InspectorSentence } from '../../ui/Inspector.tsx';
import { Link } from '../../ui/Link.tsx';
import { StateGlyph } from '../../ui/StateGlyph.tsx';
import type { ApplicationDialogName } from './ApplicationDialogs.tsx';

interface Props {
  row: ApplicationRow;
  now: number;
  onDialog: (name: ApplicationDialogName) => void;
  onClose: () => void;
}

export function ApplicationInspector({ row, now, onDialog, onClose }: Props) {
  const paths = usePaths();
  const { can } = useSession();
  const runtime = row.connected[0];
  return (
    <Inspector
      kind="Application"
      icon="k-application"
      title={row.name}
      href={paths.application(row.id)}
      onClose={onClose}
      state={<StateGlyph {...row.finding} />}
    >
      <InspectorSection>
        <InspectorSentence>
          <ConnectionSentence row={row} />
        </InspectorSentence>
      </InspectorSection>
      <InspectorSection>
        <Facts
          facts={[
            runtime && {
              term: 'Runtime',
              value: (
                <Link className="text-link" href={paths.runtime(runtime.id)}>
                  {runtime.name}
                </Link>
              ),
              detail: `since ${formatExactUtc(runtime.since)}`,
            },
            { term: 'Scenarios', value: <ScenarioChips scenarios={row.scenarios} /> },
            { term: 'Reachable by', value: row.reachable === 1 ? '1 runtime' : `${row.reachable} runtimes` },
            row.providerName !== null && { term: 'Provider', value: row.providerName },
            row.description !== null && { term: 'Description', value: row.description },
            {
              term: 'Updated',
              value: formatExactUtc(row.updatedAt),
              detail: formatRelative(row.updatedAt, now),
            },
          ]}
        />
      </InspectorSection>
      <InspectorSection>
        <InspectorActions>
          <Button icon="i-map" href={`${paths.map}?select=${row.id}`}>
            Show on map
          </Button>
          {can('landscape:write') && <Button onClick={() => onDialog('assign')}>Assign…</Button>}
          {can('application:write') && <Button href={paths.connect('application', row.id)}>Connect system…</Button>}
          {can('application:write') && <Button onClick={() => onDialog('edit')}>Edit…</Button>}
          {can('application:write') && <Button onClick={() => onDialog('unregister')}>Unregister…</Button>}
        </InspectorActions>
      </InspectorSection>
    </Inspector>
  );
}
