import { useMutation, useQuery } from '@apollo/client/react';
import { type ReactNode, useState } from 'react';
import {
  type AuthorityFactsFragment,
  CertificateAuthoritiesDocument,
  RotateCertificateAuthorityDocument,
} from '../../graphql.generated.ts';
import { ConfirmDialog } from '../../members/ConfirmDialog.tsx';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { notify } from '../../ui/notify.ts';
import styles from './AuthoritiesPanel.module.css';
import { commonName, progress, rotationSentence } from './authorityProgress.ts';

const pollMs = 15_000;

/** Who signs client certificates, and how far a rotation has got. For administrators of the installation. */
export function AuthoritiesPanel({ mayRotate }: { mayRotate: boolean }) {
  const { data, refetch } = useQuery(CertificateAuthoritiesDocument, { pollInterval: pollMs });
  const [rotate] = useMutation(RotateCertificateAuthorityDocument);
  const [rotating, setRotating] = useState(false);
  const all = data?.certificateAuthorities ?? [];
  const [active] = all;
  if (!active) return null;
  const trusted = all.filter(({ state }) => state !== 'RETIRED');
  const retired = all.filter(({ state }) => state === 'RETIRED');
  return (
    <section className={styles.authorities} aria-label="Certificate authorities">
      <ul>
        {trusted.map((authority) => (
          <Authority key={authority.fingerprint} authority={authority}>
            {mayRotate && authority === active && !active.givenByFile && (
              <Button size="small" onClick={() => setRotating(true)}>
                Rotate…
              </Button>
            )}
          </Authority>
        ))}
      </ul>
      {retired.length > 0 && (
        <details>
          <summary>{retired.length} retired</summary>
          <ul>
            {retired.map((authority) => (
              <Authority key={authority.fingerprint} authority={authority} />
            ))}
          </ul>
        </details>
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
          <p>{rotationSentence(active)}</p>
          <p>
            A new authority signs from now on. <strong>{commonName(active.subject)}</strong> cannot be made the signing
            one again.
          </p>
        </ConfirmDialog>
      )}
    </section>
  );
}

function Authority({ authority, children }: { authority: AuthorityFactsFragment; children?: ReactNode }) {
  const { subject, fingerprint } = authority;
  return (
    <li>
      <Icon name="i-certificates" />
      <strong title={subject}>{commonName(subject)}</strong>
      <span className={styles.progress}>{progress(authority)}</span>
      <a
        className="text-link"
        href={`/pki/${fingerprint}.crl`}
        aria-label={`Revocation list of ${commonName(subject)}`}
      >
        Revocation list
      </a>
      {children}
    </li>
  );
}
