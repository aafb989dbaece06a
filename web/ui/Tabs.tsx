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
  return (
    <nav className={styles.tabs} aria-label={label}>
      {tabs.map((tab) => (
        <Link key={tab.id} href={tab.href} aria-current={tab.id === current ? 'page' : undefined}>
          {tab.label}
          {tab.count !== undefined && <span className="meta num">{tab.count.toLocaleString('en')}</span>}
        </Link>
      ))}
    </nav>
  );
}
