import type { ReactNode } from 'react';
import styles from './SecretBox.module.css';

/** The text of a secret, and beside it what can be done with it. */
export function SecretBox({ text, children }: { text: string; children: ReactNode }) {
  return (
    <div className={styles.secret}>
      <code>{text}</code>
      {children}
    </div>
  );
}
