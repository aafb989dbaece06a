import { useLocation } from '@tanstack/react-router';
import { useLiveSnapshot } from '../live/landscape.ts';
import { indexOf } from '../live/landscapeIndex.ts';
import { usePaths } from '../paths.ts';
import { Link } from '../ui/Link.tsx';
import { sectionAt } from './sections.ts';
import styles from './TopBar.module.css';

export function Breadcrumb() {
  const paths = usePaths();
  const { landscape } = useLiveSnapshot();
  const place = sectionAt(useLocation().pathname, paths);
  if (!place) return <ol className={styles.crumbs} aria-label="Breadcrumb" />;
  const { section, rest } = place;
  const index = landscape && indexOf(landscape);
  // An address names an object by its id; people know it by its name.
  const object = rest && (index?.applications.get(rest)?.name ?? index?.runtimes.get(rest)?.name ?? rest);
  return (
    <ol className={styles.crumbs} aria-label="Breadcrumb">
      <li>
        {object ? (
          <Link href={paths[section.key]}>{section.label}</Link>
        ) : (
          <span aria-current="page">{section.label}</span>
        )}
      </li>
      {object && (
        <li>
          <span aria-current="page">{object}</span>
        </li>
      )}
    </ol>
  );
}
