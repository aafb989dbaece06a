import type { ReactNode } from 'react';
import { Icon } from '../../ui/Icon.tsx';
import { Link } from '../../ui/Link.tsx';
import { Sparkline } from '../../ui/Sparkline.tsx';
import type { StateFamily } from '../../ui/StateGlyph.tsx';
import { Figure } from './Figure.tsx';
import styles from './Tile.module.css';

export interface TileLine {
  /** Null: a count without a state. */
  family: StateFamily | null;
  label: string;
  count: number;
  href: string;
}

interface TileProps {
  title: string;
  /** What the trend counts, for who cannot see it; null without one. */
  trend: { label: string; values: readonly number[] } | null;
  figure: number;
  unit: string;
  note: ReactNode;
  lines: readonly TileLine[];
}

/** A number with its trend, and what it is made of; each line leads to what it counts. */
export function Tile({ title, trend, figure, unit, note, lines }: TileProps) {
  return (
    <section className={styles.tile} aria-label={title}>
      <div className={styles.top}>
        <h2>{title}</h2>
        {trend && <Sparkline {...trend} />}
      </div>
      <p className={styles.figure}>
        <strong className="num">
          <Figure value={figure} />
        </strong>
        <span className="muted">{unit}</span>
        <span className={styles.note}>{note}</span>
      </p>
      <ul>
        {lines.map(({ family, label, count, href }) => (
          <li key={label}>
            <Link href={href}>
              {family === null ? (
                <Icon name="i-down" className={styles.bare} />
              ) : (
                <Icon name={`g-${family}`} className={styles[family]} />
              )}
              <span>{label}</span>
              <Figure value={count} className={styles.count} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
