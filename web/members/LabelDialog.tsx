import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { notify } from '../ui/notify.ts';
import { TextArea } from '../ui/TextArea.tsx';
import { TextField } from '../ui/TextField.tsx';
import { FormProblem } from './FormProblem.tsx';
import type { FieldErrors } from './fieldErrors.ts';
import { labelProblems, labelValueProblem } from './labels.ts';
import { useForm } from './useForm.ts';

interface LabelDialogProps {
  owner: string;
  /** Null for a new one. */
  label: { key: string; value: unknown } | null;
  taken: readonly string[];
  onSet: (key: string, value: unknown) => Promise<unknown>;
  onClose: () => void;
}

/** Sets one label; a value the schema refuses is explained at the value. */
export function LabelDialog({ owner, label, taken, onSet, onClose }: LabelDialogProps) {
  const [key, setKey] = useState(label?.key ?? '');
  const [value, setValue] = useState(label ? JSON.stringify(label.value, null, 2) : '');
  const form = useForm(
    ['key', 'value'],
    (): FieldErrors => labelProblems(key, value),
    async () => {
      try {
        await onSet(key, JSON.parse(value));
      } catch (error) {
        const problem = labelValueProblem(error);
        throw problem === null ? error : new Error(`validation error for type LabelInput: value: ${problem}.`);
      }
      notify({ family: 'connected', title: `Set label ${key} of ${owner}` });
      onClose();
    },
  );
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
      <TextField
        label="Key"
        hint={
          label === null && taken.includes(key)
            ? 'This label exists; saving replaces its value.'
            : 'Letters, digits and _ only.'
        }
        error={form.errors['key']}
        value={key}
        readOnly={label !== null}
        autoComplete="off"
        spellCheck={false}
        data-autofocus={label === null || undefined}
        onChange={({ target }) => {
          form.edited('key');
          setKey(target.value);
        }}
      />
      <TextArea
        label="Value"
        mono
        hint='JSON: text stands in quotes, for example "retail" or ["a", "b"].'
        error={form.errors['value']}
        value={value}
        spellCheck={false}
        data-autofocus={label !== null || undefined}
        onChange={({ target }) => {
          form.edited('value');
          setValue(target.value);
        }}
      />
      <FormProblem text={form.errors['']} />
    </Dialog>
  );
}
