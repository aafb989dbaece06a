import type { ReactNode } from 'react';
import styles from './ConnectLayout.module.css';
import { ConnectDiagnosis, ConnectProgress } from './ConnectPanels.tsx';
import type { Connecting } from './useConnecting.ts';

/** The means beside how far it has got. Why nothing happens comes before both: on top of what is in view when it appears. */
export function ConnectLayout({ connecting, children }: { connecting: Connecting; children: ReactNode }) {
  return (
    <div className={styles.layout}>
      <div className={styles.diagnosis}>
        <ConnectDiagnosis connecting={connecting} />
      </div>
      <div className={`${styles.column} ${styles.main}`}>{children}</div>
      <div className={`${styles.column} ${styles.progress}`}>
        <ConnectProgress connecting={connecting} />
      </div>
    </div>
  );
}
