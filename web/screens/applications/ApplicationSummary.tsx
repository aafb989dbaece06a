import type { ReactNode } from 'react';
import { RecentActivity } from '../../activity/RecentActivity.tsx';
import { formatExact, formatRelative } from '../../format/moments.ts';
import type { ApplicationDetailsQuery } from '../../graphql.generated.ts';
import { ConnectionSentence } from '../../members/ConnectionSentence.tsx';
import { type CertificateView, isCurrent } from '../../members/certificateWords.ts';
import type { ApplicationRow } from '../../members/rows.ts';
import { ScenarioChips } from '../../members/ScenarioChips.tsx';
import { usePaths } from '../../paths.ts';
import { Button } from '../../ui/Button.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { Callout, Panel, PanelColumns } from '../../ui/Panel.tsx';
import { StateGlyph } from '../../ui/StateGlyph.tsx';

interface Props {
  row: ApplicationRow;
  /** Null until it has arrived. */
  application: ApplicationDetailsQuery['application'];
  certificates: readonly CertificateView[] | null;
  now: number;
  focus: ReactNode;
  connections: ReactNode;
  scenarios: ReactNode;
  offers: ReactNode;
}

export function ApplicationSummary({ row, application, certificates, now, ...parts }: Props) {
  const { focus, connections, scenarios, offers } = parts;
  const paths = usePaths();
  const runtime = row.connected[0];
  const current = certificates?.find(({ state }) => isCurrent(state));
  return (
    <PanelColumns
      side={
        <>
          <Panel title="Connection">
            {runtime ? (
              <Facts
                facts={[
                  { term: 'State', value: <StateGlyph {...row.finding} /> },
                  {
                    term: 'Through',
                    value: (
                      <ScenarioChips
                        scenarios={runtime.through.map((name) => ({ name, origin: 'manual' }))}
                        limit={3}
                      />
                    ),
                  },
                  { term: 'Since', value: formatExact(runtime.since) },
                  {
                    term: 'Events go to',
                    value: application?.eventingConfiguration?.defaultURL || 'no address announced',
                  },
                ]}
              />
            ) : (
              <p>Connected to no runtime.</p>
            )}
          </Panel>
          {scenarios}
          <Panel title="Own certificate">
            {current ? (
              <Facts
                facts={[
                  {
                    term: 'Expires',
                    value: formatExact(current.notAfter),
                    detail: formatRelative(current.notAfter, now),
                  },
                  {
                    term: 'Last used',
                    value: current.lastUsedAt === null ? 'never' : <Moment at={current.lastUsedAt} now={now} />,
                  },
                ]}
              />
            ) : (
              <p>{certificates ? 'None. The system gets one when it uses a one-time token.' : '…'}</p>
            )}
          </Panel>
          <Panel title="About">
            <Facts
              facts={[
                { term: 'Provider', value: row.providerName ?? 'not given' },
                { term: 'Description', value: row.description ?? 'not given' },
                { term: 'Health check', value: application?.healthCheckURL ?? 'not given' },
                application && {
                  term: 'Condition',
                  value: application.status.condition,
                  detail: `since ${formatExact(Date.parse(application.status.timestamp))}`,
                },
                { term: 'Updated', value: formatExact(row.updatedAt), detail: formatRelative(row.updatedAt, now) },
              ]}
            />
          </Panel>
          <RecentActivity objectID={row.id} now={now} href={`${paths.application(row.id)}?tab=activity`} />
        </>
      }
    >
      <Callout
        glyph={<StateGlyph family={row.finding.family} word={row.finding.word} glyphOnly />}
        action={runtime && <Button href={paths.runtime(runtime.id)}>Open runtime</Button>}
      >
        <ConnectionSentence row={row} />
      </Callout>
      {focus}
      {offers}
      {connections}
    </PanelColumns>
  );
}
