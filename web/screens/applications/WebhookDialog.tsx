import { useApolloClient, useMutation } from '@apollo/client/react';
import { useState } from 'react';
import {
  AddWebhookDocument,
  ApplicationDetailsDocument,
  UpdateWebhookDocument,
  WebhookForEditDocument,
  WebhooksDocument,
} from '../../graphql.generated.ts';
import { FormProblem } from '../../members/FormProblem.tsx';
import { useForm } from '../../members/useForm.ts';
import { EditDialog } from '../../twoPeople/EditDialog.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { notify } from '../../ui/notify.ts';
import { TextField } from '../../ui/TextField.tsx';
import { AuthFields, authFields } from './AuthFields.tsx';
import { type AuthDraft, authProblems, emptyAuth } from './authDraft.ts';
import { authOf, isUnreadable, valuesOf, type WebhookValues, webhookInput } from './webhookValues.ts';
import { addressInWords } from './webhookWords.ts';

interface WebhookDialogProps {
  applicationID: string;
  owner: string;
  onClose: () => void;
}

const refetchQueries = [WebhooksDocument, ApplicationDetailsDocument];

export function AddWebhookDialog({ applicationID, owner, onClose }: WebhookDialogProps) {
  const [add] = useMutation(AddWebhookDocument, { refetchQueries });
  return (
    <WebhookForm
      title="Add a webhook"
      submit="Add"
      owner={owner}
      initial={{ url: '', auth: null }}
      run={async (values) => {
        await add({ variables: { applicationID, in: webhookInput(values) } });
        notify({ family: 'connected', title: `Added a webhook to ${owner}` });
        onClose();
      }}
      onClose={onClose}
    />
  );
}

export function EditWebhookDialog({ applicationID, owner, id, onClose }: WebhookDialogProps & { id: string }) {
  const client = useApolloClient();
  const [update] = useMutation(UpdateWebhookDocument, { refetchQueries });
  return (
    <EditDialog<WebhookValues>
      objectID={id}
      read={async () => {
        const { data } = await client.query({
          query: WebhookForEditDocument,
          variables: { applicationID },
          // Secrets stay out of the cache.
          fetchPolicy: 'no-cache',
        });
        const stored = data?.application?.webhooks?.find((webhook) => webhook.id === id);
        return stored ? valuesOf(stored) : null;
      }}
      write={async (values, since) => update({ variables: { id, since, in: webhookInput(values) } })}
      nameOf={({ url }) => `The webhook to ${addressInWords(url)}`}
      fields={[
        { key: 'url', label: 'URL' },
        { key: 'auth', label: 'Authentication', secret: true },
      ]}
      onSaved={() => {
        notify({ family: 'connected', title: `Saved a webhook of ${owner}` });
        onClose();
      }}
      onClose={onClose}
    >
      {(initial, save) => (
        <WebhookForm title="Edit webhook" submit="Save" owner={owner} initial={initial} run={save} onClose={onClose} />
      )}
    </EditDialog>
  );
}

interface WebhookFormProps {
  title: string;
  submit: string;
  owner: string;
  initial: WebhookValues;
  run: (values: WebhookValues) => Promise<void>;
  onClose: () => void;
}

const fields = ['url', ...authFields] as const;

function WebhookForm({ title, submit, owner, initial, run, onClose }: WebhookFormProps) {
  const mayKeep = initial.auth !== null && !isUnreadable(initial.auth);
  const [url, setUrl] = useState(initial.url);
  const [auth, setAuth] = useState<AuthDraft>({ kind: mayKeep ? 'KEEP' : 'NONE', ...emptyAuth });
  const form = useForm(
    fields,
    () => ({ ...(url === '' ? { url: 'An address is needed.' } : {}), ...authProblems(auth) }),
    () => run({ url, auth: authOf(auth, initial) }),
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
            {submit}
          </Button>
        </>
      }
    >
      <p>
        <strong>{owner}</strong> is called at this address with every event that concerns it, signed with a secret of
        its own.
      </p>
      <TextField
        label="URL"
        type="url"
        hint="http or https, without user name and password."
        error={form.errors['url']}
        value={url}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
        onChange={({ target }) => {
          form.edited('url');
          setUrl(target.value);
        }}
      />
      <AuthFields
        hint={
          isUnreadable(initial.auth)
            ? 'You may not read the stored authentication, and saving replaces it: enter it again, or choose None.'
            : 'How Compass identifies itself to the receiver, besides the signature.'
        }
        auth={auth}
        onChange={setAuth}
        errors={form.errors}
        edited={form.edited}
        mayKeep={mayKeep}
      />
      <FormProblem text={form.errors['']} />
    </Dialog>
  );
}
