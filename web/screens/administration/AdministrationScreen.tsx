import { useParams } from '@tanstack/react-router';
import { Suspense } from 'react';
import { usePaths } from '../../paths.ts';
import { useSession } from '../../session/session.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { TableSkeleton } from '../../ui/TableSkeleton.tsx';
import { AdministrationNav } from './AdministrationNav.tsx';
import styles from './AdministrationScreen.module.css';
import { MissingRight } from './MissingRight.tsx';
import { administrationPage } from './pages.ts';

/** The list of pages, and the one the address names. */
export function AdministrationScreen() {
  const { page: key = '' } = useParams({ strict: false });
  const { can } = useSession();
  const page = administrationPage(key);
  return (
    <div className={styles.screen}>
      <AdministrationNav current={key} />
      <div className={styles.content}>
        {!page && <UnknownPage />}
        {page && !can(page.requires) && <MissingRight page={page} />}
        {page && can(page.requires) && (
          <Suspense fallback={<TableSkeleton label={`Loading ${page.label}`} />}>
            <page.component />
          </Suspense>
        )}
      </div>
    </div>
  );
}

function UnknownPage() {
  const paths = usePaths();
  return (
    <EmptyState
      heading="h1"
      icon="i-search"
      title="There is no such page in Administration"
      actions={
        <Button tone="primary" href={paths.administration}>
          Go to Administration
        </Button>
      }
    />
  );
}
