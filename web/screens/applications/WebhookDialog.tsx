import { useMutation, useQuery } from '@apollo/client/react';
import { useState } from 'react';
import {
  AddWebhookDocument,
  ApplicationDetailsDocument,
  type StoredAuthFragment,
  UpdateWebhookDocument,
  WebhookAuthDocument,
  WebhooksDocument,
} from '../../graphql.generated.ts';
import { FormProblem } from '../../members/FormProblem.tsx';
import { useForm } from '../../members/useForm.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { notify } from '../../ui/notify.ts';
import { TextField } from '../../ui/TextField.tsx';
import { AuthFields, authFields } from './AuthFields.tsx';
import { type AuthDraft, authInput, authProblems, emptyAuth } from './authDraft.ts';

interface WebhookDialogProps {
  applicationID: string;
  owner: string;
  /** Null for a new one. */
  webhook: { id: string; url: string; hasAuth: boolean } | null;
  onClose: () => void;
}

const fields = ['url', ...authFields] as const;

/** Opens once it is known what would be replaced: an update replaces address and authentication together. */
export function WebhookDialog(props: WebhookDialogProps) {
  const { applicationID, webhook } = props;
  const { data, error } = useQuery(WebhookAuthDocument, {
    variables: { applicationID },
    // Secrets stay out of the cache.
    fetchPolicy: 'no-cache',
    skip: !webhook?.hasAuth,
  });
  if (webhook?.hasAuth && !data && !error) return null;
  const stored = data?.application?.webhooks?.find(({ id }) => id === webhook?.id)?.auth ?? null;
  return <WebhookForm {...props} stored={stored} />;
}

function WebhookForm({
  applicationID,
  owner,
  webhook,
  stored,
  onClose,
}: WebhookDialogProps & { stored: StoredAuthFragment | null }) {
  const refetchQueries = [WebhooksDocument, ApplicationDetailsDocument];
  const [add] = useMutation(AddWebhookDocument, { refetchQueries });
  const [update] = useMutation(UpdateWebhookDocument, { refetchQueries });
  const [url, setUrl] = useState(webhook?.url ?? '');
  const [auth, setAuth] = useState<AuthDraft>({ kind: stored ? 'KEEP' : 'NONE', ...emptyAuth });
  const form = useForm(
    fields,
    () => ({ ...(url === '' ? { url: 'An address is needed.' } : {}), ...authProblems(auth) }),
    async () => {
      const input = { type: 'CONFIGURATION_CHANGED' as const, url, auth: authInput(auth, stored) };
      if (webhook) await update({ variables: { id: webhook.id, in: input } });
      else await add({ variables: { applicationID, in: input } });
      notify({ family: 'connected', title: webhook ? `Saved a webhook of ${owner}` : `Added a webhook to ${owner}` });
      onClose();
    },
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title={webhook ? 'Edit webhook' : 'Add a webhook'}
      onSubmit={() => void form.submit()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" disabled={form.running}>
            {webhook ? 'Save' : 'Add'}
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
          webhook?.hasAuth && !stored
            ? 'You may not read the stored authentication, and saving replaces it: enter it again, or choose None.'
            : 'How Compass identifies itself to the receiver, besides the signature.'
        }
        auth={auth}
        onChange={setAuth}
        errors={form.errors}
        edited={form.edited}
        mayKeep={stored !== null}
      />
      <FormProblem text={form.errors['']} />
    </Dialog>
  );
}
