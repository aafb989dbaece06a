import { useRef } from 'react';
import { FormProblem } from '../members/FormProblem.tsx';
import { useForm } from '../members/useForm.ts';
import { ConflictDialog } from '../twoPeople/ConflictDialog.tsx';
import { LoadProblemDialog } from '../twoPeople/LoadProblemDialog.tsx';
import { useEdited } from '../twoPeople/useEdited.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { notify } from '../ui/notify.ts';
import { LabelFields } from './LabelFields.tsx';
import { labelValueProblem } from './labelProblems.ts';
import { type LabelOwner, labelEdit } from './ownedLabels.ts';
import { useLabelInput } from './useLabelInput.ts';

interface LabelDialogProps {
  owner: LabelOwner;
  /** Null for a new one. */
  label: { key: string; value: unknown } | null;
  taken: readonly string[];
  onClose: () => void;
}

/** Sets one label in the form its schema suggests; what the schema has against the value stands at the value. */
export function LabelDialog({ owner, label, taken, onClose }: LabelDialogProps) {
  const input = useLabelInput(label);
  const writing = useRef(input.key);

  const edit = useEdited(labelEdit(owner, () => writing.current));

  async function save(value: unknown) {
    try {
      if (!(await edit.save({ value }))) return;
    } catch (error) {
      const found = labelValueProblem(error);
      throw found === null ? error : new Error(`validation error for type LabelInput: value: ${found}.`);
    }
    const done = value === undefined ? 'Left out' : 'Set';
    notify({ family: 'connected', title: `${done} label ${writing.current} of ${owner.name}` });
    onClose();
  }

  const form = useForm(
    ['key', 'value'],
    () => input.errors,
    () => {
      writing.current = input.key;
      return save(JSON.parse(input.text));
    },
  );

  if (edit.problem !== undefined) return <LoadProblemDialog problem={edit.problem} onClose={onClose} />;
  if (edit.conflict) {
    return (
      <ConflictDialog
        name={`${writing.current} of ${owner.name}`}
        fields={[{ key: 'value', label: writing.current }]}
        conflict={edit.conflict}
        onSave={({ value }) => save(value)}
        onBack={({ value }) => {
          input.setText(JSON.stringify(value, null, 2) ?? '');
          edit.settle();
        }}
        onClose={onClose}
      />
    );
  }
  if (!edit.initial || !input.isReady) return null;
  return (
    <Dialog
      open
      onClose={onClose}
      title={label ? `Label ${label.key}` : 'Set a label'}
      onSubmit={() => void form.submit()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" disabled={form.running}>
            Save
          </Button>
        </>
      }
    >
      <LabelFields
        input={input}
        errors={form.errors}
        isKeyFixed={label !== null}
        {...(label === null && taken.includes(input.key)
          ? { keyHint: 'This label exists; saving replaces its value.' }
          : {})}
        onEdited={form.edited}
      />
      <FormProblem text={form.errors['']} />
    </Dialog>
  );
}
