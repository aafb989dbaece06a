import type { ReactNode } from 'react';
import { RecentActivity } from '../../activity/RecentActivity.tsx';
import type { RuntimeDetailsQuery } from '../../graphql.generated.ts';
import type { CertificateView } from '../../members/certificateWords.ts';
import type { RuntimeRow } from '../../members/rows.ts';
import { usePaths } from '../../paths.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout, Panel, PanelColumns, PanelPair } from '../../ui/Panel.tsx';
import { StateGlyph } from '../../ui/StateGlyph.tsx';
import { AgentReportPanel } from './AgentReportPanel.tsx';
import { CertificateLife } from './CertificateLife.tsx';
import { runtimeSentence, unenforced } from './runtimeWords.ts';
import { ConnectionStatusPanel, SynchronizationStatusPanel } from './StatusPanels.tsx';

interface Props {
  row: RuntimeRow;
  /** Null until it has arrived. */
  runtime: RuntimeDetailsQuery['runtime'];
  certificates: readonly CertificateView[] | null;
  now: number;
  focus: ReactNode;
  connections: ReactNode;
  scenarios: ReactNode;
}

export function RuntimeSummary({ row, runtime, certificates, now, focus, connections, scenarios }: Props) {
  const paths = usePaths();
  const isAtRisk = row.connected.length > 0 && row.certificate !== null && row.certificate.family !== 'healthy';
  const freezing = isAtRisk && certificates?.find(({ state }) => state !== 'SUPERSEDED');
  return (
    <PanelColumns
      side={
        <>
          <Panel title="Certificate">
            {row.certificate ? (
              <CertificateLife certificate={row.certificate} now={now} />
            ) : (
              <p>None yet. It gets one when it uses a one-time token.</p>
            )}
          </Panel>
          {scenarios}
          <Panel title="About">
            <p>{row.description ?? 'No description.'}</p>
          </Panel>
          <RecentActivity objectID={row.id} now={now} href={`${paths.runtime(row.id)}?tab=activity`} />
        </>
      }
    >
      <Callout
        glyph={<StateGlyph family={row.finding.family} word={row.finding.word} glyphOnly />}
        action={
          freezing && <Button href={`${paths.certificates}?selected=${freezing.serial}`}>See what freezes</Button>
        }
      >
        <strong>{row.name}</strong> {runtimeSentence(row, now)} {unenforced(row.unenforcedRemovals)}
      </Callout>
      {focus}
      <PanelPair>
        <ConnectionStatusPanel status={runtime?.connectionStatus ?? null} now={now} />
        <SynchronizationStatusPanel status={runtime?.synchronizationStatus ?? null} row={row} now={now} />
      </PanelPair>
      {runtime?.agentReport && <AgentReportPanel report={runtime.agentReport} now={now} />}
      {connections}
      {runtime && !runtime.agentReport && <AgentReportPanel report={null} now={now} />}
    </PanelColumns>
  );
}
