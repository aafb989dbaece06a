import { logHeight } from '../../../landscape/expiryLanes.ts';
import { formatCount } from '../../format/counts.ts';
import { formatShortDay } from '../../format/moments.ts';
import { usePaths } from '../../paths.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Link } from '../../ui/Link.tsx';
import { Panel } from '../../ui/Panel.tsx';
import styles from './ExpiryPanel.module.css';
import { expirySentence } from './expiryWords.ts';
import type { ExpiryWeeks } from './useOverview.ts';

const tallest = 92;

/** How many certificates end in each of the next twelve weeks, and who does not renew; each week leads to its certificates. */
export function ExpiryPanel({ weeks, expired }: { weeks: ExpiryWeeks; expired: number }) {
  const paths = usePaths();
  const most = Math.max(...weeks.map(({ count }) => count), 1);
  const sentence = expirySentence(weeks);
  const px = (count: number) => Math.round(logHeight(count, most) * tallest);
  const within = ({ from, before }: ExpiryWeeks[number]) =>
    `${paths.certificates}?from=${encodeURIComponent(from)}&before=${encodeURIComponent(before)}`;
  return (
    <Panel
      title="Expiring in 12 weeks"
      aside={
        <Link className="text-link" href={paths.certificates}>
          All certificates
        </Link>
      }
    >
      <p>
        <strong>{sentence.strong}</strong>
        {sentence.rest}
      </p>
      <ol className={styles.weeks} aria-label="Certificates that end, by week">
        {weeks.map((week) => {
          const { from, count, notRenewingCount } = week;
          const words = `Week from ${formatShortDay(Date.parse(from))}: ${formatCount(count)} end, ${formatCount(notRenewingCount)} of them not renewing`;
          return (
            <li key={from}>
              <Link href={within(week)} aria-label={words} title={words}>
                <span className={styles.count} style={{ bottom: px(count) + 4 }}>
                  {formatCount(count)}
                </span>
                {count > 0 && <i className={styles.bar} style={{ height: px(count) }} />}
                {notRenewingCount > 0 && (
                  <i className={styles.late} style={{ height: Math.min(px(notRenewingCount), px(count)) }} />
                )}
              </Link>
            </li>
          );
        })}
      </ol>
      <div className={styles.axis} aria-hidden="true">
        {weeks
          .filter((_, index) => index % 3 === 0)
          .map(({ from }) => (
            <span key={from}>{formatShortDay(Date.parse(from))}</span>
          ))}
      </div>
      <ul className={styles.legend}>
        <li>
          <i className={styles.renews} />
          agent renews
        </li>
        <li>
          <i className={styles.renewsNot} />
          does not renew
        </li>
        <li>Log scale</li>
      </ul>
      {expired > 0 && (
        <p className={styles.expired}>
          <Icon name="g-failed" className={styles.failed} />
          <span>
            <strong>
              {formatCount(expired)} {expired === 1 ? 'has' : 'have'} expired
            </strong>
          </span>
          <Link className="text-link" href={`${paths.certificates}?q=${encodeURIComponent('state:expired')}`}>
            Show
          </Link>
        </p>
      )}
    </Panel>
  );
}
