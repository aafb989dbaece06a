import { useMutation } from '@apollo/client/react';
import { RevokeTokenDocument, type TokenFactsFragment } from '../graphql.generated.ts';
import { notify } from '../ui/notify.ts';
import { ConfirmDialog } from './ConfirmDialog.tsx';

interface RevokeTokenDialogProps {
  token: TokenFactsFragment;
  onDone: () => void;
  onClose: () => void;
}

export function RevokeTokenDialog({ token, onDone, onClose }: RevokeTokenDialogProps) {
  const [revoke] = useMutation(RevokeTokenDocument);
  const { name } = token.owner;
  return (
    <ConfirmDialog
      title={`Revoke the token of ${name}`}
      confirm="Revoke token"
      run={async () => {
        await revoke({ variables: { id: token.id } });
        notify({ family: 'connected', title: `Revoked the token of ${name}` });
        onDone();
        onClose();
      }}
      onClose={onClose}
    >
      <p>
        The token that {token.createdBy} made opens nothing any more. It does not disconnect anything that is connected
        already: for that, revoke the certificate.
      </p>
    </ConfirmDialog>
  );
}
