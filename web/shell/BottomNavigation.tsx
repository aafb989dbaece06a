import { useLocation } from '@tanstack/react-router';
import { usePaths } from '../paths.ts';
import { Icon } from '../ui/Icon.tsx';
import { Link } from '../ui/Link.tsx';
import styles from './BottomNavigation.module.css';
import { sectionAt, sections } from './sections.ts';

/** Takes the rail's place on narrow screens. */
export function BottomNavigation() {
  const paths = usePaths();
  const current = sectionAt(useLocation().pathname, paths)?.section.key;
  return (
    <nav className={styles.navigation} aria-label="Main">
      {sections
        .filter(({ apart, onlyWide }) => !apart && !onlyWide)
        .map(({ key, label, shortLabel, icon }) => (
          <Link key={key} href={paths[key]} aria-current={current === key ? 'page' : undefined}>
            <Icon name={icon} />
            {shortLabel ?? label}
          </Link>
        ))}
    </nav>
  );
}
