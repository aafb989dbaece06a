import { useState } from 'react';
import { formatClock } from '../format/moments.ts';
import { FormProblem } from '../members/FormProblem.tsx';
import { fieldErrorsOf } from '../members/fieldErrors.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { type ConflictField, Differences } from './Differences.tsx';
import { type Choices, chosen, differencesOf, undecided, type Values } from './merge.ts';
import type { Conflict } from './useEdited.ts';

export type { ConflictField };

interface ConflictDialogProps<V extends Values> {
  /** What is being edited. */
  name: string;
  fields: readonly ConflictField[];
  conflict: Conflict<V>;
  /** Stores what was decided and closes the dialog. */
  onSave: (result: V) => Promise<void>;
  /** Back to the form, with what was decided. */
  onBack: (result: V) => void;
  onClose: () => void;
}

/** Someone else stored something while this form was open: theirs, yours, and what will be stored. */
export function ConflictDialog<V extends Values>(props: ConflictDialogProps<V>) {
  const { name, fields, conflict, onSave, onBack, onClose } = props;
  const { base, theirs, yours, by } = conflict;
  const [choices, setChoices] = useState<Choices>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [running, setRunning] = useState(false);
  const differences = differencesOf(base, theirs, yours);
  const open = fields.filter(({ key }) => undecided(differences, choices).includes(key));
  const result = chosen(conflict, choices);

  async function save() {
    if (running) return;
    if (open.length > 0) {
      setProblem(`Choose theirs or yours first: ${open.map(({ label }) => label).join(', ')}.`);
      return;
    }
    setRunning(true);
    setProblem(null);
    try {
      await onSave(result);
    } catch (error) {
      setProblem(Object.values(fieldErrorsOf(error, []))[0] ?? null);
    } finally {
      setRunning(false);
    }
  }

  return (
    <Dialog
      open
      size="wide"
      onClose={onClose}
      title={`${name} was changed meanwhile`}
      onSubmit={() => void save()}
      actions={
        <>
          <Button onClick={onClose}>Discard mine</Button>
          <Button onClick={() => onBack(result)}>Back to the form</Button>
          <Button
            type="submit"
            tone="primary"
            aria-disabled={running || open.length > 0}
            data-autofocus={open.length === 0 || undefined}
          >
            Save the result
          </Button>
        </>
      }
    >
      <p>
        {by === null ? (
          'Someone else saved it'
        ) : (
          <>
            <strong>{by.name}</strong> saved version {by.version} at {formatClock(by.at)}
          </>
        )}{' '}
        while you were editing. Nothing was overwritten. What only one of you changed is taken over
        {open.length > 0 || Object.keys(choices).length > 0 ? '; choose where both did.' : '.'}
      </p>
      <Differences
        fields={fields}
        conflict={conflict}
        choices={choices}
        onChoose={(key, side) => {
          setProblem(null);
          setChoices({ ...choices, [key]: side });
        }}
      />
      <FormProblem text={problem} />
    </Dialog>
  );
}
