import { FirstOfKind } from '../../members/FirstOfKind.tsx';
import { usePaths } from '../../paths.ts';
import { useSession } from '../../session/session.ts';
import { Button } from '../../ui/Button.tsx';

/** Where no certificate was ever issued. */
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
