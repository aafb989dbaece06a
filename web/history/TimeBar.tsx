import { useQuery } from '@apollo/client/react';
import { useEffect, useId, useState } from 'react';
import { describeError } from '../errors.ts';
import { formatDay, formatExactZoned, formatLongClock, formatShortClock } from '../format/moments.ts';
import { LandscapeHistoryDocument } from '../graphql.generated.ts';
import { Button } from '../ui/Button.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { notify } from '../ui/notify.ts';
import { Segmented } from '../ui/Segmented.tsx';
import { MomentField } from './MomentField.tsx';
import styles from './TimeBar.module.css';
import { axisTicks, barsOf, shareOf } from './timeScale.ts';
import { useTimeKeys } from './useTimeKeys.ts';
import type { TimeTravel } from './useTimeTravel.ts';

const stretches = 160;
const minute = 60_000;
const day = 24 * 3600_000;

interface TimeBarProps {
  time: TimeTravel;
  now: number;
}

/** Goes through the past: by change, by the exact moment, or along the slider; and says what it is compared with. */
export function TimeBar({ time, now }: TimeBarProps) {
  const { moment, past, comparedWith, load, goTo, compareWith, choose } = time;
  const step = async (sequence: number | null | undefined) => {
    if (sequence === null || sequence === undefined) return;
    try {
      goTo({ at: (await load({ entry: sequence })).at, entry: sequence });
    } catch (error) {
      notify({ family: 'failed', title: 'This moment cannot be shown', detail: describeError(error).message });
    }
  };
  const previous = past.landscape?.previousSequence;
  const next = past.landscape?.nextSequence;
  useTimeKeys({ '[': () => void step(previous), ']': () => void step(next) });
  if (moment === null) return null;
  return (
    <section className={styles.bar} aria-label="Time">
      <div className={styles.row}>
        <Button size="small" icon="i-prev" disabled={previous === null} onClick={() => void step(previous)}>
          Previous change <Kbd>[</Kbd>
        </Button>
        <Button size="small" icon="i-next" disabled={next === null} onClick={() => void step(next)}>
          Next change <Kbd>]</Kbd>
        </Button>
        <MomentField
          key={moment.at}
          label="Moment, UTC"
          at={moment.at}
          latest={now}
          onMoment={(at) => goTo({ at, entry: null })}
        />
        <span className={styles.comparing}>
          <span className={styles.compare} aria-hidden="true">
            Compare with
          </span>
          <Segmented
            label="Compare with"
            value={comparedWith.kind === 'now' || comparedWith.kind === 'nothing' ? comparedWith.kind : 'other'}
            options={[
              { value: 'nothing', label: 'Nothing' },
              { value: 'now', label: 'Now' },
              { value: 'other', label: 'Another…' },
            ]}
            onChange={(kind) => (kind === 'other' ? choose('moment') : compareWith({ kind }))}
          />
        </span>
      </div>
      <Slider
        at={moment.at}
        other={comparedWith.kind === 'moment' ? comparedWith.moment.at : null}
        now={now}
        onMoment={(at) => goTo({ at, entry: null })}
      />
    </section>
  );
}

interface SliderProps {
  at: number;
  other: number | null;
  now: number;
  onMoment: (at: number) => void;
}

/** A press anywhere goes there, arrow keys walk: dragging is never needed. */
function Slider({ at, other, now, onMoment }: SliderProps) {
  const id = useId();
  const { data, error } = useQuery(LandscapeHistoryDocument, { fetchPolicy: 'cache-and-network' });
  const history = data?.landscapeHistory;
  const to = Math.max(history ? Date.parse(history.to) : now, at);
  const from = Math.min(history ? Date.parse(history.from) : at, at);
  const [held, setHeld] = useState<number | null>(null);
  // Each value on the way would be a landscape to load: what counts is where it comes to rest.
  useEffect(() => {
    if (held === null) return;
    const timer = setTimeout(() => {
      setHeld(null);
      onMoment(held);
    }, 250);
    return () => clearTimeout(timer);
  }, [held, onMoment]);
  const ticks = axisTicks(from, to, 6);
  const shown = held ?? at;
  const ends = other === null ? to : other;
  const [left, right] = [shareOf(Math.min(shown, ends), from, to), shareOf(Math.max(shown, ends), from, to)];
  const label = (tick: number) => {
    if (to - from > 2 * day) return formatDay(tick);
    return ticks.length > 1 && Number(ticks[1]) - Number(ticks[0]) < minute
      ? formatLongClock(tick)
      : formatShortClock(tick);
  };
  return (
    <div className={styles.track}>
      <svg className={styles.bars} viewBox={`0 0 ${stretches} 1`} preserveAspectRatio="none" aria-hidden="true">
        {barsOf(history?.stretches ?? []).map(({ index, height }) => (
          <rect key={index} x={index} y={1 - height} width="0.6" height={height} />
        ))}
      </svg>
      <span className={styles.span} style={{ left: `${left * 100}%`, right: `${(1 - right) * 100}%` }} />
      {other !== null && (
        <span
          className={styles.other}
          style={{ left: `${shareOf(other, from, to) * 100}%` }}
          title={`B: ${formatExactZoned(other)}`}
        >
          B
        </span>
      )}
      <input
        id={id}
        className={styles.slider}
        type="range"
        aria-label="Moment"
        aria-valuetext={formatExactZoned(shown)}
        min={from}
        max={to}
        step={Math.max(1000, Math.floor((to - from) / 1000))}
        value={shown}
        onChange={(event) => setHeld(Number(event.target.value))}
      />
      <div className={styles.axis} aria-hidden="true">
        {ticks.map((tick) => (
          <span key={tick} style={{ left: `${shareOf(tick, from, to) * 100}%` }}>
            {label(tick)}
          </span>
        ))}
      </div>
      {error && <p className={styles.problem}>How often it changed is not known: {describeError(error).message}</p>}
    </div>
  );
}
