import { useMutation, useQuery } from '@apollo/client/react';
import { useEffect, useId, useRef, useState } from 'react';
import { describeError } from '../errors.ts';
import {
  type BulkInput,
  type BulkTargetInput,
  PreviewBulkDocument,
  StartBulkDocument,
  type TableKind,
} from '../graphql.generated.ts';
import { useLandscape } from '../live/landscape.ts';
import { FormProblem } from '../members/FormProblem.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/TextField.tsx';
import { BulkProgress } from './BulkProgress.tsx';
import {
  actionOf,
  type BulkChoice,
  type BulkName,
  bulkTitles,
  bulkVerbs,
  consequences,
  finalWords,
} from './bulkWords.ts';
import styles from './Tables.module.css';

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
  const [choice, setChoice] = useState<BulkChoice>({ name, subject: '', value: '' });
  const [typed, setTyped] = useState('');
  const [jobID, setJobID] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [start, { loading: starting }] = useMutation(StartBulkDocument);
  const action = actionOf(choice);
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

  if (jobID !== null) return <BulkProgress title={title} jobID={jobID} onJob={setJobID} onClose={onClose} />;
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
      <BulkFields choice={choice} onChoice={setChoice} />
      <div role="status" className={styles.lines}>
        {preview &&
          !loading &&
          consequences(preview, noun).map((line, at) => (
            <p key={line}>{at === 0 && preview.impact.breaks.total > 0 ? <strong>{line}</strong> : line}</p>
          ))}
        {loading && <p>Looking at what it would do</p>}
      </div>
      {final && <p>{final}</p>}
      {isGrave && preview && (
        <TextField
          label={
            <>
              Type <strong>{count}</strong> to go ahead with {rows}
            </>
          }
          ref={confirmation}
          value={typed}
          inputMode="numeric"
          autoComplete="off"
          onChange={({ target: field }) => setTyped(field.value)}
        />
      )}
      <FormProblem text={problem ?? (error && input !== null ? describeError(error).message : null)} />
    </Dialog>
  );
}

/** What the action needs to know. */
function BulkFields({ choice, onChoice }: { choice: BulkChoice; onChoice: (choice: BulkChoice) => void }) {
  const list = useId();
  const { landscape } = useLandscape();
  const { name, subject, value } = choice;
  if (finalWords[name]) return null;
  const isScenario = name === 'assign' || name === 'unassign';
  return (
    <>
      <TextField
        label={isScenario ? 'Scenario' : 'Key of the label'}
        value={subject}
        data-autofocus
        autoComplete="off"
        {...(isScenario ? { list } : {})}
        onChange={({ target }) => onChoice({ ...choice, subject: target.value })}
      />
      {isScenario && (
        <datalist id={list}>
          {landscape.scenarios
            .filter((scenario) => scenario.name !== landscape.defaultScenario || name === 'unassign')
            .map((scenario) => (
              <option key={scenario.id} value={scenario.name} />
            ))}
        </datalist>
      )}
      {name === 'setLabel' && (
        <TextField
          label="Value"
          hint="Text, or JSON for a number, a list or an object."
          value={value}
          autoComplete="off"
          onChange={({ target }) => onChoice({ ...choice, value: target.value })}
        />
      )}
    </>
  );
}
