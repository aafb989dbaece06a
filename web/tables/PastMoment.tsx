import { formatExactZoned, formatRelative } from '../format/moments.ts';
import styles from './PastMoment.module.css';

/**
 * When something happened, in a cell; under the pointer and with the focus, exactly. The table decides which of its rows is
 * in the tab order. What has just arrived may be newer than `now`, which moves every few seconds. */
export function PastMoment({ at, now }: { at: string; now: number }) {
  const then = Date.parse(at);
  const exact = formatExactZoned(then);
  return (
    <time className={styles.moment} dateTime={at} title={exact} data-exact={exact} tabIndex={-1}>
      {formatRelative(then, Math.max(then, now))}
    </time>
  );
}
