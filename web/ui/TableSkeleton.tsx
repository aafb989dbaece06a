import styles from './TableSkeleton.module.css';
import { useAfter } from './useAfter.ts';

/** Rows in the shape of a table while they are read; invisible for the first 150 ms. */
export function TableSkeleton({ label }: { label: string }) {
  return useAfter(150) ? (
    <div className={styles.rows} role="status" aria-label={label}>
      {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((row) => (
        <div key={row}>
          <i />
          <i />
          <i />
        </div>
      ))}
    </div>
  ) : null;
}
