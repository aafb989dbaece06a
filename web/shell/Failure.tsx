import { describeError } from '../errors.ts';
import { Button } from '../ui/Button.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';

interface FailureProps {
  error: unknown;
  /** What could not be done, as a heading. */
  what: string;
  retry: () => void;
}

/** Cause, error id and a way to try again, in place of what failed. */
export function Failure({ error, what, retry }: FailureProps) {
  const { message, errorID, code } = describeError(error);
  return (
    <div role="alert" style={{ height: '100%' }}>
      <EmptyState
        heading="h1"
        icon={code === 'Forbidden' || code === 'InsufficientScopes' ? 'i-lock' : 'i-retry'}
        title={what}
        actions={
          <>
            <Button tone="primary" onClick={retry}>
              Try again
            </Button>
            {errorID && <CopyButton value={errorID} label="Copy error id" />}
          </>
        }
        note={errorID && `Error id ${errorID}`}
      >
        {message}
      </EmptyState>
    </div>
  );
}
