import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import {
  ApplicationOffersDocument,
  DeleteInstanceAuthDocument,
  SetInstanceAuthDocument,
} from '../../../graphql.generated.ts';
import { ConfirmDialog } from '../../../members/ConfirmDialog.tsx';
import { FormProblem } from '../../../members/FormProblem.tsx';
import { useForm } from '../../../members/useForm.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { notify } from '../../../ui/notify.ts';
import { TextArea } from '../../../ui/TextArea.tsx';
import { AuthFields, authFields } from '../AuthFields.tsx';
import { type AuthDraft, authInput, authProblems, emptyAuth } from '../authDraft.ts';
import type { InstanceAuth } from './InstanceAuthsPanel.tsx';

interface InstanceAuthDialogProps {
  auth: InstanceAuth;
  onClose: () => void;
}

const refetchQueries = [ApplicationOffersDocument];

/** Gives the Runtime that asked what it calls the APIs with. */
export function ProvideDialog({ auth, onClose }: InstanceAuthDialogProps) {
  const [set] = useMutation(SetInstanceAuthDocument, { refetchQueries });
  const [draft, setDraft] = useState<AuthDraft>({ kind: 'BASIC', ...emptyAuth });
  const form = useForm(
    authFields,
    () => authProblems(draft),
    async () => {
      await set({ variables: { id: auth.id, in: { auth: authInput(draft, null) } } });
      notify({ family: 'connected', title: `Provided credentials for ${auth.packageName}` });
      onClose();
    },
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Credentials for ${auth.packageName}`}
      onSubmit={() => void form.submit()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" disabled={form.running}>
            Provide
          </Button>
        </>
      }
    >
      <p>The runtime that asked gets them with its next fetch, and calls the APIs of this package with them.</p>
      <AuthFields
        label="Credentials"
        hint="What the APIs ask for."
        auth={draft}
        onChange={setDraft}
        errors={form.errors}
        edited={form.edited}
        mayKeep={false}
        required
      />
      <FormProblem text={form.errors['']} />
    </Dialog>
  );
}

/** Says no, with the reason the Runtime is told. */
export function RefuseDialog({ auth, onClose }: InstanceAuthDialogProps) {
  const [set] = useMutation(SetInstanceAuthDocument, { refetchQueries });
  const [message, setMessage] = useState('');
  const form = useForm(
    ['message'],
    () => ({ ...(message.trim() === '' && { message: 'A reason is needed: the runtime is told.' }) }),
    async () => {
      const status = { condition: 'FAILED' as const, reason: 'Refused', message };
      await set({ variables: { id: auth.id, in: { status } } });
      notify({ family: 'connected', title: `Refused a request for ${auth.packageName}` });
      onClose();
    },
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Refuse credentials for ${auth.packageName}?`}
      onSubmit={() => void form.submit()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" disabled={form.running}>
            Refuse
          </Button>
        </>
      }
    >
      <TextArea
        label="Reason"
        error={form.errors['message']}
        value={message}
        data-autofocus
        onChange={({ target }) => {
          form.edited('message');
          setMessage(target.value);
        }}
      />
      <FormProblem text={form.errors['']} />
    </Dialog>
  );
}

export function DeleteInstanceAuthDialog({ auth, onClose }: InstanceAuthDialogProps) {
  const [remove] = useMutation(DeleteInstanceAuthDocument, { refetchQueries });
  const isUsed = auth.status.condition === 'SUCCEEDED';
  return (
    <ConfirmDialog
      title={`Delete the credentials for ${auth.packageName}?`}
      confirm="Delete"
      run={async () => {
        await remove({ variables: { id: auth.id } });
        notify({ family: 'connected', title: `Deleted credentials for ${auth.packageName}` });
        onClose();
      }}
      onClose={onClose}
    >
      <p>
        {isUsed
          ? 'The runtime that asked for them loses them with its next fetch; its calls with them stop.'
          : 'The request goes. The runtime may ask again.'}
      </p>
    </ConfirmDialog>
  );
}
