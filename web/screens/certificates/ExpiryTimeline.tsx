import { useState } from 'react';
import { logHeight, placeInLane } from '../../../landscape/expiryLanes.ts';
import { formatCount } from '../../format/counts.ts';
import { formatExactZoned, formatShortDay } from '../../format/moments.ts';
import { Button } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/Icon.tsx';
import { PanelTable } from '../../ui/Panel.tsx';
import styles from './ExpiryTimeline.module.css';
import { type DrawnMark, laneMarks } from './laneMarks.ts';
import { laneNames } from './laneNames.ts';
import { isWithin, type LaneRange } from './laneRange.ts';
import { useLaneChoice } from './useLaneChoice.ts';
import type { Lane, Timeline } from './useTimeline.ts';

const tallest = 92;
const moment = (at: string | null) => (at === null ? null : Date.parse(at));
const bounds = ({ from, before }: Lane) => ({ from: moment(from), before: moment(before) });

function noteOf({ key, count, notRenewingCount }: Lane): string {
  if (key === 'OVERDUE') return count === 0 ? 'none' : 'expired, not renewed';
  if (count === 0) return 'none';
  return notRenewingCount === 0 ? 'renew on their own' : `${formatCount(notRenewingCount)} not renewing`;
}

interface ExpiryTimelineProps {
  timeline: Timeline;
  /** The lanes that filter the table. */
  chosen: LaneRange | null;
  onChoose: (range: LaneRange | null) => void;
}

/** When certificates end: lanes on a log-like scale that filter the table, one or several; or all as a table. */
export function ExpiryTimeline({ timeline, chosen, onChoose }: ExpiryTimelineProps) {
  const [asTable, setAsTable] = useState(false);
  const { lanes } = timeline;
  const choice = useLaneChoice({ count: lanes.length, chosen, onChoose });
  const { shown, entry, choose, isExtending, setExtending, onKeyDown, onPointerDown, onPointerMove, onPointerUp } =
    choice;
  return (
    <section className={styles.timeline} aria-label="Ends of certificates">
      {asTable ? (
        <LaneTable lanes={lanes} chosen={shown} onChoose={(at) => choose(at, false)} />
      ) : (
        <div
          className={styles.lanes}
          role="toolbar"
          aria-label="Filter by when certificates end. Shift with an arrow takes in the next lane."
          {...{ onKeyDown, onPointerDown, onPointerMove, onPointerUp }}
        >
          {lanes.map((lane, at) => (
            <LaneButton
              key={lane.key}
              lane={lane}
              at={at}
              timeline={timeline}
              isChosen={isWithin(shown, at)}
              isEntry={at === Math.min(entry, lanes.length - 1)}
              onChoose={(shift) => choose(at, shift)}
            />
          ))}
        </div>
      )}
      <ul className={styles.legend}>
        {!asTable && (
          <>
            <li>
              <i className={styles.renews} />
              agent renews
            </li>
            <li>
              <i className={styles.renewsNot} />
              agent does not renew
            </li>
            <li>
              <i className={styles.ended} />
              expired
            </li>
          </>
        )}
        <li className={styles.scale}>{!asTable && 'Height is log scale'}</li>
        {!asTable && (
          <li>
            <Button
              size="small"
              tone="quiet"
              {...(isExtending ? { icon: 'i-check' as const } : {})}
              aria-pressed={isExtending}
              onClick={() => setExtending(!isExtending)}
            >
              Choose several
            </Button>
          </li>
        )}
        <li>
          <Button size="small" tone="quiet" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            {asTable ? 'Show as lanes' : 'Show as table'}
          </Button>
        </li>
      </ul>
    </section>
  );
}

interface LaneButtonProps {
  lane: Lane;
  /** Its position. */
  at: number;
  timeline: Timeline;
  isChosen: boolean;
  isEntry: boolean;
  onChoose: (shift: boolean) => void;
}

