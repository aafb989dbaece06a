import { useMutation } from '@apollo/client/react';
import { UnregisterApplicationDocument } from '../../graphql.generated.ts';
import { useLandscape } from '../../live/landscape.ts';
import { AssignDialog } from '../../members/AssignDialog.tsx';
import type { ApplicationRow } from '../../members/rows.ts';
import { UnregisterDialog } from '../../members/UnregisterDialog.tsx';
import { EditApplicationDialog } from './EditApplicationDialog.tsx';

export type ApplicationDialogName = 'assign' | 'edit' | 'unregister';

interface Props {
  row: ApplicationRow;
  name: ApplicationDialogName | null;
  onClose: () => void;
  onGone: () => void;
}

/** What can be done to one Application, from its table and from its page. */
export function ApplicationDialogs({ row, name, onClose, onGone }: Props) {
  const { landscape } = useLandscape();
  const [unregister] = useMutation(UnregisterApplicationDocument);
  switch (name) {
    case 'assign':
      return <AssignDialog landscape={landscape} row={row} onClose={onClose} />;
    case 'edit':
      return <EditApplicationDialog id={row.id} onClose={onClose} />;
    case 'unregister':
      return (
        <UnregisterDialog
          row={row}
          run={() => unregister({ variables: { id: row.id } })}
          onClose={onClose}
          onDone={() => {
            onClose();
            onGone();
          }}
        />
      );
    case null:
      return null;
  }
}
