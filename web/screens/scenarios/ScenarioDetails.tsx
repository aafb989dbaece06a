import { useQuery } from '@apollo/client/react';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { ActivityPanel } from '../../activity/ActivityPanel.tsx';
import { useCommands } from '../../commands/commands.ts';
import { ScenarioRulesDocument } from '../../graphql.generated.ts';
import { indexOf } from '../../live/landscapeIndex.ts';
import { DetailsPage, type DetailsTab } from '../../members/DetailsPage.tsx';
import type { LiveRows } from '../../members/useMemberRows.ts';
import { YamlPanel } from '../../members/YamlPanel.tsx';
import { usePaths } from '../../paths.ts';
import { useSession } from '../../session/session.ts';
import { ActionMenu } from '../../ui/ActionMenu.tsx';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { StateGlyph } from '../../ui/StateGlyph.tsx';
import { CompareScenarioDialog } from './CompareScenarioDialog.tsx';
import { MembersPanel } from './MembersPanel.tsx';
import { RulesPanel } from './RulesPanel.tsx';
import type { ScenarioRow } from './rows.ts';
import { ScenarioConnections } from './ScenarioConnections.tsx';
import { type ScenarioDialogName, ScenarioDialogs } from './ScenarioDialogs.tsx';
import { ScenarioSummary } from './ScenarioSummary.tsx';
import { scenarioFacts } from './scenarioFacts.ts';
import { scenarioFinding } from './scenarioWords.ts';

/** The page of one scenario: its tabs and what can be done to it. */
export function ScenarioDetails({ row, rows }: { row: ScenarioRow; rows: LiveRows }) {
  const { name, id } = row;
  const paths = usePaths();
  const { history } = useRouter();
  const mayWrite = useSession().can('landscape:write');
  const mayChange = mayWrite && !row.isDefault;
  const [dialog, setDialog] = useState<ScenarioDialogName | 'compare' | null>(null);
  const { data } = useQuery(ScenarioRulesDocument, {
    variables: { scenario: name },
    fetchPolicy: 'cache-and-network',
  });
  const rules = data?.scenarioRules ?? null;
  const isMember = (each: { scenarios: readonly { name: string }[] }) =>
    each.scenarios.some((scenario) => scenario.name === name);
  const applications = rows.applications.filter(isMember);
  const runtimes = rows.runtimes.filter(isMember);
  const connections = indexOf(rows.landscape).members.get(name)?.connections ?? [];
  const others = rows.landscape.scenarios.map((each) => each.name).filter((each) => each !== name);
  const href = paths.scenario(name);
  const onMap = `${paths.map}?select=${id}`;
  const compare = { label: 'Compare with another scenario…', run: () => setDialog('compare') };
  const rename = { label: 'Rename…', run: () => setDialog('rename') };
  const remove = { label: 'Delete…', run: () => setDialog('delete') };
  useCommands({
    label: `On ${name}`,
    commands: [
      { id: 'map', label: 'Show on map', icon: 'i-map', run: () => history.push(onMap) },
      ...(others.length > 0 ? [{ id: 'compare', ...compare }] : []),
      ...(mayChange
        ? [
            { id: 'rename', ...rename },
            { id: 'delete', ...remove },
          ]
        : []),
    ],
  });
  const members = { scenario: row, mayWrite };
  const tabs: DetailsTab[] = [
    {
      id: 'summary',
      label: 'Summary',
      content: () => (
        <ScenarioSummary
          {...{ row, rows, runtimes, rules, href }}
          connections={<ScenarioConnections scenario={name} part={{ limit: 8, allHref: `${href}?tab=connections` }} />}
        />
      ),
    },
    {
      id: 'applications',
      label: 'Applications',
      count: row.applications,
      content: () => (
        <MembersPanel
          {...members}
          title="Applications"
          members={applications}
          hrefOf={paths.application}
          tableHref={paths.applications}
        />
      ),
    },
    {
      id: 'runtimes',
      label: 'Runtimes',
      count: row.runtimes,
      content: () => (
        <MembersPanel
          {...members}
          title="Runtimes"
          members={runtimes}
          hrefOf={paths.runtime}
          tableHref={paths.runtimes}
        />
      ),
    },
    {
      id: 'connections',
      label: 'Connections',
      count: row.connections,
      content: () => <ScenarioConnections scenario={name} />,
    },
    {
      id: 'rules',
      label: 'Rules',
      ...(rules ? { count: rules.length } : {}),
      content: () => <RulesPanel scenario={row} mayWrite={mayWrite} />,
    },
    { id: 'activity', label: 'Activity', content: () => <ActivityPanel objectID={id} /> },
    {
      id: 'yaml',
      label: 'YAML',
      content: () => (
        <YamlPanel name={name} value={rules && scenarioFacts(row, rules, { applications, runtimes, connections })} />
      ),
    },
  ];
  const more = [...(others.length > 0 ? [compare] : []), ...(mayChange ? [remove] : [])];
  return (
    <>
      <DetailsPage
        kind="scenario"
        object={row}
        href={href}
        tabs={tabs}
        lead={
          <>
            <StateGlyph {...scenarioFinding(row)} />
            {row.isDefault && <Chip>default scenario</Chip>}
          </>
        }
        actions={
          <>
            <Button icon="i-map" href={onMap}>
              Show on map
            </Button>
            {mayChange && <Button onClick={rename.run}>Rename…</Button>}
            {more.length > 0 && (
              <ActionMenu trigger={<Button iconOnly icon="i-more" aria-label="More actions" />} actions={more} />
            )}
          </>
        }
      />
      {dialog === 'compare' ? (
        <CompareScenarioDialog name={name} others={others} onClose={() => setDialog(null)} />
      ) : (
        <ScenarioDialogs
          row={row}
          name={dialog}
          onClose={() => setDialog(null)}
          onRenamed={(renamed) => {
            setDialog(null);
            history.replace(paths.scenario(renamed));
          }}
          onDeleted={() => history.replace(paths.scenarios)}
        />
      )}
    </>
  );
}
