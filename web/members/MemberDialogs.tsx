import type { ComponentType } from 'react';
import { useLandscape } from '../live/landscape.ts';
import { AssignDialog } from './AssignDialog.tsx';
import type { ApplicationRow, RuntimeRow } from './rows.ts';
import { UnregisterDialog } from './UnregisterDialog.tsx';

export type MemberDialogName = 'assign' | 'edit' | 'unregister';

export interface MemberDialogState<Row> {
  row: Row;
  name: MemberDialogName;
  onClose: () => void;
  /** After the object was unregistered. */
  onGone: () => void;
}

interface MemberDialogsProps extends MemberDialogState<ApplicationRow | RuntimeRow> {
  edit: ComponentType<{ id: string; onClose: () => void }>;
  unregister: (id: string) => Promise<unknown>;
}

/** What can be done to one Application or Runtime, from its table and from its page. */
export function MemberDialogs({ row, name, onClose, onGone, edit: Edit, unregister }: MemberDialogsProps) {
  const { landscape } = useLandscape();
  switch (name) {
    case 'assign':
      return <AssignDialog landscape={landscape} row={row} onClose={onClose} />;
    case 'edit':
      return <Edit id={row.id} onClose={onClose} />;
    case 'unregister':
      return (
        <UnregisterDialog
          row={row}
          run={() => unregister(row.id)}
          onClose={onClose}
          onDone={() => {
            onClose();
            onGone();
          }}
        />
      );
  }
}
