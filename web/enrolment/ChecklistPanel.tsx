import { formatLongClock } from '../format/moments.ts';
import { Icon } from '../ui/Icon.tsx';
import { Moment } from '../ui/Moment.tsx';
import { Panel } from '../ui/Panel.tsx';
import glyph from '../ui/StateGlyph.module.css';
import styles from './ChecklistPanel.module.css';
import { type ChecklistStep, waitedFor } from './checklist.ts';

interface ChecklistPanelProps {
  who: 'agent' | 'system';
  steps: readonly ChecklistStep[];
  /** How long nothing has happened, in milliseconds; null while nothing is waited for. */
  waiting: number | null;
}

const families = { done: 'connected', now: 'pending', waiting: 'idle', failed: 'failed' } as const;
const words = { done: 'done', now: 'waiting for this', waiting: 'not yet', failed: 'failed' } as const;

/** What the server has seen of the client so far, ticking as it happens. */
export function ChecklistPanel({ who, steps, waiting }: ChecklistPanelProps) {
  const complete = steps.every(({ status }) => status === 'done');
  return (
    <Panel title={complete ? 'Connected' : `Waiting for the ${who}`} aside={waiting !== null && waitedFor(waiting)}>
      <ol className={styles.checklist} aria-live="polite">
        {steps.map(({ id, label, detail, status, at }) => (
          <li key={id} data-status={status}>
            <Icon name={`g-${families[status]}`} label={words[status]} className={glyph[families[status]]} />
            <div>
              <strong>{label}</strong>
              <span className="meta">{detail}</span>
            </div>
            {at === null ? (
              <span className="meta">{status === 'now' && 'now'}</span>
            ) : (
              <Moment className="meta" at={at}>
                {formatLongClock(at)}
              </Moment>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
