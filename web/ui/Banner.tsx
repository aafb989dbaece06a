import type { ReactNode } from 'react';
import styles from './Banner.module.css';
import { Icon } from './Icon.tsx';
import glyph from './StateGlyph.module.css';
import type { StateFamily } from './StateGlyph.tsx';

interface BannerProps {
  family: StateFamily;
  /** What is missing or wrong. */
  title: string;
  /** Since when, what stays true. */
  detail?: ReactNode;
  actions?: ReactNode;
  /** Interrupts what is being read out. */
  urgent?: boolean;
}

export function Banner({ family, title, detail, actions, urgent = false }: BannerProps) {
  return (
    <div className={styles.banner} role={urgent ? 'alert' : 'status'}>
      <Icon name={`g-${family}`} className={glyph[family]} />
      <span className={styles.text}>
        <strong>{title}</strong>
        {detail && <span className="meta">{detail}</span>}
      </span>
      {actions}
    </div>
  );
}
