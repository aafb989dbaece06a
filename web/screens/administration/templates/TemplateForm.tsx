import { useState } from 'react';
import { FormProblem } from '../../../members/FormProblem.tsx';
import { placeholdersIn, readInput } from '../../../members/templateText.ts';
import { useForm } from '../../../members/useForm.ts';
import { useSession } from '../../../session/session.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { TextArea } from '../../../ui/TextArea.tsx';
import { TextField } from '../../../ui/TextField.tsx';

export type TemplateValues = {
  name: string;
  description: string;
  /** The Application as JSON, with placeholders. */
  application: string;
  /** What is asked for each placeholder. */
  questions: Readonly<Record<string, string>>;
};

interface TemplateFormProps {
  title: string;
  submit: string;
  initial: TemplateValues;
  isStored: boolean;
  run: (values: TemplateValues) => Promise<void>;
  onClose: () => void;
}

const fields = ['name', 'description', 'applicationInput', 'placeholders'] as const;

/** Name, the Application with its placeholders, and what is asked for each of them. */
export function TemplateForm({ title, submit, initial, isStored, run, onClose }: TemplateFormProps) {
  const { can } = useSession();
  const [values, setValues] = useState(initial);
  const placeholders = placeholdersIn(values.application);
  const read = readInput(values.application);
  const form = useForm(
    fields,
    () => ({
      ...(values.name === '' && { name: 'A name is needed.' }),
      ...('problem' in read && { applicationInput: read.problem }),
    }),
    () => run(values),
  );
  const change = (changed: Partial<TemplateValues>, field: string) => {
    form.edited(field);
    setValues({ ...values, ...changed });
  };
  return (
    <Dialog
      open
      size="wide"
      onClose={onClose}
      title={title}
      onSubmit={() => void form.submit()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" disabled={form.running}>
            {submit}
          </Button>
        </>
      }
    >
      <TextField
        label="Name"
        error={form.errors['name']}
        value={values.name}
        autoComplete="off"
        data-autofocus
        onChange={({ target }) => change({ name: target.value }, 'name')}
      />
      <TextArea
        label="Description (optional)"
        rows={2}
        error={form.errors['description']}
        value={values.description}
        onChange={({ target }) => change({ description: target.value }, 'description')}
      />
      {isStored && !can('application.auths:read') && (
        <p>You may not read stored credentials: saving removes those the template holds.</p>
      )}
      <TextArea
        label="Application"
        mono
        rows={12}
        hint="JSON with the members of ApplicationRegisterInput. {{name}} is asked for when an application is registered."
        error={form.errors['applicationInput'] ?? form.errors['placeholders']}
        value={values.application}
        spellCheck={false}
        onChange={({ target }) => change({ application: target.value }, 'applicationInput')}
      />
      {placeholders.map((name) => (
        <TextField
          key={name}
          label={
            <>
              What <code>{name}</code> means (optional)
            </>
          }
          value={values.questions[name] ?? ''}
          autoComplete="off"
          onChange={({ target }) =>
            change({ questions: { ...values.questions, [name]: target.value } }, 'placeholders')
          }
        />
      ))}
      <FormProblem text={form.errors['']} />
    </Dialog>
  );
}
