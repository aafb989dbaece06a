import { useMutation, useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { describeError } from '../../errors.ts';
import { formatExactZoned } from '../../format/moments.ts';
import { RotateWebhookSecretDocument, WebhookSecretDocument } from '../../graphql.generated.ts';
import { FormProblem } from '../../members/FormProblem.tsx';
import { Button } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { notify } from '../../ui/notify.ts';
import { TextField } from '../../ui/TextField.tsx';

interface WebhookSecretDialogProps {
  applicationID: string;
  webhookID: string;
  onClose: () => void;
}

/** Shows what deliveries are signed with, hidden until asked for, and replaces it. */
export function WebhookSecretDialog({ applicationID, webhookID, onClose }: WebhookSecretDialogProps) {
  const { data, error, refetch } = useQuery(WebhookSecretDocument, {
    variables: { applicationID },
    // Secrets stay out of the cache.
    fetchPolicy: 'no-cache',
  });
  const [rotate, rotation] = useMutation(RotateWebhookSecretDocument);
  const [shown, setShown] = useState(false);
  const webhook = data?.application?.webhooks?.find(({ id }) => id === webhookID);
  const secret = webhook?.signingSecret ?? null;
  const until = webhook?.formerSecretUntil ?? null;
  const problem = error ?? rotation.error;

  async function replace() {
    // What goes wrong is in `rotation.error`.
    const { data: done } = await rotate({ variables: { id: webhookID }, errorPolicy: 'all' });
    if (!done) return;
    await refetch();
    notify({ family: 'connected', title: 'Rotated the signing secret' });
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title="Signing secret"
      actions={
        <>
          <Button disabled={rotation.loading} onClick={() => void replace()}>
            Rotate
          </Button>
          <Button tone="primary" onClick={onClose}>
            Close
          </Button>
        </>
      }
    >
      <p>
        Every delivery carries the headers of Standard Webhooks; a receiver checks the signature with this secret.
        Rotating makes a new one, and for 24 hours the former one signs as well.
      </p>
      {secret !== null && (
        <TextField
          label="Secret"
          type={shown ? 'text' : 'password'}
          readOnly
          value={secret}
          autoComplete="off"
          spellCheck={false}
          hint={
            until === null ? undefined : `The former secret signs as well until ${formatExactZoned(Date.parse(until))}.`
          }
          trailing={
            <>
              <Button size="small" tone="quiet" onClick={() => setShown(!shown)}>
                {shown ? 'Hide' : 'Reveal'}
              </Button>
              <CopyButton iconOnly size="small" value={secret} label="Copy secret" done="Secret copied" />
            </>
          }
        />
      )}
      {webhook && secret === null && <p>Your role does not include reading secrets. You may rotate it all the same.</p>}
      <FormProblem text={problem ? describeError(problem).message : null} />
    </Dialog>
  );
}
