import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { InvitePersonDocument, type InvitePersonMutation, type Role } from '../../../graphql.generated.ts';
import { FormProblem } from '../../../members/FormProblem.tsx';
import { useForm } from '../../../members/useForm.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { RoleChoice } from './RoleChoice.tsx';

interface InviteDialogProps {
  onInvited: (invitation: InvitePersonMutation['invitePerson']) => void;
  onClose: () => void;
}

export function InviteDialog({ onInvited, onClose }: InviteDialogProps) {
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('VIEWER');
  const [invite] = useMutation(InvitePersonDocument);
  const form = useForm(
    ['email', 'name'],
    () => ({
      ...(!/^[^\s@]+@[^\s@]+$/.test(email.trim()) && {
        email: 'Write an e-mail address, for example mara@example.com.',
      }),
    }),
    async () => {
      const { data } = await invite({ variables: { in: { email: email.trim(), name: name.trim() || null, role } } });
      if (data) onInvited(data.invitePerson);
    },
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title="Invite somebody to this tenant"
      onSubmit={() => void form.submit()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" disabled={form.running}>
            Invite
          </Button>
        </>
      }
    >
      <p className="muted">
        You get a link to hand over, with which they choose a password. Somebody who works in another tenant signs in as
        before and finds this tenant beside it.
      </p>
      <TextField
        label="E-mail"
        type="email"
        value={email}
        autoComplete="off"
        data-autofocus
        error={form.errors['email']}
        onChange={({ target }) => {
          form.edited('email');
          setEmail(target.value);
        }}
      />
      <TextField
        label="Name"
        value={name}
        autoComplete="off"
        hint="The e-mail address stands in its place if you leave it empty."
        error={form.errors['name']}
        onChange={({ target }) => {
          form.edited('name');
          setName(target.value);
        }}
      />
      <RoleChoice value={role} onChange={setRole} />
      <FormProblem text={form.errors['']} />
    </Dialog>
  );
}
