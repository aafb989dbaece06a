import { useMutation, useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { RuntimeDetailsDocument, type RuntimeDetailsQuery, UpdateRuntimeDocument } from '../../graphql.generated.ts';
import { FormProblem } from '../../members/FormProblem.tsx';
import { type FieldErrors, nameProblem, nameRule } from '../../members/fieldErrors.ts';
import { useForm } from '../../members/useForm.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { notify } from '../../ui/notify.ts';
import { TextArea } from '../../ui/TextArea.tsx';
import { TextField } from '../../ui/TextField.tsx';

interface Props {
  id: string;
  onClose: () => void;
}

type Runtime = NonNullable<RuntimeDetailsQuery['runtime']>;

/** Opens once the stored values are there: an update replaces all of them, labels included. */
export function EditRuntimeDialog({ id, onClose }: Props) {
  const { data } = useQuery(RuntimeDetailsDocument, { variables: { id }, fetchPolicy: 'network-only' });
  return data?.runtime ? <EditForm runtime={data.runtime} onClose={onClose} /> : null;
}

function EditForm({ runtime, onClose }: { runtime: Runtime; onClose: () => void }) {
  const [update] = useMutation(UpdateRuntimeDocument, { refetchQueries: [RuntimeDetailsDocument] });
  const [values, setValues] = useState({ name: runtime.name, description: runtime.description ?? '' });
  const form = useForm(
    ['name', 'description'],
    (): FieldErrors => {
      const problem = nameProblem(values.name);
      return problem ? { name: problem } : {};
    },
    async () => {
      await update({
        variables: {
          id: runtime.id,
          in: {
            name: values.name,
            description: values.description || null,
            labels: runtime.labels,
            statusCondition: runtime.status.condition,
          },
        },
      });
      notify({ family: 'connected', title: `Saved ${values.name}` });
      onClose();
    },
  );
  const field = (key: keyof typeof values) => ({
    value: values[key],
    error: form.errors[key],
    onChange: ({ target }: { target: { value: string } }) => {
      form.edited(key);
      setValues({ ...values, [key]: target.value });
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Edit ${runtime.name}`}
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
      <TextField {...field('name')} label="Name" hint={nameRule} autoComplete="off" spellCheck={false} data-autofocus />
      <TextArea {...field('description')} label="Description" />
      <FormProblem text={form.errors['']} />
    </Dialog>
  );
}
