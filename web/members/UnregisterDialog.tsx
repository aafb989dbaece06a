import { useState } from 'react';
import { formatList, formatPlural } from '../format/counts.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { notify } from '../ui/notify.ts';
import { TextField } from '../ui/TextField.tsx';
import { FormProblem } from './FormProblem.tsx';
import { fieldErrorsOf } from './fieldErrors.ts';
import type { ApplicationRow, RuntimeRow } from './rows.ts';

interface UnregisterDialogProps {
  row: ApplicationRow | RuntimeRow;
  run: () => Promise<unknown>;
  onClose: () => void;
  /** After the object is gone. */
  onDone: () => void;
}

/** Says what stops; asks for the name while something live would. */
export function UnregisterDialog({ row, run, onClose, onDone }: UnregisterDialogProps) {
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [running, setRunning] = useState(false);
  const live = row.connected.length;
  const ready = live === 0 || typed === row.name;
  const kind = row.kind === 'APPLICATION' ? 'application' : 'runtime';

  async function submit() {
    if (!ready || running) return;
    setRunning(true);
    try {
      await run();
      notify({ family: 'connected', title: `Unregistered ${row.name}` });
      onDone();
    } catch (error) {
      setProblem(Object.values(fieldErrorsOf(error, []))[0] ?? null);
      setRunning(false);
    }
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={`Unregister ${row.name}?`}
      onSubmit={() => void submit()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" disabled={!ready || running}>
            Unregister
          </Button>
        </>
      }
    >
      <p>
        Unregisters <strong>{row.name}</strong>.{' '}
        {live === 0
          ? 'No connection stops.'
          : `${formatPlural(live, 'connection')} ${live === 1 ? 'stops' : 'stop'}: ${formatList(
              row.connected.map(({ name }) => name),
              6,
            )}.`}
      </p>
      <p>
        Its labels, scenarios and machine identities go with it, and its certificates stop working with the next
        request. This cannot be undone.
      </p>
      {live > 0 && (
        <TextField
          label={
            <>
              Type <strong>{row.name}</strong> to unregister the {kind}
            </>
          }
          value={typed}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          onChange={({ target }) => setTyped(target.value)}
        />
      )}
      <FormProblem text={problem} />
    </Dialog>
  );
}
