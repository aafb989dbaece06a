import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextArea } from '../ui/TextArea.tsx';
import { TextField } from '../ui/TextField.tsx';
import { FormProblem } from './FormProblem.tsx';
import { type FieldErrors, nameProblem, nameRule } from './fieldErrors.ts';
import { ScenarioPicker } from './ScenarioPicker.tsx';
import { useForm } from './useForm.ts';

interface MemberField<Key extends string> {
  key: Key;
  label: string;
  hint?: string;
  /** Makes it a text of several lines. */
  rows?: number;
}

/** The fields an Application and a Runtime have; the key is the member of the input type. */
export const memberFields = {
  name: { key: 'name', label: 'Name', hint: nameRule },
  providerName: { key: 'providerName', label: 'Provider (optional)' },
  description: { key: 'description', label: 'Description (optional)', rows: 2 },
  healthCheckURL: {
    key: 'healthCheckURL',
    label: 'Health check URL (optional)',
    hint: 'With its scheme, for example https://orders.example/health.',
  },
} as const satisfies Record<string, MemberField<string>>;

interface MemberFormProps<Key extends string> {
  title: string;
  submit: string;
  /** A sentence above the fields. */
  lead?: string;
  fields: readonly MemberField<Key>[];
  initial: Record<Key, string>;
  /** Names in use, which a field `name` may not repeat. */
  taken?: readonly string[];
  /** Lets scenarios be chosen as well. */
  scenarios?: { hint: string; names: readonly string[] };
  /** Optional values left empty arrive as null. */
  run: (values: Record<Key, string | null>, scenarios: string[]) => Promise<void>;
  onClose: () => void;
}

/** The dialog that registers or edits an Application or a Runtime; problems stand at their fields. */
export function MemberForm<Key extends string>(props: MemberFormProps<Key>) {
  const { title, fields, scenarios, run, onClose } = props;
  const [values, setValues] = useState(props.initial);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const name = (values as Partial<Record<string, string>>)['name'];
  const taken = name !== undefined && props.taken?.includes(name) ? 'This name is taken. Choose another one.' : null;
  const form = useForm(
    fields.map(({ key }) => key),
    (): FieldErrors => {
      const problem = name === undefined ? null : (taken ?? nameProblem(name));
      return problem === null ? {} : { name: problem };
    },
    () => {
      const given = Object.entries<string>(values).map(([key, value]) => [key, value || null]);
      return run(Object.fromEntries(given) as Record<Key, string | null>, [...chosen]);
    },
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      onSubmit={() => void form.submit()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" disabled={form.running}>
            {props.submit}
          </Button>
        </>
      }
    >
      {props.lead && <p className="muted">{props.lead}</p>}
      {fields.map(({ key, label, hint, rows }, at) => {
        const field = {
          label,
          value: values[key],
          error: form.errors[key] ?? (key === 'name' ? (taken ?? undefined) : undefined),
          onChange: ({ target }: { target: { value: string } }) => {
            form.edited(key);
            setValues({ ...values, [key]: target.value });
          },
          ...(hint === undefined ? {} : { hint }),
          ...(at === 0 ? { 'data-autofocus': true } : {}),
        };
        return rows === undefined ? (
          <TextField key={key} {...field} autoComplete="off" spellCheck={key === 'name' ? false : undefined} />
        ) : (
          <TextArea key={key} {...field} rows={rows} />
        );
      })}
      {scenarios && (
        <ScenarioPicker
          legend="Scenarios"
          hint={scenarios.hint}
          names={scenarios.names.toSorted((a, b) => a.localeCompare(b, 'en'))}
          chosen={chosen}
          onChange={setChosen}
        />
      )}
      <FormProblem text={form.errors['']} />
    </Dialog>
  );
}
