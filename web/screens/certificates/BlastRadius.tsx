import { type ReactNode, useState } from 'react';
import { formatCount } from '../../format/counts.ts';
import { formatExactZoned, formatNearDay } from '../../format/moments.ts';
import { usePaths } from '../../paths.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { InspectorSection, InspectorSentence } from '../../ui/Inspector.tsx';
import { Link } from '../../ui/Link.tsx';
import { BlastDrawing } from './BlastDrawing.tsx';
import styles from './BlastRadius.module.css';
import type { Blast } from './blast.ts';

interface BlastRadiusProps {
  blast: Blast;
  now: number;
  /** From when, how many, and what that means. */
  children: ReactNode;
}

const shownAtFirst = 8;
/** The export has them all. */
const shownAtMost = 200;

/** Which connections and scenarios freeze with some certificates: said, drawn and listed. */
export function BlastRadius({ blast, now, children }: BlastRadiusProps) {
  const paths = usePaths();
  const [isOpen, setOpen] = useState(false);
  const { runtimes, connections } = blast;
  const ids = runtimes.map(({ id }) => id).join(',');
  const shown = connections.slice(0, isOpen ? shownAtMost : shownAtFirst);
  const rest = connections.length - shown.length;
  return (
    <InspectorSection
      title="Blast radius"
      aside={
        <Link className="text-link" href={`${paths.map}?mode=map&freeze=${encodeURIComponent(ids)}`}>
          Show on map
        </Link>
      }
    >
      <InspectorSentence>{children}</InspectorSentence>
      <BlastDrawing blast={blast} now={now} />
      <ul className={styles.partners} aria-label="Connections that freeze">
        {shown.map(({ runtime, partner }) => (
          <li key={`${runtime.id} ${partner.id}`}>
            <Icon name="k-application" />
            <Link href={paths.application(partner.id)} title={partner.name}>
              {partner.name}
            </Link>
            <span>{partner.through[0] !== undefined && <Chip>{partner.through[0]}</Chip>}</span>
            {runtimes.length === 1 ? (
              <span className="meta num" title={formatExactZoned(partner.since)}>
                since {formatNearDay(partner.since, now)}
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
                {formatCount(rest)} more
              </Button>
            )}
          </li>
        )}
      </ul>
    </InspectorSection>
  );
}
