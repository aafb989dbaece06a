import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { CreateTenantDocument, RenameTenantDocument, type TenantFactsFragment } from '../../../graphql.generated.ts';
import { FormProblem } from '../../../members/FormProblem.tsx';
import { useForm } from '../../../members/useForm.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { notify } from '../../../ui/notify.ts';
import { TextField } from '../../../ui/TextField.tsx';

interface FormProps {
  onDone: () => void;
  onClose: () => void;
}

const idRule = 'Lower-case letters, digits and hyphens only, with a letter or digit at both ends.';

export function CreateTenantDialog({ onDone, onClose }: FormProps) {
  const [id, setId] = useState('');
  const [name, setName] = useState('');
  const [create] = useMutation(CreateTenantDocument);
  const form = useForm(
    ['id', 'name'],
    () => ({
      ...(name.trim() === '' && { name: 'A name is needed.' }),
      ...(!/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(id) && { id: idRule }),
    }),
    async () => {
      await create({ variables: { in: { id, name: name.trim() } } });
      notify({ family: 'connected', title: `Created the tenant ${name.trim()}` });
      onDone();
    },
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title="Create a tenant"
      onSubmit={() => void form.submit()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" disabled={form.running}>
            Create
          </Button>
        </>
      }
    >
      <p className="muted">A landscape of its own, which no other tenant sees. You become its first administrator.</p>
      <TextField
        label="Name"
        value={name}
        autoComplete="off"
        data-autofocus
        error={form.errors['name']}
        onChange={({ target }) => {
          form.edited('name');
          setName(target.value);
        }}
      />
      <TextField
        label="Id"
        value={id}
        autoComplete="off"
        spellCheck={false}
        hint={`Part of addresses, as in /t/${id || 'northwind'}/map, and sent by clients in the header Tenant. It never changes.`}
        error={form.errors['id']}
        onChange={({ target }) => {
          form.edited('id');
          setId(target.value);
        }}
      />
      <FormProblem text={form.errors['']} />
    </Dialog>
  );
}

export function RenameTenantDialog({ tenant, onDone, onClose }: FormProps & { tenant: TenantFactsFragment }) {
  const [name, setName] = useState(tenant.name);
  const [rename] = useMutation(RenameTenantDocument);
  const form = useForm(
    ['name'],
    () => ({ ...(name.trim() === '' && { name: 'A name is needed.' }) }),
    async () => {
      await rename({ variables: { id: tenant.id, name: name.trim() } });
      notify({ family: 'connected', title: `${tenant.name} is called ${name.trim()} now` });
      onDone();
    },
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Rename ${tenant.name}`}
      onSubmit={() => void form.submit()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" disabled={form.running}>
            Rename
          </Button>
        </>
      }
    >
      <TextField
        label="Name"
        value={name}
        autoComplete="off"
        data-autofocus
        hint={`Addresses keep /t/${tenant.id}.`}
        error={form.errors['name']}
        onChange={({ target }) => {
          form.edited('name');
          setName(target.value);
        }}
      />
      <FormProblem text={form.errors['']} />
    </Dialog>
  );
}
