import { useEffect, useRef } from 'react';
import { usePaths } from '../../paths.ts';
import { useSession } from '../../session/session.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Link } from '../../ui/Link.tsx';
import styles from './AdministrationScreen.module.css';
import { administrationPages } from './pages.ts';

const groups = [
  { key: 'tenant', title: 'This tenant' },
  { key: 'installation', title: 'Every tenant' },
] as const;

/** The pages by what they reach; those the caller may not open carry a lock and say why when opened. */
export function AdministrationNav({ current }: { current: string }) {
  const paths = usePaths();
  const { can } = useSession();
  const list = useRef<HTMLElement>(null);
  // On a narrow screen the list is a row that scrolls, and the current page could be out of it.
  useEffect(() => {
    list.current?.querySelector(`[href$="/${current}"]`)?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [current]);
  return (
    <nav ref={list} className={styles.nav} aria-label="Administration">
      {groups.map(({ key, title }) => {
        const pages = administrationPages.filter(({ group }) => group === key);
        if (pages.length === 0) return null;
        return (
          <section key={key} aria-label={title}>
            <h2>{title}</h2>
            {pages.map((page) => (
              <Link
                key={page.key}
                href={paths.administrationPage(page.key)}
                aria-current={page.key === current ? 'page' : undefined}
              >
                {page.label}
                {!can(page.requires) && <Icon name="i-lock" label="no permission" />}
              </Link>
            ))}
          </section>
        );
      })}
    </nav>
  );
}
