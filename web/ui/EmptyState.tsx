import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';
import type { IconName } from './glyphs/names.ts';
import { Icon } from './Icon.tsx';

interface EmptyStateProps {
  title: string;
  /** Where it is the whole page, its title is the page's heading. */
  heading?: 'h1' | 'h2';
  /** What this is and why it is empty. */
  children?: ReactNode;
  icon?: IconName;
  /** A picture instead of an icon. */
  sketch?: ReactNode;
  actions?: ReactNode;
  note?: ReactNode;
}

export function EmptyState({ title, heading: Heading = 'h2', children, icon, sketch, actions, note }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      {sketch}
      {icon && <Icon name={icon} className={styles.icon} />}
      <Heading>{title}</Heading>
      {children && <div className={styles.text}>{children}</div>}
      {actions && <div className={styles.actions}>{actions}</div>}
      {note && <p className="meta">{note}</p>}
    </div>
  );
}
