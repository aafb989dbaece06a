import { useEffect } from 'react';
import { useSession } from '../../session/session.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import type { AdministrationPage } from './pages.ts';

/** In place of a page the caller may not open: which right is missing, and who has it. */
export function MissingRight({ page }: { page: AdministrationPage }) {
  const { role, tenant } = useSession();
  useEffect(() => {
    document.title = `${page.label} · Compass`;
  }, [page]);
  return (
    <EmptyState
      heading="h1"
      icon="i-lock"
      title={`${page.label}: you lack the right ${page.requires}`}
      note={role && `Your role in ${tenant.name ?? tenant.id} is ${role.toLowerCase()}.`}
    >
      {page.group === 'tenant'
        ? 'Administrators of this tenant have it. Ask one of them to change your role, or to do it for you.'
        : 'It reaches every tenant of this installation: administrators of the default tenant have it, in that tenant.'}
    </EmptyState>
  );
}
