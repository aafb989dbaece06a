import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/TextField.tsx';
import { ConfirmDialog } from './ConfirmDialog.tsx';

export interface IssuedCredentials {
  clientId: string;
  clientSecret: string;
  url: string;
}

interface ClientCredentialsDialogProps {
  owner: string;
  /** Makes a machine identity with a client id and a secret. */
  request: () => Promise<IssuedCredentials>;
  onClose: () => void;
}

/** Asks first, because opening a dialog makes no secret; then shows the secret, once. */
export function ClientCredentialsDialog({ owner, request, onClose }: ClientCredentialsDialogProps) {
  const [issued, setIssued] = useState<IssuedCredentials | null>(null);
  if (issued) return <IssuedDialog owner={owner} issued={issued} onClose={onClose} />;
  return (
    <ConfirmDialog
      title="Request client credentials"
      confirm="Request"
      run={async () => setIssued(await request())}
      onClose={onClose}
    >
      <p>
        Makes a machine identity of <strong>{owner}</strong> with a client id and a secret. With them it gets access
        tokens for the gateway. The secret is shown once.
      </p>
    </ConfirmDialog>
  );
}

function IssuedDialog({ owner, issued, onClose }: { owner: string; issued: IssuedCredentials; onClose: () => void }) {
  const [shown, setShown] = useState(false);
  const { clientId, clientSecret, url } = issued;
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Client credentials of ${owner}`}
      actions={
        <Button tone="primary" onClick={onClose}>
          I have kept them
        </Button>
      }
    >
      <p>Keep the secret now: nobody can read it here again.</p>
      <TextField
        label="Client id"
        readOnly
        value={clientId}
        trailing={<CopyButton iconOnly size="small" value={clientId} label="Copy client id" done="Client id copied" />}
      />
      <TextField
        label="Client secret"
        type={shown ? 'text' : 'password'}
        readOnly
        value={clientSecret}
        autoComplete="off"
        spellCheck={false}
        trailing={
          <>
            <Button size="small" tone="quiet" onClick={() => setShown(!shown)}>
              {shown ? 'Hide' : 'Reveal'}
            </Button>
            <CopyButton iconOnly size="small" value={clientSecret} label="Copy client secret" done="Secret copied" />
          </>
        }
      />
      <TextField
        label="Token URL"
        readOnly
        value={url}
        trailing={<CopyButton iconOnly size="small" value={url} label="Copy token URL" done="Token URL copied" />}
      />
    </Dialog>
  );
}
