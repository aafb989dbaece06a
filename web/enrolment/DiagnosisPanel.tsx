import { useEffect, useRef, useState } from 'react';
import { formatClock } from '../format/moments.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Icon } from '../ui/Icon.tsx';
import { notify } from '../ui/notify.ts';
import { Panel } from '../ui/Panel.tsx';
import glyph from '../ui/StateGlyph.module.css';
import styles from './DiagnosisPanel.module.css';
import type { Cause } from './diagnosis.ts';

interface DiagnosisPanelProps {
  causes: readonly Cause[];
  /** Shows whether the gateway can be reached; null where that is past. */
  reachCommand: string | null;
}

/** Why nothing happens, from what the server has really seen; it keeps waiting meanwhile. */
export function DiagnosisPanel({ causes, reachCommand }: DiagnosisPanelProps) {
  const place = useRef<HTMLDivElement>(null);
  const [said, setSaid] = useState('');
  const title = causes.every(({ seen }) => seen === null) ? 'Nothing yet? Check these' : 'What the server has seen';
  const news = causes.map((cause) => cause.title).join('. ');
  useEffect(() => {
    const element = place.current;
    setSaid('');
    if (news === '' || element === null) return;
    const observer = new IntersectionObserver(([entry]) => {
      observer.disconnect();
      if (entry?.isIntersecting) setSaid(news);
      else notify({ family: 'attention', title: news, detail: 'What to do about it is at the top of this page.' });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [news]);
  return (
    <div ref={place} className={styles.place}>
      <span className="visually-hidden" role="status">
        {said}
      </span>
      {causes.length > 0 && (
        <Panel title={title}>
          <ul className={styles.causes}>
            {causes.map((cause) => (
              <CauseItem key={cause.id} cause={cause} />
            ))}
          </ul>
          {reachCommand !== null && (
            <p className={styles.check}>
              <span className="meta">Is the gateway reachable from there?</span>
              <CopyButton size="small" value={reachCommand} label="Copy check command" />
            </p>
          )}
        </Panel>
      )}
    </div>
  );
}

function CauseItem({ cause: { title, remedy, seen } }: { cause: Cause }) {
  const family = seen?.isCertain ? 'failed' : seen ? 'attention' : 'unknown';
  const word = seen?.isCertain ? 'certain' : seen ? 'seen' : 'possible';
  return (
    <li>
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
}
