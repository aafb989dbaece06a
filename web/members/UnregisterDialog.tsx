import { formatList, formatPlural } from '../format/counts.ts';
import { notify } from '../ui/notify.ts';
import { ConfirmDialog } from './ConfirmDialog.tsx';
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
  const live = row.connected.length;
  const kind = row.kind === 'APPLICATION' ? 'application' : 'runtime';
  return (
    <ConfirmDialog
      title={`Unregister ${row.name}?`}
      confirm="Unregister"
      typed={live === 0 ? null : { name: row.name, to: `unregister the ${kind}` }}
      run={async () => {
        await run();
        notify({ family: 'connected', title: `Unregistered ${row.name}` });
        onDone();
      }}
      onClose={onClose}
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
    </ConfirmDialog>
  );
}
