import { useQuery } from '@apollo/client/react';
import { describeError } from '../../../errors.ts';
import { CertificateAuthoritiesDocument } from '../../../graphql.generated.ts';
import { useSkipPoll } from '../../../live/landscape.ts';
import { usePaths } from '../../../paths.ts';
import { Button } from '../../../ui/Button.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { Link } from '../../../ui/Link.tsx';
import styles from './AuthoritiesStrip.module.css';
import { commonName, progress, stripNote } from './authorityWords.ts';

const pollMs = 15_000;

/** In one line who signs client certificates, with the way to the page of authorities. For administrators of the installation. */
export function AuthoritiesStrip() {
  const paths = usePaths();
  const { data, error, loading, refetch } = useQuery(CertificateAuthoritiesDocument, {
    pollInterval: pollMs,
    skipPollAttempt: useSkipPoll(),
  });
  const all = data?.certificateAuthorities ?? [];
  const [active] = all;
  if (!active && !error) return loading ? <div className={styles.strip} aria-hidden="true" /> : null;
  return (
    <section className={styles.strip} aria-label="Certificate authorities">
      <Icon name="i-certificates" />
      {active ? (
        <>
          <strong title={active.subject}>{commonName(active.subject)}</strong>
          <span className={styles.progress}>{[progress(active), stripNote(all)].filter(Boolean).join('. ')}</span>
        </>
      ) : (
        <>
          <span className={styles.progress}>Who signs is not known: {describeError(error).message}</span>
          {/* A failure shows as the error of the query. */}
          <Button size="small" icon="i-retry" onClick={() => void refetch().catch(() => undefined)}>
            Retry
          </Button>
        </>
      )}
      <Link className="text-link" href={paths.certificateAuthorities}>
        Authorities and feeds
      </Link>
    </section>
  );
}
