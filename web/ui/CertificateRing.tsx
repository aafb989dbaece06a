import styles from './CertificateRing.module.css';
import { classes } from './classes.ts';
import { Icon } from './Icon.tsx';

interface CertificateRingProps {
  /** Share of the lifetime that is left, 0 to 1; null if there is no certificate. */
  left: number | null;
  family?: 'healthy' | 'attention' | 'failed';
  size?: 'small' | 'big';
  /** Spoken; says what the ring shows. */
  label: string;
}

/** How much of a certificate's life is left. Nearly empty never looks like expired: a valid one shows 6 % at least. */
export function CertificateRing({ left, family = 'healthy', size = 'small', label }: CertificateRingProps) {
  if (left === null) return <Icon name="g-unknown" label={label} className={styles.none} />;
  const share = left <= 0 ? 0 : Math.min(1, Math.max(0.06, left));
  return (
    <svg
      className={classes(styles.ring, styles[family], size === 'big' && styles.big)}
      viewBox="0 0 20 20"
      role="img"
      aria-label={label}
    >
      <circle className={styles.track} cx="10" cy="10" r="7.5" />
      {share > 0 && (
        <circle
          className={styles.left}
          cx="10"
          cy="10"
          r="7.5"
          pathLength="100"
          strokeDasharray={`${share * 100} 100`}
        />
      )}
    </svg>
  );
}
