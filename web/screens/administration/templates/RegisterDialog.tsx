import { useMutation } from '@apollo/client/react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { describeError } from '../../../errors.ts';
import { RegisterFromTemplateDocument, type TemplateFragment } from '../../../graphql.generated.ts';
import { FormProblem } from '../../../members/FormProblem.tsx';
import { filledIn, inputAsJson, readInput } from '../../../members/templateText.ts';
import { useForm } from '../../../members/useForm.ts';
import { usePaths } from '../../../paths.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { notify } from '../../../ui/notify.ts';
import { TextField } from '../../../ui/TextField.tsx';

/** Asks for the placeholders, registers, and opens the Application. */
export function RegisterDialog({ template, onClose }: { template: TemplateFragment; onClose: () => void }) {
  const paths = usePaths();
  const navigate = useNavigate();
  const [register] = useMutation(RegisterFromTemplateDocument);
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const names = template.placeholders.map(({ name }) => name);
  const form = useForm(
    names,
    () => Object.fromEntries(names.filter((name) => !values[name]).map((name) => [name, 'A value is needed.'])),
    async () => {
      try {
        const { data } = await register({
          variables: {
            in: {
              templateName: template.name,
              values: names.map((placeholder) => ({ placeholder, value: values[placeholder] ?? '' })),
            },
          },
        });
        const made = data?.registerApplicationFromTemplate;
        notify({ family: 'connected', title: `Registered ${made?.name ?? 'an application'}` });
        onClose();
        if (made) void navigate({ href: paths.application(made.id) });
      } catch (error) {
        // Fields of the Application are no fields of this form.
        throw new Error(describeError(error).message);
      }
    },
  );
  const read = readInput(inputAsJson(template.applicationInput));
  const name = 'input' in read ? filledIn(String(read.input['name']), values) : null;
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Register an application from ${template.name}`}
      onSubmit={() => void form.submit()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" disabled={form.running}>
            Register
          </Button>
        </>
      }
    >
      {template.description && <p className="muted">{template.description}</p>}
      {template.placeholders.map((placeholder, at) => (
        <TextField
          key={placeholder.name}
          label={placeholder.name}
          hint={placeholder.description}
          error={form.errors[placeholder.name]}
          value={values[placeholder.name] ?? ''}
          autoComplete="off"
          data-autofocus={at === 0 || undefined}
          onChange={({ target }) => {
            form.edited(placeholder.name);
            setValues({ ...values, [placeholder.name]: target.value });
          }}
        />
      ))}
      {name !== null && (
        <p aria-live="polite">
          The application will be called <strong>{name}</strong>.
        </p>
      )}
      <FormProblem text={form.errors['']} />
    </Dialog>
  );
}
