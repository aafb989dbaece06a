import { useLocation } from '@tanstack/react-router';
import { formatCount } from '../format/counts.ts';
import { useLiveSnapshot } from '../live/landscape.ts';
import { usePaths } from '../paths.ts';
import { classes } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import { Link } from '../ui/Link.tsx';
import { Tooltip } from '../ui/Tooltip.tsx';
import styles from './Rail.module.css';
import { type Section, sectionAt, sections } from './sections.ts';

interface RailProps {
  collapsed: boolean;
  onToggle: () => void;
}

export function Rail({ collapsed, onToggle }: RailProps) {
  const paths = usePaths();
  const { landscape } = useLiveSnapshot();
  const current = sectionAt(useLocation().pathname, paths)?.section.key;
  const entry = ({ key, label, icon, count }: Section) => {
    const link = (
      <Link
        key={key}
        href={paths[key]}
        aria-label={collapsed ? label : undefined}
        aria-current={current === key ? 'page' : undefined}
      >
        <Icon name={icon} />
        {!collapsed && (
          <>
            {label}
            {landscape && count && <span className={styles.count}>{formatCount(count(landscape))}</span>}
          </>
        )}
      </Link>
    );
    return collapsed ? (
      <Tooltip key={key} label={label} position="right">
        {link}
      </Tooltip>
    ) : (
      link
    );
  };
  return (
    <nav aria-label="Main" className={classes(styles.rail, collapsed && styles.collapsed)}>
      <Link className={styles.brand} href={paths.map} aria-label="Compass, go to the map">
        <Icon name="logo" />
        {!collapsed && 'Compass'}
      </Link>
      <div className={styles.sections}>{sections.filter(({ apart }) => !apart).map(entry)}</div>
      <div className={styles.foot}>
        {sections.filter(({ apart }) => apart).map(entry)}
        <button type="button" onClick={onToggle} aria-label={collapsed ? 'Expand the rail' : 'Collapse the rail'}>
          <Icon name="i-chevron" />
          {!collapsed && 'Collapse'}
        </button>
      </div>
    </nav>
  );
}
