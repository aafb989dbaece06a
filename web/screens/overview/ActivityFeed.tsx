import { actorIcon, sentenceOf } from '../../activity/activityWords.ts';
import { formatCount, formatList } from '../../format/counts.ts';
import { formatShortClock, formatShortDay } from '../../format/moments.ts';
import { usePaths } from '../../paths.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Link } from '../../ui/Link.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { Panel } from '../../ui/Panel.tsx';
import styles from './ActivityFeed.module.css';
import type { OverviewFacts } from './useOverview.ts';

interface ActivityFeedProps {
  bursts: OverviewFacts['activity'];
  inLastDay: number;
  now: number;
}

const day = 24 * 60 * 60 * 1000;

/** What happened last; what one actor did in one go is one line. */
export function ActivityFeed({ bursts, inLastDay, now }: ActivityFeedProps) {
  const paths = usePaths();
  return (
    <Panel
      title="Activity"
      flush
      aside={
        <Link className="text-link" href={paths.activity}>
          {inLastDay === 0 ? 'All activity' : `All ${formatCount(inLastDay)} in 24 h`}
        </Link>
      }
    >
      <ol className={styles.feed}>
        {bursts.map(({ last, count }) => {
          const at = Date.parse(last.at);
          const objects = formatList(
            last.objects.map(({ name }) => name),
            2,
          );
          const { subject, rest } = sentenceOf(last, objects);
          return (
            <li key={last.sequence} data-tips>
              <Moment at={at} reach="row">
                {now - at < day ? formatShortClock(at) : formatShortDay(at)}
              </Moment>
              <Icon name={actorIcon[last.actor.type]} />
              <Link className={styles.what} href={`${paths.activity}?entry=${last.sequence}`}>
                <strong>{subject}</strong> {rest}
              </Link>
              {count > 1 && (
                <span className={styles.count}>{`${formatCount(count)} ${last.summary ? 'changes' : 'times'}`}</span>
              )}
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}
