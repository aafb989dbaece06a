import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { describeError } from '../../errors.ts';
import { BulkJobDocument, PreviewBulkUndoDocument } from '../../graphql.generated.ts';
import { BulkProgress } from '../../tables/BulkProgress.tsx';
import { BulkUndoDialog } from '../../tables/BulkUndoDialog.tsx';
import { type Entry, entryInWords } from '../activityWords.ts';
import { type BulkReverted, bulkOffer } from './bulk.ts';
import { RevertButton } from './RevertButton.tsx';

/** A job with many objects is taken back as a whole while the server keeps it. */
export function RevertBulk({ entry, revert: { jobID, noun } }: { entry: Entry; revert: BulkReverted }) {
  const job = useQuery(BulkJobDocument, { variables: { id: jobID }, fetchPolicy: 'network-only' });
  const undoable = job.data?.bulkJob?.undoable ?? 0;
  const preview = useQuery(PreviewBulkUndoDocument, {
    variables: { id: jobID },
    skip: undoable === 0,
    fetchPolicy: 'network-only',
  });
  const [isAsking, setAsking] = useState(false);
  const [running, setRunning] = useState<string | null>(null);
  const refused = undoable === 0 ? 0 : preview.data?.previewBulkUndo.impact.conflicts.length;
  const offer = job.data && refused !== undefined ? bulkOffer(job.data.bulkJob, refused, noun) : null;
  const error = job.error ?? preview.error;
  const words = offer?.words ?? (error ? describeError(error).message : 'Looking at what is there now.');
  const title = `Undo: ${entryInWords(entry)}`;
  const again = () => void Promise.all([job.refetch(), preview.refetch()]);
  return (
    <>
      <RevertButton onClick={offer?.can ? () => setAsking(true) : null} words={words} />
      {isAsking && (
        <BulkUndoDialog
          title={title}
          noun={noun}
          jobID={jobID}
          onStarted={(id) => {
            setAsking(false);
            setRunning(id);
          }}
          onClose={() => {
            setAsking(false);
            again();
          }}
        />
      )}
      {running !== null && (
        <BulkProgress
          title={title}
          noun={noun}
          jobID={running}
          onJob={setRunning}
          onClose={() => {
            setRunning(null);
            again();
          }}
        />
      )}
    </>
  );
}
