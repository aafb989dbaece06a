import { useMutation } from '@apollo/client/react';
import { RevokeCertificatesOfDocument } from '../graphql.generated.ts';
import { usePaths } from '../paths.ts';
import { Link } from '../ui/Link.tsx';
import { notify } from '../ui/notify.ts';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { consequence } from './certificateWords.ts';

interface RevokeAllDialogProps {
  owner: { id: string; name: string; kind: 'APPLICATION' | 'RUNTIME' };
  /** How many it has now. */
  connections: number;
  onRevoked: () => void;
  onClose: () => void;
}

/** Revokes whatever an Application or a Runtime could present, after it has said what freezes. */
export function RevokeAllDialog({ owner, connections, onRevoked, onClose }: RevokeAllDialogProps) {
  const [revoke] = useMutation(RevokeCertificatesOfDocument);
  const paths = usePaths();
  const { id, name, kind } = owner;
  return (
    <ConfirmDialog
      title={`Revoke all certificates of ${name}?`}
      confirm="Revoke now"
      typed={{ name, to: 'revoke now' }}
      run={async () => {
        await revoke({ variables: { ownerID: id } });
        notify({ title: `Revoked all certificates of ${name}`, family: 'connected' });
        onRevoked();
        onClose();
      }}
      onClose={onClose}
    >
      <p>{consequence(kind, connections)}</p>
      <p>
        The next request with any of them is refused, on open connections too. Identity, scenarios and connections stay.
        It cannot be taken back.
      </p>
      <p>
        To change its keys without a gap,{' '}
        <Link className="text-link" href={paths.connect(kind === 'RUNTIME' ? 'runtime' : 'application', id)}>
          re-enrol {name} instead
        </Link>
        .
      </p>
    </ConfirmDialog>
  );
}
