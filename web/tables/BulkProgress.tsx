import { useMutation, useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { describeError } from '../errors.ts';
import { BulkJobDocument, RetryBulkDocument } from '../graphql.generated.ts';
import { FormProblem } from '../members/FormProblem.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { ItemProgress } from '../ui/ItemProgress.tsx';
import { BulkUndoDialog } from './BulkUndoDialog.tsx';
import { progressOf, retryInWords, undoInWords } from './bulkWords.ts';
import { Failures } from './Failures.tsx';

interface BulkProgressProps {
  title: string;
  /** One of the rows, in lower case. */
  noun: string;
  jobID: string;
  /** Another job takes its place. */
  onJob: (id: string) => void;
  onClose: () => void;
}

const pollMs = 500;

/** How far the server is, and which rows failed why. */
export function BulkProgress({ title, noun, jobID, onJob, onClose }: BulkProgressProps) {
  const [finished, setFinished] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [undoing, setUndoing] = useState(false);
  const { data, error } = useQuery(BulkJobDocument, {
    variables: { id: jobID },
    fetchPolicy: 'network-only',
    pollInterval: finished === jobID ? 0 : pollMs,
  });
  const [retry, { loading }] = useMutation(RetryBulkDocument);
  const job = data?.bulkJob;
  const isOver = job === null || (job !== undefined && job.state !== 'RUNNING');
  const isCut = job?.state === 'INTERRUPTED';
  const retryable = job?.failures.filter(({ reason }) => reason === 'FAILED').length ?? 0;
  if (isOver && finished !== jobID) setFinished(jobID);
  async function again() {
    try {
      const answer = await retry({ variables: { id: jobID } });
      if (answer.data) onJob(answer.data.retryBulk.id);
    } catch (failure) {
      setProblem(describeError(failure).message);
    }
  }
  if (undoing) {
    return (
      <BulkUndoDialog
        title={`Undo: ${title}`}
        noun={noun}
        jobID={jobID}
        onStarted={(id) => {
          setUndoing(false);
          onJob(id);
        }}
        onClose={() => setUndoing(false)}
      />
    );
  }
  return (
    <Dialog
      open
      title={title}
      onClose={onClose}
      actions={
        <>
          {isOver && job && (isCut || retryable > 0) && (
            <Button disabled={loading} icon="i-retry" onClick={() => void again()}>
              {isCut ? 'Go on with the rest' : retryInWords(retryable, job.failures.length)}
            </Button>
          )}
          {isOver && job && job.undoable > 0 && (
            <Button icon="i-undo" onClick={() => setUndoing(true)}>
              {undoInWords(job)}
            </Button>
          )}
          <Button tone="primary" data-autofocus onClick={onClose}>
            {isCut ? 'Close' : isOver ? 'Done' : 'Close, it goes on'}
          </Button>
        </>
      }
    >
      {job === null && <p>The server no longer knows this job. What it had done stands under Activity.</p>}
      {job && (
        <>
          <ItemProgress
            label={title}
            words={progressOf(job)}
            total={job.total}
            settled={job.done + job.failures.length}
          />
          <Failures
            noun={noun}
            failures={job.failures.map(({ object: { id, name }, reason, message }) => ({
              ...{ id, name, message },
              isGone: reason === 'GONE',
            }))}
          />
          {isOver && !isCut && job.failures.length > 0 && retryable === 0 && (
            <p className="meta">Tried again, {job.failures.length === 1 ? 'it' : 'they'} would fail again.</p>
          )}
        </>
      )}
      <FormProblem text={problem ?? (error ? describeError(error).message : null)} />
    </Dialog>
  );
}
