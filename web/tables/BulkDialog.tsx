import { useMutation, useQuery } from '@apollo/client/react';
import { useEffect, useRef, useState } from 'react';
import { describeError } from '../errors.ts';
import {
  type BulkInput,
  type BulkTargetInput,
  PreviewBulkDocument,
  StartBulkDocument,
  type TableKind,
} from '../graphql.generated.ts';
import { useLabelInput } from '../labels/useLabelInput.ts';
import { FormProblem } from '../members/FormProblem.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { BulkPreviewLines } from './BulkPreviewLines.tsx';
import { BulkProgress } from './BulkProgress.tsx';
import { BulkSubject } from './BulkSubject.tsx';
import { actionOf, type BulkName, bulkTitles, bulkVerbs, finalWords, labelled } from './bulkWords.ts';
import { CountField } from './CountField.tsx';

interface BulkDialogProps {
  table: TableKind;
  name: BulkName;
  /** One of the rows, in lower case. */
  noun: string;
  /** `97 runtimes`. */
  rows: string;
  target: BulkTargetInput;
  onStarted: () => void;
  onClose: () => void;
}

/** One action for many rows: what it will do, then the typed count if something live stops, then how far it is. */
export function BulkDialog({ table, name, noun, rows, target, onStarted, onClose }: BulkDialogProps) {
  const [subject, setSubject] = useState('');
  const isLabel = name === 'setLabel';
  const label = useLabelInput(labelled(table), null, isLabel || name === 'deleteLabel');
  const [typed, setTyped] = useState('');
  const [jobID, setJobID] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [start, { loading: starting }] = useMutation(StartBulkDocument);
  const action = isLabel
    ? label.isAccepted
      ? actionOf({ table, name, subject: label.key, value: label.text })
      : null
    : actionOf({ table, name, subject, value: '' });
  const input: BulkInput | null = action && { table, target, action };
  const { data, error, loading } = useQuery(PreviewBulkDocument, {
    variables: { in: input ?? { table, target, action: { unregister: true } } },
    skip: input === null || jobID !== null,
    fetchPolicy: 'network-only',
  });
  const preview = input === null ? undefined : data?.previewBulk;
  const final = finalWords[name];
  const isGrave = final !== undefined || (preview !== undefined && preview.impact.breaks.total > 0);
  const count = String(preview?.itemCount ?? '');
  const ready = preview !== undefined && !loading && !starting && (!isGrave || typed === count);
  const title = bulkTitles[name](rows);

  const confirmation = useRef<HTMLInputElement>(null);
  const asksOnlyThat = final !== undefined && preview !== undefined;
  // The field comes with the preview, after the dialog has placed the focus.
  useEffect(() => {
    if (asksOnlyThat) confirmation.current?.focus();
  }, [asksOnlyThat]);

  async function submit() {
    if (!ready || input === null) return;
    setProblem(null);
    try {
      const answer = await start({ variables: { in: input } });
      setJobID(answer.data?.startBulk.id ?? null);
      onStarted();
    } catch (failure) {
      setProblem(describeError(failure).message);
    }
  }

  if (jobID !== null)
    return <BulkProgress title={title} noun={noun} jobID={jobID} onJob={setJobID} onClose={onClose} />;
  if (isLabel && !label.isReady) return null;
  return (
    <Dialog
      open
      title={title}
      onClose={onClose}
      onSubmit={() => void submit()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" disabled={!ready}>
            {bulkVerbs[name]}
          </Button>
        </>
      }
    >
      <BulkSubject table={table} name={name} subject={subject} onSubject={setSubject} label={label} />
      <BulkPreviewLines preview={preview} noun={noun} loading={loading} />
      {final && <p>{final}</p>}
      {isGrave && preview && <CountField count={preview.itemCount} ref={confirmation} {...{ rows, typed, setTyped }} />}
      <FormProblem text={problem ?? (error && input !== null ? describeError(error).message : null)} />
    </Dialog>
  );
}
