import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { RevokeCertificatesDocument, RevokeCertificatesWhenReplacedDocument } from '../../graphql.generated.ts';
import { ConfirmDialog } from '../../members/ConfirmDialog.tsx';
import { type CertificateView, consequence, isCurrent } from '../../members/certificateWords.ts';
import { usePaths } from '../../paths.ts';
import { Link } from '../../ui/Link.tsx';
import { notify } from '../../ui/notify.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import { BlastList } from './BlastList.tsx';
import type { Blast } from './blast.ts';

interface RevokeDialogProps {
  certificate: CertificateView;
  /** What freezes with it. */
  blast: Blast;
  now: number;
  onRevoked: () => void;
  onClose: () => void;
}

export const moments = [
  { value: 'now', label: 'At once' },
  { value: 'later', label: 'Once a new certificate is in use' },
] as const;

/** Says what a revoked certificate means before it is revoked; the owner's name is typed while the certificate is in use. */
export function RevokeDialog({ certificate, blast, now, onRevoked, onClose }: RevokeDialogProps) {
  const [revoke] = useMutation(RevokeCertificatesDocument);
  const [revokeLater] = useMutation(RevokeCertificatesWhenReplacedDocument);
  const [moment, setMoment] = useState<'now' | 'later'>('now');
  const paths = usePaths();
  const { owner, serial, state, connectionCount, revocationAskedAt } = certificate;
  const current = isCurrent(state);
  const later = moment === 'later';
  const enrol = paths.connect(owner.kind === 'RUNTIME' ? 'runtime' : 'application', owner.id);
  return (
    <ConfirmDialog
      title={`Revoke the certificate of ${owner.name}?`}
      confirm={later ? 'Revoke once replaced' : 'Revoke now'}
      typed={current && !later ? { name: owner.name, to: 'revoke now' } : null}
      run={async () => {
        await (later ? revokeLater : revoke)({ variables: { serials: [serial] } });
        const title = later
          ? `The certificate of ${owner.name} is revoked once a newer one is in use`
          : `Revoked the certificate of ${owner.name}`;
        notify({ title, family: later ? 'pending' : 'connected' });
        onRevoked();
        onClose();
      }}
      onClose={onClose}
    >
      {current && revocationAskedAt === null && (
        <Segmented label="When" value={moment} options={moments} onChange={setMoment} />
      )}
      {later ? (
        <p>
          It stays good until a newer certificate of the same client is first used, and is revoked within a minute after
          that. Nothing freezes. You can take this back until then.
        </p>
      ) : (
        <>
          <p>
            {current
              ? consequence(owner.kind, connectionCount)
              : 'A newer certificate is in use, so nothing changes for it.'}
          </p>
          <BlastList blast={blast} now={now} />
          <p>The next request with it is refused, on open connections too. It cannot be taken back.</p>
        </>
      )}
      {current && (
        <p>
          To change its keys without a gap,{' '}
          <Link className="text-link" href={enrol}>
            re-enrol {owner.name} instead
          </Link>
          .
        </p>
      )}
    </ConfirmDialog>
  );
}
