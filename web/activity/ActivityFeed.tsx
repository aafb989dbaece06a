import { Fragment } from 'react';
import { formatDay, formatShortClock } from '../format/moments.ts';
import { Icon } from '../ui/Icon.tsx';
import { scrollable } from '../ui/scrollable.ts';
import { ActivityDetails } from './ActivityDetails.tsx';
import styles from './ActivityFeed.module.css';
import { ObjectChip } from './ActivityTable.tsx';
import { actorIcon, actorName, type Entry, entryAlone, entryInWords, reasonOf } from './activityWords.ts';
import type { ReadingHold } from './useReadingHold.ts';

interface ActivityFeedProps {
  entries: readonly Entry[];
  openEntry: number | null;
  onOpen: (sequence: number | null) => void;
  hold: ReadingHold;
}

/** The log as sentences, day by day. */
export function ActivityFeed({ entries, openEntry, onOpen, hold }: ActivityFeedProps) {
  const days = Map.groupBy(entries, ({ at }) => formatDay(Date.parse(at)));
  return (
    <section className={styles.feed} aria-label="Activity, day by day" {...hold} {...scrollable}>
      {[...days].map(([day, own]) => (
        <Fragment key={day}>
          <h2>{day}</h2>
          <ol>
            {own.map((entry) => {
              const open = entry.sequence === openEntry;
              return (
                <li key={entry.sequence} data-open={open || undefined}>
                  <div className={styles.line}>
                    <button
                      type="button"
                      aria-expanded={open}
                      aria-label={`Details of: ${entryAlone(entry)}, entry ${entry.sequence}`}
                      onClick={() => onOpen(open ? null : entry.sequence)}
                    >
                      <Icon name="i-chevron" />
                    </button>
                    <time dateTime={entry.at}>{formatShortClock(Date.parse(entry.at))}</time>
                    <Icon name={actorIcon[entry.actor.type]} />
                    <div className={styles.told}>
                      <span>
                        <strong>{actorName(entry.actor)}</strong>
                        {entry.summary ? ` ${entry.summary}` : `: ${entryInWords(entry)}`}
                        {reasonOf(entry) && `, ${reasonOf(entry)}`}
                      </span>
                      {entry.objects.slice(0, 3).map((object) => (
                        <ObjectChip key={object.id} object={object} />
                      ))}
                      {entry.objects.length > 3 && <span className="meta">and {entry.objects.length - 3} more</span>}
                    </div>
                  </div>
                  {open && <ActivityDetails entry={entry} />}
                </li>
              );
            })}
          </ol>
        </Fragment>
      ))}
    </section>
  );
}
