import { useState } from 'react';
import { formatCount } from '../../format/counts.ts';
import { formatNearDay } from '../../format/moments.ts';
import { usePaths } from '../../paths.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Link } from '../../ui/Link.tsx';
import { Moment } from '../../ui/Moment.tsx';
import styles from './BlastRadius.module.css';
import type { Blast } from './blast.ts';

const shownAtFirst = 8;
/** The export has them all. */
const shownAtMost = 200;

/** The connections that freeze, the first eight of them until more are asked for. */
export function FrozenConnections({ blast: { runtimes, connections }, now }: { blast: Blast; now: number }) {
  const paths = usePaths();
  const [isOpen, setOpen] = useState(false);
  const shown = connections.slice(0, isOpen ? shownAtMost : shownAtFirst);
  const rest = connections.length - shown.length;
  return (
    <ul className={styles.partners} aria-label="Connections that freeze">
      {shown.map(({ runtime, partner }) => (
        <li key={`${runtime.id} ${partner.id}`}>
          <Icon name="k-application" />
          <Link href={paths.application(partner.id)} title={partner.name}>
            {partner.name}
          </Link>
          <span>{partner.through[0] !== undefined && <Chip>{partner.through[0]}</Chip>}</span>
          {runtimes.length === 1 ? (
            <span className="meta num">
              since <Moment at={partner.since}>{formatNearDay(partner.since, now)}</Moment>
            </span>
          ) : (
            <span className="meta" title={runtime.name}>
              {runtime.name}
            </span>
          )}
        </li>
      ))}
      {rest > 0 && (
        <li className={styles.more}>
          {isOpen ? (
            <span className="meta">{formatCount(rest)} more are in the export.</span>
          ) : (
            <Button size="small" tone="quiet" onClick={() => setOpen(true)}>
              +{formatCount(rest)} more
            </Button>
          )}
        </li>
      )}
    </ul>
  );
}

/** An address has no room for more. */
const drawnAtMost = 40;

/** Draws on the map what freezes with the Runtimes, the first to lose their certificates if there are very many. */
export function FreezeOnMap({ blast: { runtimes }, children }: { blast: Blast; children: string }) {
  const paths = usePaths();
  const drawn = runtimes.slice(0, drawnAtMost);
  const ids = drawn.map(({ id }) => id).join(',');
  return (
    <Link className="text-link" href={`${paths.map}?mode=map&freeze=${encodeURIComponent(ids)}`}>
      {children}
      {drawn.length < runtimes.length && `, the first ${drawnAtMost} of ${formatCount(runtimes.length)} runtimes`}
    </Link>
  );
}
