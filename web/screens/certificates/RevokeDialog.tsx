import { useMutation } from '@apollo/client/react';
import { RevokeCertificateDocument } from '../../graphql.generated.ts';
import { ConfirmDialog } from '../../members/ConfirmDialog.tsx';
import { type CertificateView, consequence, isCurrent } from '../../members/certificateWords.ts';
import { notify } from '../../ui/notify.ts';

interface RevokeDialogProps {
  certificate: CertificateView;
  onRevoked: () => void;
  onClose: () => void;
}

/** Says what a revoked certificate means before it is revoked; the owner's name is typed while the certificate is in use. */
export function RevokeDialog({ certificate, onRevoked, onClose }: RevokeDialogProps) {
  const [revoke] = useMutation(RevokeCertificateDocument);
  const { owner, serial, state, connectionCount } = certificate;
  const current = isCurrent(state);
  return (
    <ConfirmDialog
      title={`Revoke the certificate of ${owner.name}?`}
      confirm="Revoke now"
      typed={current ? { name: owner.name, to: 'revoke now' } : null}
      run={async () => {
        await revoke({ variables: { serial } });
        notify({ title: `Revoked the certificate of ${owner.name}`, family: 'connected' });
        onRevoked();
        onClose();
      }}
      onClose={onClose}
    >
      <p>
        The next request with it is refused, on open connections too. It cannot be taken back; re-enrol instead of
        undoing.
      </p>
      <p>
        {current
          ? consequence(owner.kind, connectionCount)
          : 'A newer certificate is in use, so nothing changes for it.'}
      </p>
    </ConfirmDialog>
  );
}
