import { type ReactNode, useEffect } from 'react';
import { classes } from './classes.ts';
import type { IconName } from './glyphs/names.ts';
import { Icon } from './Icon.tsx';
import styles from './Page.module.css';

interface PageProps {
  title: string;
  /** Before the title: what kind of thing the page is about. */
  icon?: IconName;
  /** Beside the title, on the right. */
  actions?: ReactNode;
  /** Below the title: a state, a line of meta. */
  lead?: ReactNode;
  /** Content keeps its own padding and scrolling, as tables do. */
  flush?: boolean;
  /** Stands beside the content on wide screens, over it on narrow ones. */
  inspector?: ReactNode;
  children: ReactNode;
}

/** A screen with its heading; sets the title of the browser window. */
export function Page({ title, icon, actions, lead, flush = false, inspector, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Compass`;
  }, [title]);
  return (
    <div className={classes(styles.frame, Boolean(inspector) && styles.withInspector)}>
      <div className={classes(styles.page, flush && styles.plain)}>
        <header className={styles.head}>
          <div className={classes(styles.title, Boolean(lead) && styles.withLead)}>
            <h1>
              {icon && <Icon name={icon} />}
              {title}
            </h1>
            {lead}
          </div>
          {actions && <div className={styles.actions}>{actions}</div>}
        </header>
        <div className={flush ? styles.flush : styles.body}>{children}</div>
      </div>
      {inspector}
    </div>
  );
}
