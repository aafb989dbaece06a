import { type ReactNode, useEffect } from 'react';
import { Chip } from '../ui/Chip.tsx';
import { Icon } from '../ui/Icon.tsx';
import glyph from '../ui/StateGlyph.module.css';
import type { StateFamily } from '../ui/StateGlyph.tsx';
import styles from './Door.module.css';

interface DoorProps {
  title: string;
  lead: ReactNode;
  tag?: string;
  footer?: ReactNode;
  children?: ReactNode;
}

/** The page around sign-in and set-up. */
export function Door({ title, lead, tag, footer, children }: DoorProps) {
  useEffect(() => {
    document.title = `${title} · Compass`;
  }, [title]);
  return (
    <main className={styles.door}>
      <div className={styles.inside}>
        <div className={styles.brand}>
          <Icon name="logo" />
          Compass
          {tag && <Chip>{tag}</Chip>}
        </div>
        <h1>{title}</h1>
        <p className="muted">{lead}</p>
        {children}
      </div>
      {footer && <footer className={styles.footer}>{footer}</footer>}
    </main>
  );
}

/** A framed line with a state; `alert` interrupts what is being read out. */
export function DoorNote({ family, alert, children }: { family: StateFamily; alert?: boolean; children: ReactNode }) {
  return (
    <div className={styles.note} role={alert ? 'alert' : undefined}>
      <Icon name={`g-${family}`} className={glyph[family]} />
      <span>{children}</span>
    </div>
  );
}
