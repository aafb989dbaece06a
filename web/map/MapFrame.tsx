import type { ReactNode } from 'react';
import styles from './MapView.module.css';
import type { Workspace } from './workspace.ts';

interface MapFrameProps {
  workspace: Workspace;
  toolbar: ReactNode;
  children: ReactNode;
  status: ReactNode;
}

/** Toolbar, what the mode draws, inspector beside it, status bar below all. */
export function MapFrame({ workspace, toolbar, children, status }: MapFrameProps) {
  return (
    <div className={styles.page}>
      <div className={styles.work}>
        <div className={styles.main}>
          {toolbar}
          <div className={styles.content}>{children}</div>
          {workspace.timeBar}
        </div>
        {workspace.inspector}
      </div>
      {status}
    </div>
  );
}
