import { type ReactNode, useId, useRef } from 'react';
import { formatExactZoned, formatRelative } from '../format/moments.ts';
import { classes } from './classes.ts';
import styles from './Moment.module.css';
import { Tip } from './Tip.tsx';
import { type TipReach, useTip } from './useTip.ts';

/** `2 h ago`, or other words. */
type Words = { now: number; children?: never } | { now?: never; children: ReactNode };

type MomentProps = Words & {
  /** As a number of milliseconds, or as the API writes it. */
  at: number | string;
  reach?: TipReach;
  /** It has happened: what has just arrived may be newer than `now`, which moves every few seconds. */
  past?: boolean;
  className?: string | undefined;
};

/** A moment in words; under the pointer and with the focus, exactly. */
export function Moment({ at, reach = 'own', past = false, className, ...words }: MomentProps) {
  const then = typeof at === 'number' ? at : Date.parse(at);
  const anchor = useRef<HTMLTimeElement>(null);
  const id = useId();
  const { isShown, handlers } = useTip(anchor, reach);
  return (
    <time
      ref={anchor}
      className={classes(styles.moment, className)}
      dateTime={new Date(then).toISOString()}
      aria-describedby={isShown ? id : undefined}
      {...(reach === 'row' ? {} : { tabIndex: reach === 'table' ? -1 : 0 })}
      {...handlers}
    >
      {words.now === undefined ? words.children : formatRelative(then, past ? Math.max(then, words.now) : words.now)}
      {isShown && (
        <Tip id={id} anchor={anchor}>
          {formatExactZoned(then)}
        </Tip>
      )}
    </time>
  );
}
