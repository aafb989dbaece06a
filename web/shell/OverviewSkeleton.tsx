import { PanelSkeleton } from '../ui/PanelSkeleton.tsx';
import styles from './OverviewSkeleton.module.css';

const tiles = ['connections', 'runtimes', 'certificates', 'pending changes'];

/** Tiles and panels in their places, before they are counted. */
export function OverviewSkeleton({ label }: { label: string }) {
  return (
    <div className={styles.overview} role="status" aria-label={label}>
      <div className={styles.tiles}>
        {tiles.map((tile) => (
          <div key={tile}>
            <PanelSkeleton label={null} rows={4} />
          </div>
        ))}
      </div>
      <div className={styles.pair}>
        {['attention', 'expiry'].map((panel) => (
          <div key={panel}>
            <PanelSkeleton label={null} rows={11} />
          </div>
        ))}
      </div>
    </div>
  );
}
