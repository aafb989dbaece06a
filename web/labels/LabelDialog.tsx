import { useRef, useState } from 'react';
import { pairKey } from '../changes/describe.ts';
import { FormProblem } from '../members/FormProblem.tsx';
import { useForm } from '../members/useForm.ts';
import { ConflictDialog } from '../twoPeople/ConflictDialog.tsx';
import { LoadProblemDialog } from '../twoPeople/LoadProblemDialog.tsx';
import { useEdited } from '../twoPeople/useEdited.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { notify } from '../ui/notify.ts';
import { TextField } from '../ui/TextField.tsx';
import { LabelFields } from './LabelFields.tsx';
import { labelValueProblem } from './labelProblems.ts';
import { type LabelOwner, labelEdit } from './ownedLabels.ts';
import { RuleEffectOfLabel } from './RuleEffectOfLabel.tsx';
import { useLabelInput } from './useLabelInput.ts';
import { useRuleEffect } from './useRuleEffect.ts';

interface LabelDialogProps {
  owner: LabelOwner;
  /** Null for a new one. */
  label: { key: string; value: unknown } | null;
  taken: readonly string[];
  onClose: () => void;
}

/** Sets one label in the form its schema suggests; what the schema has against the value stands at the value. */
export function LabelDialog({ owner, label, taken, onClose }: LabelDialogProps) {
  const input = useLabelInput(owner.kind, label);
  const writing = useRef(input.key);
  const [typed, setTyped] = useState({ name: '', stopping: '' });

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

  const rules = useRuleEffect(owner);
  const given = Object.keys(input.errors).length === 0 ? { key: input.key, value: JSON.parse(input.text) } : null;
  const effect = given && rules.of(given.key, given.value);
  const stops = effect?.impact.breaks ?? [];
  const stopping = stops.map(pairKey).join();
  // What was typed for something else does not confirm this.
  const isConfirmed = stops.length === 0 || (typed.name === owner.name && typed.stopping === stopping);
  const isUnconfirmed = given !== null && (effect === null || !isConfirmed);
  const form = useForm(
    ['key', 'value'],
    () => input.errors,
    () => {
      writing.current = input.key;
      return save(JSON.parse(input.text));
    },
  );

  const back = (value: unknown) => {
    input.setText(JSON.stringify(value, null, 2) ?? '');
    edit.settle();
  };
  const problem = edit.problem ?? rules.problem;
  if (problem !== undefined) return <LoadProblemDialog problem={problem} onClose={onClose} />;
  if (edit.conflict) {
    return (
      <ConflictDialog
        name={`${writing.current} of ${owner.name}`}
        fields={[{ key: 'value', label: writing.current }]}
        conflict={edit.conflict}
        onSave={async ({ value }) => {
          const breaks = rules.of(writing.current, value)?.impact.breaks;
          // What stops is shown in the form, and confirmed there.
          if (breaks?.length === 0) await save(value);
          else back(value);
        }}
        onBack={({ value }) => back(value)}
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
      onSubmit={() => {
        if (!isUnconfirmed) void form.submit();
      }}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" disabled={form.running || isUnconfirmed}>
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
      <RuleEffectOfLabel name={owner.name} effect={effect} />
      {stops.length > 0 && (
        <TextField
          label={
            <>
              Type <strong>{owner.name}</strong> to set the label
            </>
          }
          value={typed.stopping === stopping ? typed.name : ''}
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => setTyped({ name: target.value, stopping })}
        />
      )}
      <FormProblem text={form.errors['']} />
    </Dialog>
  );
}
