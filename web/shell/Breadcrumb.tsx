import { useLocation } from '@tanstack/react-router';
import { useLiveSnapshot } from '../live/landscape.ts';
import { indexOf } from '../live/landscapeIndex.ts';
import { usePaths } from '../paths.ts';
import { administrationPage } from '../screens/administration/pages.ts';
import { Link } from '../ui/Link.tsx';
import { sectionAt } from './sections.ts';
import styles from './TopBar.module.css';

interface Crumb {
  label: string;
  href: string;
}

export function Breadcrumb() {
  const paths = usePaths();
  const { landscape } = useLiveSnapshot();
  const { pathname } = useLocation();
  const place = sectionAt(pathname, paths);
  const crumbs: Crumb[] = [];
  if (place) {
    const { section, object, objectPath, step } = place;
    const list = paths[section.key];
    crumbs.push({ label: section.label, href: list });
    if (object !== null) {
      const index = landscape && indexOf(landscape);
      // An address names an object by its id; people know it by its name.
      const page =
        section.key === 'administration'
          ? administrationPage(object)?.label
          : section.key === 'certificates'
            ? 'Authorities'
            : undefined;
      const known = page ?? index?.applications.get(object)?.name ?? index?.runtimes.get(object)?.name;
      const name = known ?? (index || section.key === 'scenarios' ? object : '…');
      crumbs.push({ label: name, href: objectPath ?? `${list}/${encodeURIComponent(object)}` });
    }
    if (step !== null) crumbs.push({ label: step, href: pathname });
  }
  if (pathname === paths.preferences) crumbs.push({ label: 'Your preferences', href: pathname });
  return (
    <ol className={styles.crumbs} aria-label="Breadcrumb">
      {crumbs.map(({ label, href }, at) => (
        <li key={href}>
          {at < crumbs.length - 1 ? <Link href={href}>{label}</Link> : <span aria-current="page">{label}</span>}
        </li>
      ))}
    </ol>
  );
}
