import { describeError } from '../errors.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';

/** What was to be edited cannot be read, or is gone. */
export function LoadProblemDialog({ problem, onClose }: { problem: unknown; onClose: () => void }) {
  return (
    <Dialog
      open
      onClose={onClose}
      title="It cannot be edited now"
      actions={
        <Button tone="primary" onClick={onClose}>
          Close
        </Button>
      }
    >
      <p>{describeError(problem).message}</p>
    </Dialog>
  );
}
