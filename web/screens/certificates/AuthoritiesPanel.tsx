import { useMutation, useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { CertificateAuthoritiesDocument, RotateCertificateAuthorityDocument } from '../../graphql.generated.ts';
import { ConfirmDialog } from '../../members/ConfirmDialog.tsx';
import { Button } from '../../ui/Button.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { notify } from '../../ui/notify.ts';
import { progress } from './authorityProgress.ts';
import styles from './CertificatesScreen.module.css';

const pollMs = 15_000;

/** Who signs client certificates, and how far a rotation has got. For administrators of the installation. */
export function AuthoritiesPanel({ mayRotate }: { mayRotate: boolean }) {
  const { data, refetch } = useQuery(CertificateAuthoritiesDocument, { pollInterval: pollMs });
  const [rotate] = useMutation(RotateCertificateAuthorityDocument);
  const [rotating, setRotating] = useState(false);
  const all = data?.certificateAuthorities ?? [];
  const [active] = all;
  if (!active) return null;
  return (
    <div className={styles.summary}>
      <h2>Certificate authority</h2>
      <Facts
        facts={all.map((authority) => ({
          term: authority.subject,
          value: progress(authority),
          detail: (
            <a className="text-link" href={`/pki/${authority.fingerprint}.crl`}>
              Revocation list
            </a>
          ),
        }))}
      />
      {mayRotate && !active.givenByFile && (
        <p>
          <Button size="small" onClick={() => setRotating(true)}>
            Rotate…
          </Button>
        </p>
      )}
      {rotating && (
        <ConfirmDialog
          title="Let another authority sign certificates?"
          confirm="Rotate now"
          run={async () => {
            await rotate({ variables: { fingerprint: active.fingerprint } });
            await refetch();
            notify({ title: 'Another authority signs certificates now', family: 'connected' });
            setRotating(false);
          }}
          onClose={() => setRotating(false)}
        >
          <p>
            Every certificate stays good. The present authority is trusted until the last certificate it signed has
            expired, or was renewed or revoked. It cannot be made the signing one again.
          </p>
        </ConfirmDialog>
      )}
    </div>
  );
}
