import { type ReactNode, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/TextField.tsx';
import { FormProblem } from './FormProblem.tsx';
import { fieldErrorsOf } from './fieldErrors.ts';

interface ConfirmDialogProps {
  title: string;
  /** The button that goes ahead. */
  confirm: string;
  /** What stops and what stays. */
  children: ReactNode;
  /** A name to be typed first, and what for, as in "delete the scenario"; null if nothing live stops. */
  typed?: { name: string; to: string } | null;
  /** Carries it out and closes the dialog; what it throws is shown. */
  run: () => Promise<void>;
  onClose: () => void;
}

/** Asks before something that cannot be undone: consequence first, then the typed name, then the buttons. */
export function ConfirmDialog({ title, confirm, children, typed = null, run, onClose }: ConfirmDialogProps) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [running, setRunning] = useState(false);
  const ready = !running && (typed === null || text === typed.name);

  async function submit() {
    if (!ready) return;
    setRunning(true);
    setProblem(null);
    try {
      await run();
    } catch (error) {
      setProblem(Object.values(fieldErrorsOf(error, []))[0] ?? null);
    } finally {
      setRunning(false);
    }
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      onSubmit={() => void submit()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" disabled={!ready}>
            {confirm}
          </Button>
        </>
      }
    >
      {children}
      {typed && (
        <TextField
          label={
            <>
              Type <strong>{typed.name}</strong> to {typed.to}
            </>
          }
          value={text}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          onChange={({ target }) => setText(target.value)}
        />
      )}
      <FormProblem text={problem} />
    </Dialog>
  );
}