function LaneButton({ lane, at, timeline, isChosen, isEntry, onChoose }: LaneButtonProps) {
  const { key, count, notRenewingCount, notRenewing } = lane;
  const most = Math.max(...timeline.lanes.map((each) => each.count), 1);
  const height = Math.round(logHeight(count, most) * tallest);
  const late = Math.min(Math.round(logHeight(notRenewingCount, most) * tallest), height);
  const { from, before } = bounds(lane);
  const marks = laneMarks(timeline.marks, { from, before }, Date.parse(timeline.at));
  const family = key === 'OVERDUE' ? 'failed' : 'attention';
  const start = from === null ? 'before now' : key === 'DAY' ? 'from now' : `from ${formatShortDay(from)}`;
  return (
    <button
      type="button"
      className={classes(styles.lane, isChosen && styles.chosen)}
      aria-pressed={isChosen}
      tabIndex={isEntry ? 0 : -1}
      aria-label={`${laneNames[key]}: ${formatCount(count)} certificates, ${formatCount(notRenewingCount)} not renewing`}
      data-lane={at}
      onClick={({ shiftKey }) => onChoose(shiftKey)}
    >
      <span className={styles.head}>
        {laneNames[key]}
        <span className="num">{formatCount(count)}</span>
      </span>
      <span className={styles.note}>
        {notRenewingCount > 0 && <Icon name={`g-${family}`} className={styles[family]} />}
        {noteOf(lane)}
      </span>
      <span className={styles.plot}>
        {count > 0 && <i className={styles.bar} style={{ height }} />}
        {late > 0 && <i className={classes(styles.bar, styles[`${family}Bar`])} style={{ height: late }} />}
        {marks.map(({ key, ...mark }) => (
          <Mark key={key} {...mark} />
        ))}
        {notRenewing.map(({ serial, ownerName, notAfter }) => {
          const at = Date.parse(notAfter);
          return (
            <i
              key={serial}
              className={classes(styles.dot, styles[family])}
              style={{ left: `${6 + placeInLane({ from, before }, at) * 88}%` }}
              title={`${ownerName}, ${formatExactZoned(at)}`}
            />
          );
        })}
      </span>
      <span className={styles.axis}>{start}</span>
    </button>
  );
}

/** A line across the bars, and its label above them, inside the lane. */
function Mark({ place, label, isFlipped }: Omit<DrawnMark, 'key'>) {
  const left = `${6 + place * 88}%`;
  return (
    <>
      <i className={styles.mark} style={{ left }} />
      <span
        className={classes(styles.label, isFlipped && styles.flip)}
        style={isFlipped ? { marginRight: `calc(100% - ${left} + 6px)` } : { marginLeft: `calc(${left} + 6px)` }}
      >
        {label}
      </span>
    </>
  );
}

interface LaneTableProps {
  lanes: readonly Lane[];
  chosen: LaneRange | null;
  onChoose: (at: number) => void;
}

/** The lanes as rows, with their exact bounds; a row's name filters as its lane does. */
function LaneTable({ lanes, chosen, onChoose }: LaneTableProps) {
  const shown = (at: string | null, none: string) => (at === null ? none : formatExactZoned(Date.parse(at)));
  return (
    <PanelTable label="Certificates by when they end">
      <thead>
        <tr>
          <th scope="col">Ends within</th>
          <th scope="col">From</th>
          <th scope="col">Before</th>
          <th scope="col">Certificates</th>
          <th scope="col">Not renewing</th>
        </tr>
      </thead>
      <tbody>
        {lanes.map(({ key, from, before, count, notRenewingCount }, at) => (
          <tr key={key}>
            <th scope="row">
              <Button
                size="small"
                {...(isWithin(chosen, at) ? { icon: 'i-check' as const } : {})}
                aria-pressed={isWithin(chosen, at)}
                onClick={() => onChoose(at)}
              >
                {laneNames[key]}
              </Button>
            </th>
            <td className="num">{shown(from, 'ever')}</td>
            <td className="num">{shown(before, 'ever after')}</td>
            <td className="num">{formatCount(count)}</td>
            <td className="num">{formatCount(notRenewingCount)}</td>
          </tr>
        ))}
      </tbody>
    </PanelTable>
  );
}
