import { useMutation, useQuery } from '@apollo/client/react';
import { useState } from 'react';
import {
  AddWebhookDocument,
  ApplicationDetailsDocument,
  UpdateWebhookDocument,
  WebhookAuthDocument,
  WebhooksDocument,
} from '../../graphql.generated.ts';
import { FormProblem } from '../../members/FormProblem.tsx';
import { useForm } from '../../members/useForm.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { notify } from '../../ui/notify.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from './WebhookDialog.module.css';
import { type AuthDraft, type AuthKind, authInput, authProblems, emptyAuth } from './webhookAuth.ts';

interface WebhookDialogProps {
  applicationID: string;
  owner: string;
  /** Null for a new one. */
  webhook: { id: string; url: string; hasAuth: boolean } | null;
  onClose: () => void;
}

const fields = ['url', 'username', 'password', 'clientId', 'clientSecret', 'tokenUrl'] as const;
const texts: Partial<Record<AuthKind, readonly (readonly [keyof typeof emptyAuth, string, string])[]>> = {
  BASIC: [
    ['username', 'User name', 'text'],
    ['password', 'Password', 'password'],
  ],
  OAUTH: [
    ['clientId', 'Client id', 'text'],
    ['clientSecret', 'Client secret', 'password'],
    ['tokenUrl', 'Token URL', 'url'],
  ],
};

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

type StoredAuth = Parameters<typeof authInput>[1];

function WebhookForm({ applicationID, owner, webhook, stored, onClose }: WebhookDialogProps & { stored: StoredAuth }) {
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
  const kinds: { value: AuthKind; label: string }[] = [
    ...(stored ? [{ value: 'KEEP' as const, label: 'As it is' }] : []),
    { value: 'NONE', label: 'None' },
    { value: 'BASIC', label: 'Basic' },
    { value: 'OAUTH', label: 'OAuth client' },
  ];
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
      <div className={styles.choice}>
        <p>Authentication</p>
        <Segmented
          label="Authentication"
          value={auth.kind}
          options={kinds}
          onChange={(kind) => setAuth({ ...auth, kind })}
        />
        <p className="meta">
          {webhook?.hasAuth && !stored
            ? 'You may not read the stored authentication, and saving replaces it: enter it again, or choose None.'
            : 'How Compass identifies itself to the receiver, besides the signature.'}
        </p>
      </div>
      {texts[auth.kind]?.map(([field, label, type]) => (
        <TextField
          key={field}
          label={label}
          type={type}
          error={form.errors[field]}
          value={auth[field]}
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => {
            form.edited(field);
            setAuth({ ...auth, [field]: target.value });
          }}
        />
      ))}
      <FormProblem text={form.errors['']} />
    </Dialog>
  );
}
