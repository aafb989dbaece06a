import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/TextField.tsx';

interface NameViewDialogProps {
  taken: readonly string[];
  filter: string;
  /** What else the view keeps. */
  also?: string;
  onName: (name: string) => void;
  onClose: () => void;
}

/** A name for a filter, so that it becomes a tab of one's own. */
export function NameViewDialog({ taken, filter, also, onName, onClose }: NameViewDialogProps) {
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const submit = () => {
    const wanted = name.trim();
    if (wanted === '') return setProblem('A name is needed.');
    if (taken.includes(wanted)) return setProblem('There is a view of this name. Choose another one.');
    onName(wanted);
    onClose();
  };
  return (
    <Dialog
      open
      title="Save view"
      onClose={onClose}
      onSubmit={submit}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary">
            Save
          </Button>
        </>
      }
    >
      <p>
        Keeps {filter !== '' && <strong>{filter}</strong>}
        {filter !== '' && also && ', '}
        {also} as a tab that only you see.
      </p>
      <TextField
        label="Name"
        value={name}
        data-autofocus
        maxLength={40}
        autoComplete="off"
        {...(problem === null ? {} : { error: problem })}
        onChange={({ target }) => {
          setProblem(null);
          setName(target.value);
        }}
      />
    </Dialog>
  );
}
