import { Dialog } from '../ui/Dialog.tsx';
import { useChanges } from './changesContext.ts';
import { DraftContents, DraftDecision, useDraftTitle } from './DraftReview.tsx';

/** The draft on screens that do not draw it. */
export function DraftDialog() {
  const { discard } = useChanges();
  const title = useDraftTitle();
  return (
    <Dialog open onClose={discard} title={title} size="wide">
      <p className="meta">Draft, nothing is changed yet.</p>
      <DraftContents />
      <DraftDecision />
    </Dialog>
  );
}
