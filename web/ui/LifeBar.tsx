import styles from './LifeBar.module.css';

interface LifeBarProps {
  /** Share of the lifetime that is used, 0 to 1. */
  used: number;
  family: 'healthy' | 'attention' | 'failed';
}

/** How much of a lifetime is used, as a bar and in per cent. */
export function LifeBar({ used, family }: LifeBarProps) {
  const share = Math.min(1, Math.max(0, used));
  // Below 100 % the figure never rounds up to it: only an ended life is all used.
  const percent = share < 1 && share > 0.99 ? Math.floor(share * 1000) / 10 : Math.round(share * 100);
  return (
    <span className={styles.life}>
      <span className={styles.bar} data-family={family} aria-hidden="true">
        <i style={{ width: `${share * 100}%` }} />
      </span>
      {percent} %
    </span>
  );
}
