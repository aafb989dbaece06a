import { formatCount, formatPlural } from '../../format/counts.ts';
import { formatSpan } from '../../format/moments.ts';
import { usePaths } from '../../paths.ts';
import { Moment } from '../../ui/Moment.tsx';
import styles from './Overview.module.css';
import { Tile } from './Tile.tsx';
import type { OverviewFacts } from './useOverview.ts';

/** `+12 in 24 h`: the difference of the last two days of a trend. */
function lately(values: readonly number[] | undefined): string {
  const difference = (values?.at(-1) ?? 0) - (values?.at(-2) ?? 0);
  if (difference === 0) return 'unchanged in 24 h';
  return `${difference > 0 ? '+' : '−'}${formatCount(Math.abs(difference))} in 24 h`;
}

const filtered = (list: string, filter: string) => `${list}?q=${encodeURIComponent(filter)}`;
const state = (list: string, value: string) => filtered(list, `state:${value}`);

/** Connections, Runtimes, certificates and what agents have not seen yet. */
export function Tiles({ facts, now }: { facts: OverviewFacts; now: number }) {
  const paths = usePaths();
  const { connections, runtimes, certificates, pending } = facts;
  const onMap = (find: string, lines = 'unhealthy') => `${paths.map}?lines=${lines}&find=${encodeURIComponent(find)}`;
  const unseen = (contact: string) => filtered(paths.runtimes, `unseen:>0 ${contact}`);
  const oldest = pending.oldestSince === null ? null : Date.parse(pending.oldestSince);
  return (
    <div className={styles.tiles}>
      <Tile
        title="Connections"
        trend={connections.trend && { label: 'Connections in 14 days', values: connections.trend.values }}
        figure={connections.live}
        unit="live"
        note={connections.trend ? lately(connections.trend.values) : 'too many changes for a trend'}
        lines={[
          { family: 'failed', label: 'Failed', count: connections.failed, href: onMap('state:failed') },
          { family: 'attention', label: 'Attention', count: connections.attention, href: onMap('state:attention') },
          {
            family: 'connected',
            label: 'Connected',
            count: connections.connected,
            href: onMap('state:connected state:pending', 'all'),
          },
        ]}
      />
      <Tile
        title="Runtimes"
        trend={{ label: 'Runtimes with a valid certificate in 14 days', values: runtimes.trend.values }}
        figure={runtimes.live}
        unit={`live of ${formatCount(runtimes.total)}`}
        note={lately(runtimes.trend.values)}
        lines={[
          { family: 'failed', label: 'Failed', count: runtimes.failed, href: state(paths.runtimes, 'failed') },
          {
            family: 'attention',
            label: 'Attention',
            count: runtimes.attention,
            href: state(paths.runtimes, 'attention'),
          },
          {
            family: 'idle',
            label: 'Never connected',
            count: runtimes.neverConnected,
            href: state(paths.runtimes, 'never-connected'),
          },
        ]}
      />
      <Tile
        title="Certificates"
        trend={{ label: 'Certificates issued a day in 14 days', values: certificates.trend.values }}
        figure={certificates.issued}
        unit="in use"
        note={`${formatCount(certificates.renewedInLastDay)} renewed in 24 h`}
        lines={[
          {
            family: 'failed',
            label: 'Expired',
            count: certificates.expired,
            href: state(paths.certificates, 'expired'),
          },
          {
            family: 'attention',
            label: 'Not renewing',
            count: certificates.notRenewing,
            href: state(paths.certificates, 'not-renewing'),
          },
          {
            family: 'connected',
            label: 'Renew on their own',
            count: certificates.renewing,
            href: state(paths.certificates, 'renewing'),
          },
        ]}
      />
      <Tile
        title="Pending changes"
        trend={null}
        figure={pending.total}
        unit={pending.total === 0 ? 'all seen by agents' : `at ${formatPlural(pending.runtimes, 'agent')}`}
        note={
          oldest !== null && (
            <>
              oldest <Moment at={oldest}>{formatSpan(now - oldest)}</Moment>
            </>
          )
        }
        lines={[
          { family: 'attention', label: 'Agent not in contact', count: pending.silent, href: unseen('contact:none') },
          { family: 'pending', label: 'Waiting for the agent', count: pending.underWay, href: unseen('contact:live') },
          {
            family: null,
            label: 'Removals not enforced yet',
            count: pending.removals,
            href: filtered(paths.runtimes, 'removals:>0'),
          },
        ]}
      />
    </div>
  );
}
