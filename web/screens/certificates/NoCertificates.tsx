import { FirstOfKind } from '../../members/ListTable.tsx';
import { usePaths } from '../../paths.ts';
import { useSession } from '../../session/session.ts';
import { Button } from '../../ui/Button.tsx';
import { StateGlyph } from '../../ui/StateGlyph.tsx';
import { TableSkeleton } from '../../ui/TableSkeleton.tsx';

export function NotYet({ failed }: { failed: boolean }) {
  return failed ? <StateGlyph family="unknown" word="Unknown" /> : <TableSkeleton label="Asking for certificates" />;
}

export function NoCertificate() {
  const paths = usePaths();
  const { can } = useSession();
  return (
    <FirstOfKind
      noun="certificate"
      action={
        can('runtime:write') && (
          <Button tone="primary" href={paths.newOnboarding('runtime')}>
            Connect a runtime
          </Button>
        )
      }
    >
      No runtime has connected. A certificate is issued when a one-time token is used.
    </FirstOfKind>
  );
}
