import { useMutation } from '@apollo/client/react';
import type { ReactNode } from 'react';
import { describeError } from '../errors.ts';
import { LoadExampleLandscapeDocument } from '../graphql.generated.ts';
import { useLandscape } from '../live/landscape.ts';
import { usePaths } from '../paths.ts';
import { useSession } from '../session/session.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { notify } from '../ui/notify.ts';
import styles from './EmptyLandscape.module.css';

interface EmptyLandscapeProps {
  /** `h2` where the page has a heading of its own. */
  heading?: 'h1' | 'h2';
  /** The primary action; by itself it leads to registering a Runtime. */
  primary?: ReactNode;
}

/** The first run: what this is, one primary action, and data to look around with. */
export function EmptyLandscape({ heading = 'h1', primary }: EmptyLandscapeProps) {
  const paths = usePaths();
  const { can } = useSession();
  const { refetch } = useLandscape();
  const [load, { loading }] = useMutation(LoadExampleLandscapeDocument);
  const mayLoad = can('landscape:write') && can('application:write') && can('runtime:write');
  const loadExample = async () => {
    try {
      await load();
      await refetch();
    } catch (error) {
      notify({ family: 'failed', title: 'The example landscape was not loaded', detail: describeError(error).message });
    }
  };
  return (
    <EmptyState
      heading={heading}
      sketch={<Sketch />}
      title="Nothing is connected yet"
      actions={
        mayLoad && (
          <>
            {primary ?? (
              <Button tone="primary" href={paths.newOnboarding('runtime')}>
                Connect a runtime
              </Button>
            )}
            <Button onClick={loadExample} disabled={loading}>
              Load the example landscape
            </Button>
          </>
        )
      }
      note={
        mayLoad
          ? 'The example has 3 applications, 3 runtimes and 3 scenarios.'
          : 'Connecting needs the rights of an operator or administrator.'
      }
    >
      Runtimes and applications appear here once connected.
    </EmptyState>
  );
}

function Sketch() {
  return (
    <svg className={styles.sketch} viewBox="0 0 240 64" aria-hidden="true">
      <path d="M64 12 C84 12 84 32 104 32M64 52 C84 52 84 32 104 32M136 32 C156 32 156 32 176 32" />
      <rect x="0.5" y="2.5" width="63" height="19" rx="4" />
      <rect x="0.5" y="42.5" width="63" height="19" rx="4" />
      <rect x="104.5" y="22.5" width="31" height="19" rx="4" />
      <rect x="176.5" y="22.5" width="63" height="19" rx="4" />
    </svg>
  );
}
