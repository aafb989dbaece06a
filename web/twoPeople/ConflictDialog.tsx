import { useState } from 'react';
import { FormProblem } from '../members/FormProblem.tsx';
import { fieldErrorsOf } from '../members/fieldErrors.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { PanelTable } from '../ui/Panel.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import styles from './ConflictDialog.module.css';
import { differenceOf, merged, type Values } from './merge.ts';
import type { Conflict } from './useEdited.ts';

export interface ConflictField {
  key: string;
  label: string;
  /** Never shown, only whether it changed. */
  secret?: boolean;
}

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

const words = { theirs: 'They changed it', yours: 'You changed it', both: 'Both of you changed it' } as const;

/** Someone else stored something while this form was open: theirs, yours, and what will be stored. */
export function ConflictDialog<V extends Values>(props: ConflictDialogProps<V>) {
  const { name, fields, conflict, onSave, onBack, onClose } = props;
  const { base, theirs, yours } = conflict;
  const [result, setResult] = useState<V>(() => merged(base, theirs, yours));
  const [problem, setProblem] = useState<string | null>(null);
  const [running, setRunning] = useState(false);
  const differing = fields.flatMap((field) => {
    const difference = differenceOf(base[field.key], theirs[field.key], yours[field.key]);
    return difference === null ? [] : [{ ...field, difference }];
  });

  async function save() {
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
          <Button type="submit" tone="primary" disabled={running} data-autofocus>
            Save the result
          </Button>
        </>
      }
    >
      <p>
        Someone else saved <strong>{name}</strong> while you were editing. Nothing was overwritten. What only one of you
        changed is taken over; choose where both did.
      </p>
      {differing.length === 0 ? (
        <p>Both of you changed the same fields to the same values.</p>
      ) : (
        <PanelTable label="What differs">
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Theirs</th>
              <th scope="col">Yours</th>
              <th scope="col">Result</th>
            </tr>
          </thead>
          <tbody>
            {differing.map(({ key, label, secret, difference }) => (
              <tr key={key}>
                <th scope="row">
                  {label}
                  <span className={`meta ${styles.who}`}>{words[difference]}</span>
                </th>
                <td className={styles.value}>{secret ? 'another one' : shown(theirs[key])}</td>
                <td className={styles.value}>{secret ? 'another one' : shown(yours[key])}</td>
                <td>
                  <Segmented
                    label={`Result for ${label}`}
                    value={JSON.stringify(result[key]) === JSON.stringify(theirs[key]) ? 'theirs' : 'yours'}
                    options={[
                      { value: 'theirs', label: 'Theirs' },
                      { value: 'yours', label: 'Yours' },
                    ]}
                    onChange={(side) => setResult({ ...result, [key]: side === 'theirs' ? theirs[key] : yours[key] })}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </PanelTable>
      )}
      <FormProblem text={problem} />
    </Dialog>
  );
}

function shown(value: unknown): string {
  if (value === '' || value === null || value === undefined) return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 300)}… (${text.length.toLocaleString('en')} characters)` : text;
}
