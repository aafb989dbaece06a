import { useEffect, useRef } from 'react';
import { Link } from './Link.tsx';
import styles from './Tabs.module.css';

interface TabsProps {
  /** Spoken name of the row. */
  label: string;
  tabs: readonly { id: string; label: string; href: string; count?: number }[];
  current: string;
}

/** Views of one object or list; each has its own address. */
export function Tabs({ label, tabs, current }: TabsProps) {
  const row = useRef<HTMLElement>(null);
  const at = tabs.findIndex(({ id }) => id === current);
  // On a narrow screen the row scrolls, and the current view could be out of it.
  useEffect(() => {
    row.current?.children[at]?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [at]);
  return (
    <nav ref={row} className={styles.tabs} aria-label={label}>
      {tabs.map((tab) => (
        <Link key={tab.id} href={tab.href} aria-current={tab.id === current ? 'page' : undefined}>
          {tab.label}
          {tab.count !== undefined && <span className="meta num">{tab.count.toLocaleString('en')}</span>}
        </Link>
      ))}
    </nav>
  );
}
