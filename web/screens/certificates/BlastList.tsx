import { formatCount, formatPlural } from '../../format/counts.ts';
import styles from './BlastRadius.module.css';
import type { Blast } from './blast.ts';
import { FreezeOnMap, FrozenConnections } from './FrozenConnections.tsx';

const scenariosShown = 8;

/** In a dialog: the scenarios and connections that freeze, and the way to see them drawn; nothing if none does. */
export function BlastList({ blast, now }: { blast: Blast; now: number }) {
  const { connections, scenarios } = blast;
  if (connections.length === 0) return null;
  const rest = scenarios.length - scenariosShown;
  return (
    <section className={styles.list} aria-label="What freezes">
      <p>
        In {formatPlural(scenarios.length, 'scenario')}:{' '}
        {scenarios.slice(0, scenariosShown).map(({ name, connections: count }, at) => (
          <span key={name}>
            {at > 0 && ', '}
            <strong>{name}</strong> {formatCount(count)}
          </span>
        ))}
        {rest > 0 && `, +${formatCount(rest)} more`}. <FreezeOnMap blast={blast}>Draw it on the map</FreezeOnMap>
      </p>
      <FrozenConnections blast={blast} now={now} />
    </section>
  );
}
