import type { ReactNode } from 'react';
import type { RuntimeDetailsQuery } from '../../graphql.generated.ts';
import type { RuntimeRow } from '../../members/rows.ts';
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
  now: number;
  connections: ReactNode;
  scenarios: ReactNode;
}

export function RuntimeSummary({ row, runtime, now, connections, scenarios }: Props) {
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
        </>
      }
    >
      <Callout glyph={<StateGlyph family={row.finding.family} word={row.finding.word} glyphOnly />}>
        <strong>{row.name}</strong> {runtimeSentence(row, now)} {unenforced(row.unenforcedRemovals)}
      </Callout>
      <PanelPair>
        <ConnectionStatusPanel status={runtime?.connectionStatus ?? null} now={now} />
        <SynchronizationStatusPanel status={runtime?.synchronizationStatus ?? null} row={row} now={now} />
      </PanelPair>
      {runtime && <AgentReportPanel report={runtime.agentReport} now={now} />}
      {connections}
    </PanelColumns>
  );
}
