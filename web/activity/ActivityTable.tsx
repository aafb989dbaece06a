import { Fragment } from 'react';
import { formatExactSeconds, zoneHere } from '../format/moments.ts';
import { usePaths } from '../paths.ts';
import { Chip } from '../ui/Chip.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Link } from '../ui/Link.tsx';
import { StateGlyph } from '../ui/StateGlyph.tsx';
import { scrollable } from '../ui/scrollable.ts';
import { ActivityDetails } from './ActivityDetails.tsx';
import styles from './ActivityTable.module.css';
import { actorIcon, actorName, type Entry, entryAlone, objectIcon, reasonOf } from './activityWords.ts';
import { resultOf } from './resultOf.ts';
import type { ReadingHold } from './useReadingHold.ts';

const mostObjects = 3;

interface ActivityTableProps {
  entries: readonly Entry[];
  openEntry: number | null;
  onOpen: (sequence: number | null) => void;
  hold?: ReadingHold;
}

/** Newest first; a row opens below itself. Where it is narrow, rows are entries of a list. */
export function ActivityTable({ entries, openEntry, onOpen, hold }: ActivityTableProps) {
  return (
    <section className={styles.scroll} aria-label="Activity, scrollable" {...hold} {...scrollable}>
      <table className={styles.table} aria-label="Activity">
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">Open</span>
            </th>
            <th scope="col">Time, {zoneHere()}</th>
            <th scope="col">Actor</th>
            <th scope="col">Action and reason</th>
            <th scope="col">Objects</th>
            <th scope="col">Result</th>
            <th scope="col">Correlation</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => {
            const open = entry.sequence === openEntry;
            return (
              <Fragment key={entry.sequence}>
                <tr data-open={open || undefined}>
                  <td className={styles.open}>
                    <button
                      type="button"
                      className={styles.opener}
                      aria-expanded={open}
                      aria-label={`Details of: ${entryAlone(entry)}, entry ${entry.sequence}`}
                      onClick={() => onOpen(open ? null : entry.sequence)}
                    >
                      <Icon name="i-chevron" />
                    </button>
                  </td>
                  <td className={styles.time}>{formatExactSeconds(Date.parse(entry.at))}</td>
                  <td>
                    <span className={styles.actor}>
                      <Icon name={actorIcon[entry.actor.type]} />
                      {actorName(entry.actor)}
                    </span>
                  </td>
                  <td className={styles.action}>
                    {entryAlone(entry)}
                    {reasonOf(entry) && <span className="muted">, {reasonOf(entry)}</span>}
                  </td>
                  <td className={styles.named}>
                    <span className={styles.objects}>
                      {entry.objects.slice(0, mostObjects).map((object) => (
                        <ObjectChip key={object.id} object={object} />
                      ))}
                      {entry.objects.length > mostObjects && (
                        <Chip more>{`+${entry.objects.length - mostObjects}`}</Chip>
                      )}
                    </span>
                  </td>
                  <td>
                    <StateGlyph {...resultOf(entry)} />
                  </td>
                  <td className={styles.correlation}>
                    <code title={entry.correlationID}>{entry.correlationID.slice(0, 8)}</code>
                  </td>
                </tr>
                {open && (
                  <tr data-open>
                    <td className={styles.opened} colSpan={7}>
                      <ActivityDetails entry={entry} />
                    </td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

export function ObjectChip({ object }: { object: Entry['objects'][number] }) {
  const paths = usePaths();
  const href =
    object.kind === 'APPLICATION'
      ? paths.application(object.id)
      : object.kind === 'RUNTIME'
        ? paths.runtime(object.id)
        : object.kind === 'SCENARIO'
          ? paths.scenario(object.name)
          : null;
  const chip = <Chip icon={objectIcon(object.kind)}>{object.name}</Chip>;
  return href === null ? chip : <Link href={href}>{chip}</Link>;
}
