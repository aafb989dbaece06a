import { type ReactNode, useState } from 'react';
import { ConflictDialog, type ConflictField } from './ConflictDialog.tsx';
import type { EditSource } from './edit.ts';
import { LoadProblemDialog } from './LoadProblemDialog.tsx';
import type { Values } from './merge.ts';
import { useEdited } from './useEdited.ts';

interface EditDialogProps<V extends Values> extends EditSource<V> {
  /** What is being edited, by its values. */
  nameOf: (values: V) => string;
  fields: readonly ConflictField[];
  /** After the values were stored; closes the dialog. */
  onSaved: (values: V) => void;
  onClose: () => void;
  /** The form, once what is stored is known; `save` throws what the server has against the values. */
  children: (initial: V, save: (values: V) => Promise<void>) => ReactNode;
}

/** A form over what is stored; what someone else stores meanwhile is shown beside it before anything is overwritten. */
export function EditDialog<V extends Values>(props: EditDialogProps<V>) {
  const { nameOf, fields, onSaved, onClose, children } = props;
  const edit = useEdited<V>(props);
  const [resumed, setResumed] = useState<V | null>(null);

  async function save(values: V) {
    if (await edit.save(values)) onSaved(values);
  }

  if (edit.problem !== undefined) return <LoadProblemDialog problem={edit.problem} onClose={onClose} />;
  if (!edit.initial) return null;
  if (edit.conflict) {
    return (
      <ConflictDialog
        name={nameOf(edit.conflict.theirs)}
        fields={fields}
        conflict={edit.conflict}
        onSave={save}
        onBack={(result) => {
          setResumed(result);
          edit.settle();
        }}
        onClose={onClose}
      />
    );
  }
  return children(resumed ?? edit.initial, save);
}
