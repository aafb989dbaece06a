import { formatPlural } from '../format/counts.ts';
import { formatClock, formatExactZoned, formatShortClock } from '../format/moments.ts';
import { useTimeSearch } from '../history/timeSearch.ts';
import { useLandscapeStore } from '../live/LandscapeProvider.tsx';
import { useLiveSnapshot, useNow } from '../live/landscape.ts';
import type { LiveStatus } from '../live/landscapeStore.ts';
import { classes } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import { type StateFamily, StateGlyph } from '../ui/StateGlyph.tsx';
import styles from './TopBar.module.css';

interface Wording {
  family: StateFamily;
  word: string;
  detail: string;
  title: string;
}

function wordingOf(status: LiveStatus, now: number): Wording {
  switch (status.kind) {
    case 'loading':
      return { family: 'pending', word: 'Loading', detail: formatClock(now), title: 'The landscape is being read.' };
    case 'live':
      return {
        family: 'connected',
        word: 'Live',
        detail: formatClock(now),
        title: 'Updates arrive as they happen. Press to pause.',
      };
    case 'paused':
      return {
        family: 'idle',
        word: 'Paused',
        detail: status.isLost ? 'connection lost' : `${formatPlural(status.waiting, 'change')} waiting`,
        title: status.held ? 'Changes wait while something is open.' : 'You paused updates. Press to go on.',
      };
    case 'reconnecting': {
      const left = Math.ceil((status.retryAt - now) / 1000);
      return {
        family: 'pending',
        word: 'Reconnecting',
        detail: left > 0 ? `in ${left} s` : 'now',
        title: 'The connection was lost; nothing is lost with it. Press to try now.',
      };
    }
    case 'stale':
      return {
        family: 'attention',
        word: 'Stale',
        detail: `since ${formatShortClock(status.since)}`,
        title: 'Compass does not answer. What you see is from then. Press to try now.',
      };
  }
}

/** While the map shows a past moment: which, and the way back. */
function ViewingIndicator({ at, onReturn }: { at: number; onReturn: () => void }) {
  return (
    <button
      type="button"
      className={classes(styles.live, styles.viewing)}
      title="Press to return to live."
      onClick={onReturn}
    >
      <Icon name="i-clock" />
      Viewing
      <span className="num">{formatExactZoned(at)}</span>
    </button>
  );
}

/** Says how current the screen is; a press pauses, goes on, or tries again. */
export function LiveIndicator() {
  const store = useLandscapeStore();
  const { status } = useLiveSnapshot();
  const now = useNow(1000);
  const { family, word, detail, title } = wordingOf(status, now);
  const { moment, returnToLive } = useTimeSearch();
  if (moment) return <ViewingIndicator at={moment.at} onReturn={returnToLive} />;
  const press = () => {
    if (status.kind === 'live') store.pause();
    else if (status.kind === 'paused') store.resume();
    else void store.refresh();
  };
  return (
    <>
      <button type="button" className={styles.live} title={title} onClick={press}>
        <StateGlyph family={family} word={word} />
        <span className="num">{detail}</span>
      </button>
      <span className="visually-hidden" role="status">
        {status.kind === 'live' || status.kind === 'loading' ? '' : word}
      </span>
    </>
  );
}
