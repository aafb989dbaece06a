import { formatSince } from '../format/moments.ts';
import { InspectorSection } from '../ui/Inspector.tsx';
import { Link } from '../ui/Link.tsx';
import { Moment } from '../ui/Moment.tsx';
import styles from './PairHistory.module.css';
import type { PairLog } from './usePairLog.ts';

const shown = 5;

interface PairHistoryProps {
  log: PairLog;
  now: number;
  /** Leads to the whole log, unless that is offered elsewhere. */
  hasLink: boolean;
}

/** The last that happened to a pair, newest first. */
export function PairHistory({ log: { story, href, problem }, now, hasLink }: PairHistoryProps) {
  return (
    <InspectorSection
      title="History"
      aside={
        hasLink &&
        href && (
          <Link className="text-link" href={href}>
            Open in Activity
          </Link>
        )
      }
    >
      {problem && !story && <p className="meta">Unknown: {problem}</p>}
      {story?.events.length === 0 && <p className="meta">The last entries of both tell nothing of the pair.</p>}
      <ol className={styles.history}>
        {story?.events.slice(0, shown).map(({ sequence, at, text }) => (
          <li key={sequence}>
            <Moment className="num" at={at}>
              {formatSince(at, now)}
            </Moment>
            <span>{text}</span>
          </li>
        ))}
      </ol>
    </InspectorSection>
  );
}
