import { usePaths } from '../paths.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page } from '../ui/Page.tsx';

/** The object of an address that no longer exists, or never did. */
export function GonePage({ kind }: { kind: 'application' | 'runtime' }) {
  const paths = usePaths();
  const href = kind === 'application' ? paths.applications : paths.runtimes;
  return (
    <Page title={`No such ${kind}`}>
      <EmptyState title={`This ${kind} is not here`} actions={<Button href={href}>All {kind}s</Button>}>
        <p>It was unregistered, or the address is of another tenant.</p>
      </EmptyState>
    </Page>
  );
}
