import { formatCount, formatList } from '../format/counts.ts';
import { formatDay, formatNearDay, formatShortClock } from '../format/moments.ts';
import { Link } from '../ui/Link.tsx';
import { Moment } from '../ui/Moment.tsx';
import { Panel } from '../ui/Panel.tsx';
import { actorName, entryInWords, reasonOf } from './activityWords.ts';
import styles from './RecentActivity.module.css';
import { useActivity } from './useActivity.ts';

interface RecentActivityProps {
  objectID: string;
  now: number;
  /** Where everything is listed. */
  href: string;
}

const shown = 6;

/** The last that happened to one object, in a narrow column. */
export function RecentActivity({ objectID, now, href }: RecentActivityProps) {
  const { entries, totalCount, reading } = useActivity({ objectID, filter: null }, false);
  return (
    <Panel
      title="Activity"
      aside={
        totalCount > 0 && (
          <Link className="text-link" href={href}>
            All {formatCount(totalCount)}
          </Link>
        )
      }
    >
      {reading.error !== null && entries === null && <p className="muted">Activity is not available.</p>}
      {entries?.length === 0 && <p>Nothing has happened yet.</p>}
      <ol className={styles.recent}>
        {entries?.slice(0, shown).map((entry) => {
          const at = Date.parse(entry.at);
          const reason = reasonOf(entry);
          // Without a summary, what concerns a scenario is told by whom it was about.
          const isAboutIt = entry.objects.some(({ id }) => id === objectID);
          const about = isAboutIt || entry.summary !== null ? '' : formatList(entry.objects.map(({ name }) => name));
          return (
            <li key={entry.sequence}>
              <Moment className="num" at={at}>
                {formatDay(at) === formatDay(now) ? formatShortClock(at) : formatNearDay(at, now)}
              </Moment>
              <span>
                {entryInWords(entry)}
                {about && <strong> {about}</strong>}
                {reason && `, ${reason}`}
                <span className="meta">{actorName(entry.actor)}</span>
              </span>
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}
