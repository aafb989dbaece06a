import { useLocation } from '@tanstack/react-router';
import { TableSkeleton } from '../ui/TableSkeleton.tsx';
import { useAfter } from '../ui/useAfter.ts';
import { OverviewSkeleton } from './OverviewSkeleton.tsx';
import styles from './ShellSkeleton.module.css';

/** The frame's shape while it loads. */
export function ShellSkeleton() {
  return (
    <div className={styles.frame} aria-busy="true">
      <div className={styles.rail} />
      <div className={styles.top} />
      <ScreenSkeleton />
    </div>
  );
}

const label = 'Loading the landscape';

/** The shape of the screen at this address; invisible for the first 150 ms, so that fast answers do not flicker. */
export function ScreenSkeleton() {
  const { pathname } = useLocation();
  const isLate = useAfter(150);
  const [, , , screen, object] = pathname.split('/');
  if (!isLate) return null;
  if (screen === 'map') return <ColumnsSkeleton />;
  return (
    <div className={styles.screen}>
      <div className={styles.heading}>
        <i className={styles.bar} />
      </div>
      {screen === 'overview' && object === undefined ? (
        <div className={styles.body}>
          <OverviewSkeleton label={label} />
        </div>
      ) : (
        <TableSkeleton label={label} />
      )}
    </div>
  );
}

/** Three columns of cards in the shape of the map. */
export function ColumnsSkeleton() {
  return (
    <div className={styles.columns} role="status" aria-label={label}>
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
