import { useMutation, useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { describeError } from '../errors.ts';
import { formatPlural } from '../format/counts.ts';
import { PreviewBulkUndoDocument, UndoBulkDocument } from '../graphql.generated.ts';
import { FormProblem } from '../members/FormProblem.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { BulkPreviewLines } from './BulkPreviewLines.tsx';
import { CountField } from './CountField.tsx';

interface BulkUndoDialogProps {
  title: string;
  /** One of the rows, in lower case. */
  noun: string;
  /** Of the job that is taken back. */
  jobID: string;
  onStarted: (id: string) => void;
  onClose: () => void;
}

/** What taking a job back will do, then the typed count if something live stops. */
export function BulkUndoDialog({ title, noun, jobID, onStarted, onClose }: BulkUndoDialogProps) {
  const { data, error, loading } = useQuery(PreviewBulkUndoDocument, {
    variables: { id: jobID },
    fetchPolicy: 'network-only',
  });
  const [undo, { loading: starting }] = useMutation(UndoBulkDocument);
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const preview = data?.previewBulkUndo;
  const isGrave = preview !== undefined && preview.impact.breaks.total > 0;
  const ready = preview !== undefined && !starting && (!isGrave || typed === String(preview.itemCount));
  async function submit() {
    if (!ready) return;
    try {
      const answer = await undo({ variables: { id: jobID } });
      if (answer.data) onStarted(answer.data.undoBulk.id);
    } catch (failure) {
      setProblem(describeError(failure).message);
    }
  }
  return (
    <Dialog
      open
      title={title}
      onClose={onClose}
      onSubmit={() => void submit()}
      actions={
        <>
          <Button data-autofocus onClick={onClose}>
            Back
          </Button>
          <Button type="submit" tone="primary" disabled={!ready}>
            Undo
          </Button>
        </>
      }
    >
      {preview && (
        <p>
          Sets {formatPlural(preview.itemCount, noun)} back to what {preview.itemCount === 1 ? 'it was' : 'they were'}.
          What somebody has changed since stays.
        </p>
      )}
      <BulkPreviewLines preview={preview} noun={noun} loading={loading} />
      {isGrave && (
        <CountField count={preview.itemCount} rows={formatPlural(preview.itemCount, noun)} {...{ typed, setTyped }} />
      )}
      <FormProblem text={problem ?? (error ? describeError(error).message : null)} />
    </Dialog>
  );
}
