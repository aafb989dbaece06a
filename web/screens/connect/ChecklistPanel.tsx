import { formatClock, formatSpan } from '../../format/moments.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Panel } from '../../ui/Panel.tsx';
import glyph from '../../ui/StateGlyph.module.css';
import styles from './ChecklistPanel.module.css';
import type { ChecklistStep } from './checklist.ts';

interface ChecklistPanelProps {
  who: 'agent' | 'system';
  steps: readonly ChecklistStep[];
  /** How long the page has waited, in milliseconds; null while it does not. */
  waiting: number | null;
}

const families = { done: 'connected', now: 'pending', waiting: 'idle', failed: 'failed' } as const;
const words = { done: 'done', now: 'waiting for this', waiting: 'not yet', failed: 'failed' } as const;

/** What the server has seen of the client so far, ticking as it happens. */
export function ChecklistPanel({ who, steps, waiting }: ChecklistPanelProps) {
  const complete = steps.every(({ status }) => status === 'done');
  return (
    <Panel
      title={complete ? 'Connected' : `Waiting for the ${who}`}
      aside={waiting !== null && !complete && formatSpan(waiting)}
    >
      <ol className={styles.checklist} aria-live="polite">
        {steps.map(({ id, label, detail, status, at }) => (
          <li key={id} data-status={status}>
            <Icon name={`g-${families[status]}`} label={words[status]} className={glyph[families[status]]} />
            <div>
              <strong>{label}</strong>
              <span className="meta">{detail}</span>
            </div>
            <time className="meta">{at === null ? (status === 'now' ? 'now' : '') : formatClock(at).slice(0, 8)}</time>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

/** What usually keeps a client from arriving; shown once it is late. */
export function LikelyCauses({ kind, connectorURL }: { kind: 'application' | 'runtime'; connectorURL: string }) {
  const causes = [
    kind === 'runtime'
      ? 'The agent does not run, or does not find compass-agent-configuration: the Config Map in compass-system, or the file in its folder.'
      : 'The script stopped early: its last line says why.',
    `The client cannot reach ${connectorURL}.`,
    'The client does not trust the Compass server CA.',
    'The clock of the client is off by more than 5 min.',
    'The token expired, or another call has used it.',
  ];
  return (
    <Panel title="Nothing yet? Check these">
      <ul className={styles.causes}>
        {causes.map((cause) => (
          <li key={cause}>{cause}</li>
        ))}
      </ul>
    </Panel>
  );
}
