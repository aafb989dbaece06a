import { useMutation } from '@apollo/client/react';
import { UnregisterRuntimeDocument } from '../../graphql.generated.ts';
import { useLandscape } from '../../live/landscape.ts';
import { AssignDialog } from '../../members/AssignDialog.tsx';
import type { RuntimeRow } from '../../members/rows.ts';
import { UnregisterDialog } from '../../members/UnregisterDialog.tsx';
import { EditRuntimeDialog } from './EditRuntimeDialog.tsx';

export type RuntimeDialogName = 'assign' | 'edit' | 'unregister';

interface Props {
  row: RuntimeRow;
  name: RuntimeDialogName | null;
  onClose: () => void;
  onGone: () => void;
}

/** What can be done to one Runtime, from its table and from its page. */
export function RuntimeDialogs({ row, name, onClose, onGone }: Props) {
  const { landscape } = useLandscape();
  const [unregister] = useMutation(UnregisterRuntimeDocument);
  switch (name) {
    case 'assign':
      return <AssignDialog landscape={landscape} row={row} onClose={onClose} />;
    case 'edit':
      return <EditRuntimeDialog id={row.id} onClose={onClose} />;
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
