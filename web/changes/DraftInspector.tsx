import { useSession } from '../session/session.ts';
import { Inspector } from '../ui/Inspector.tsx';
import { useChanges } from './changesContext.ts';
import { DraftContents, DraftDecision, useDraftTitle } from './DraftReview.tsx';

/** The draft beside the map that draws it. Closing it discards nothing that was applied. */
export function DraftInspector() {
  const { discard } = useChanges();
  const { user } = useSession();
  const title = useDraftTitle();
  return (
    <Inspector
      kind={user ? `Draft by ${user.name}` : 'Draft'}
      title={title}
      onClose={discard}
      footer={<DraftDecision />}
    >
      <DraftContents />
    </Inspector>
  );
}
