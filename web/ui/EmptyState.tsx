import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';
import type { IconName } from './glyphs/names.ts';
import { Icon } from './Icon.tsx';

interface EmptyStateProps {
  title: string;
  /** What this is and why it is empty. */
  children?: ReactNode;
  icon?: IconName;
  /** A picture instead of an icon. */
  sketch?: ReactNode;
  actions?: ReactNode;
  note?: ReactNode;
}

export function EmptyState({ title, children, icon, sketch, actions, note }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      {sketch}
      {icon && <Icon name={icon} className={styles.icon} />}
      <h2>{title}</h2>
      {children && <div className={styles.text}>{children}</div>}
      {actions && <div className={styles.actions}>{actions}</div>}
      {note && <p className="meta">{note}</p>}
    </div>
  );
}
