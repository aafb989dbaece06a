import { lazy, Suspense } from 'react';
import { usePaths } from '../../paths.ts';
import { Button } from '../../ui/Button.tsx';
import { Panel } from '../../ui/Panel.tsx';
import type { LiveRows } from '../useMemberRows.ts';

const FocusPicture = lazy(() => import('./FocusPicture.tsx'));

/** What is one step around an Application, a Runtime or a scenario, and the way to all of it on the map. */
export function FocusPanel({ id, rows }: { id: string; rows: LiveRows }) {
  const href = `${usePaths().map}?mode=focus&around=${encodeURIComponent(id)}`;
  const { landscape, index, now } = rows;
  return (
    <Panel
      title="Focus"
      note="One step around it, worst first"
      aside={
        <Button size="small" icon="i-map" href={href}>
          Open in Focus
        </Button>
      }
    >
      <Suspense fallback={<p className="meta">Drawing</p>}>
        <FocusPicture {...{ id, landscape, index, now, href }} />
      </Suspense>
    </Panel>
  );
}
