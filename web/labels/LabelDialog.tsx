import { useQuery } from '@apollo/client/react';
import { useDebouncedValue } from '@mantine/hooks';
import { useRef, useState } from 'react';
import { LabelKeysDocument, LabelProblemDocument } from '../graphql.generated.ts';
import { FormProblem } from '../members/FormProblem.tsx';
import type { FieldErrors } from '../members/fieldErrors.ts';
import { useForm } from '../members/useForm.ts';
import { useSession } from '../session/session.ts';
import { ConflictDialog } from '../twoPeople/ConflictDialog.tsx';
import { LoadProblemDialog } from '../twoPeople/LoadProblemDialog.tsx';
import { useEdited } from '../twoPeople/useEdited.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { notify } from '../ui/notify.ts';
import { TextField } from '../ui/TextField.tsx';
import { LabelValueField } from './LabelValueField.tsx';
import { inWords, labelProblems, labelValueProblem } from './labelProblems.ts';
import { type LabelOwner, labelEdit } from './ownedLabels.ts';
import { fieldOfSchema } from './schemaField.ts';

interface LabelDialogProps {
  owner: LabelOwner;
  /** Null for a new one. */
  label: { key: string; value: unknown } | null;
  taken: readonly string[];
  onClose: () => void;
}

/** Sets one label in the form its schema suggests; what the schema has against the value stands at the value. */
export function LabelDialog({ owner, label, taken, onClose }: LabelDialogProps) {
  const { can } = useSession();
  const [key, setKey] = useState(label?.key ?? '');
  const [text, setText] = useState(label ? JSON.stringify(label.value, null, 2) : '');
  const [touched, setTouched] = useState(false);
  const writing = useRef(key);
  const definitions = useQuery(LabelKeysDocument, {
    skip: !can('label_definition:read'),
    fetchPolicy: 'cache-and-network',
  });
  const definition = definitions.data?.labelKeys.find((each) => each.key === key);
  const local: FieldErrors = labelProblems(key, text);
  const [asked] = useDebouncedValue(JSON.stringify({ key, text }), 250);
  const isAsked = touched && asked === JSON.stringify({ key, text }) && Object.keys(local).length === 0;
  const { data: judged } = useQuery(LabelProblemDocument, {
    variables: { key, value: isAsked ? JSON.parse(text) : null },
    skip: !isAsked || !definition?.schema,
    fetchPolicy: 'network-only',
  });
  const problem = isAsked && judged?.labelProblem ? inWords(judged.labelProblem) : undefined;

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
    () => local,
    () => {
      writing.current = key;
      return save(JSON.parse(text));
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
          setText(JSON.stringify(value, null, 2) ?? '');
          edit.settle();
        }}
        onClose={onClose}
      />
    );
  }
  // Until the definitions are there the value might be offered in a form that does not suit it.
  if (!edit.initial || (definitions.loading && !definitions.data)) return null;
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
        list="label-keys"
        data-autofocus={label === null || undefined}
        onChange={({ target }) => {
          form.edited('key');
          setKey(target.value);
        }}
      />
      {label === null && (
        <datalist id="label-keys">
          {definitions.data?.labelKeys.map((each) => (
            <option key={each.key} value={each.key} />
          ))}
        </datalist>
      )}
      <LabelValueField
        key={definition?.schema ?? ''}
        field={fieldOfSchema(definition?.schema ?? null)}
        text={text}
        error={form.errors['value'] ?? problem}
        autoFocus={label !== null}
        onChange={(next) => {
          form.edited('value');
          setTouched(true);
          setText(next);
        }}
      />
      <FormProblem text={form.errors['']} />
    </Dialog>
  );
}
