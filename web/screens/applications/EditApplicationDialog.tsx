import { useMutation, useQuery } from '@apollo/client/react';
import { useState } from 'react';
import {
  ApplicationDetailsDocument,
  type ApplicationDetailsQuery,
  UpdateApplicationDocument,
} from '../../graphql.generated.ts';
import { FormProblem } from '../../members/FormProblem.tsx';
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

type Application = NonNullable<ApplicationDetailsQuery['application']>;

/** Opens once the stored values are there: an update replaces all of them. */
export function EditApplicationDialog({ id, onClose }: Props) {
  const { data } = useQuery(ApplicationDetailsDocument, { variables: { id }, fetchPolicy: 'network-only' });
  return data?.application ? <EditForm application={data.application} onClose={onClose} /> : null;
}

function EditForm({ application, onClose }: { application: Application; onClose: () => void }) {
  const [update] = useMutation(UpdateApplicationDocument, { refetchQueries: [ApplicationDetailsDocument] });
  const [values, setValues] = useState({
    providerName: application.providerName ?? '',
    description: application.description ?? '',
    healthCheckURL: application.healthCheckURL ?? '',
  });
  const form = useForm(
    ['providerName', 'description', 'healthCheckURL'],
    () => ({}),
    async () => {
      const { providerName, description, healthCheckURL } = values;
      await update({
        variables: {
          id: application.id,
          in: {
            providerName: providerName || null,
            description: description || null,
            healthCheckURL: healthCheckURL || null,
            statusCondition: application.status.condition,
          },
        },
      });
      notify({ family: 'connected', title: `Saved ${application.name}` });
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
      title={`Edit ${application.name}`}
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
      <p className="muted">The name stays: runtimes use it as a resource name.</p>
      <TextField {...field('providerName')} label="Provider" autoComplete="off" data-autofocus />
      <TextArea {...field('description')} label="Description" />
      <TextField
        {...field('healthCheckURL')}
        label="Health check URL"
        hint="With its scheme, for example https://orders.example/health."
        autoComplete="off"
      />
      <FormProblem text={form.errors['']} />
    </Dialog>
  );
}
