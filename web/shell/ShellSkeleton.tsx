import { useAfter } from '../ui/useAfter.ts';
import styles from './ShellSkeleton.module.css';

/** The frame's shape while it loads; invisible for the first 150 ms, so that fast answers do not flicker. */
export function ShellSkeleton() {
  const isShown = useAfter(150);
  return (
    <div className={styles.frame} aria-busy="true">
      <div className={styles.rail} />
      <div className={styles.top} />
      {isShown && <ColumnsSkeleton />}
    </div>
  );
}

/** Three columns of cards in the shape of the map. */
export function ColumnsSkeleton() {
  return (
    <div className={styles.columns} role="status" aria-label="Loading the landscape">
      {['applications', 'scenarios', 'runtimes'].map((column) => (
        <div key={column}>
          <i className={styles.bar} />
          {['a', 'b', 'c', 'd', 'e'].map((card) => (
            <div key={card} className={styles.card}>
              <i className={styles.bar} />
              <i className={styles.bar} />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
