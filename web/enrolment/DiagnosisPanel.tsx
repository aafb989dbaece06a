import { formatClock } from '../format/moments.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Panel } from '../ui/Panel.tsx';
import glyph from '../ui/StateGlyph.module.css';
import type { ChecklistStep } from './checklist.ts';
import styles from './DiagnosisPanel.module.css';
import { type DiagnosisFacts, diagnose } from './diagnosis.ts';

/** After this long without progress the causes are shown; what is certain is shown at once. */
const lateAfterMs = 60_000;

interface DiagnosisPanelProps {
  idleMs: number | null;
  steps: readonly ChecklistStep[];
  facts: Omit<DiagnosisFacts, 'waitingFor'>;
}

/** Why nothing happens, from what the server has really seen; it keeps waiting meanwhile. */
export function DiagnosisPanel({ idleMs, steps, facts }: DiagnosisPanelProps) {
  const waiting = steps.find(({ status }) => status === 'now')?.id ?? null;
  const isCertain = facts.findings.some(({ isAttributed }) => isAttributed);
  if (idleMs === null || facts.connectorURL === '' || waiting === 'generated') return null;
  if (idleMs < lateAfterMs && !isCertain) return null;
  const causes = diagnose({ ...facts, waitingFor: waiting });
  if (causes.length === 0) return null;
  const nothing = causes.every(({ seen }) => seen === null);
  return (
    <Panel title={nothing ? 'Nothing yet? Check these' : 'What the server has seen'}>
      <ul className={styles.causes}>
        {causes.map(({ id, title, remedy, seen }) => {
          const family = seen?.isCertain ? 'failed' : seen ? 'attention' : 'unknown';
          const word = seen?.isCertain ? 'certain' : seen ? 'seen' : 'possible';
          return (
            <li key={id}>
              <Icon name={`g-${family}`} label={word} className={glyph[family]} />
              <div>
                <strong>{title}</strong>
                <p>{remedy}</p>
                {seen && (
                  <span className="meta">
                    {seen.count > 1 && `${seen.count} times, `}last at {formatClock(seen.lastAt)}
                    {!seen.isCertain && ', perhaps by another client'}
                  </span>
                )}
              </div>
            </li>
          );
        })}
      </ul>
      {waiting === 'used' && (
        <p className={styles.check}>
          <span className="meta">Is the gateway reachable from there?</span>
          <CopyButton size="small" value={reachCommand(facts.connectorURL)} label="Copy check command" />
        </p>
      )}
    </Panel>
  );
}

/** Prints the handshake with the gateway: it needs no CA, because nothing is sent. */
const reachCommand = (connectorURL: string): string => {
  const { hostname, port } = new URL(connectorURL);
  return `openssl s_client -connect ${hostname}:${port || '443'} -brief </dev/null\n`;
};
