import { useMutation, useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { explain } from '../../../errors.ts';
import { CertificateAuthorityPageDocument, RotateCertificateAuthorityDocument } from '../../../graphql.generated.ts';
import { useNow, useSkipPoll } from '../../../live/landscape.ts';
import { ConfirmDialog } from '../../../members/ConfirmDialog.tsx';
import { usePaths } from '../../../paths.ts';
import { useSession } from '../../../session/session.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { notify } from '../../../ui/notify.ts';
import { Page } from '../../../ui/Page.tsx';
import { PanelColumns } from '../../../ui/Panel.tsx';
import { TableSkeleton } from '../../../ui/TableSkeleton.tsx';
import { AuthorityPanel } from './AuthorityPanel.tsx';
import { commonName, rotationSentence } from './authorityWords.ts';
import { FeedsPanel } from './FeedsPanel.tsx';
import { RetiredPanel } from './RetiredPanel.tsx';

const title = 'Certificate authorities';
const pollMs = 15_000;

/** Who signs client certificates, how far a rotation has got, and what others may subscribe to. */
export function AuthoritiesScreen() {
  const paths = usePaths();
  const { can } = useSession();
  if (can('certificate_authority:read')) return <Authorities mayRotate={can('certificate_authority:write')} />;
  return (
    <EmptyState
      heading="h1"
      icon="i-lock"
      title={`${title}: you lack the right certificate_authority:read`}
      actions={
        <Button tone="primary" href={paths.certificates}>
          All certificates
        </Button>
      }
    >
      Authorities serve every tenant of this installation: administrators of the default tenant have it, in that tenant.
    </EmptyState>
  );
}

function Authorities({ mayRotate }: { mayRotate: boolean }) {
  const now = useNow(10_000);
  const { data, error, refetch } = useQuery(CertificateAuthorityPageDocument, {
    fetchPolicy: 'cache-and-network',
    pollInterval: pollMs,
    skipPollAttempt: useSkipPoll(),
  });
  const [rotate] = useMutation(RotateCertificateAuthorityDocument);
  const [rotating, setRotating] = useState(false);
  const all = data?.certificateAuthorities ?? [];
  const [active] = all;
  const trusted = all.filter(({ state }) => state !== 'RETIRED');
  const retired = all.filter(({ state }) => state === 'RETIRED');
  return (
    <Page title={title} lead={<span className="meta">They sign client certificates, in all tenants</span>}>
      <PanelColumns side={<FeedsPanel active={active} />}>
        {error && (
          <Banner
            family="unknown"
            title={data ? 'The authorities are not current' : 'The authorities could not be read'}
            detail={`${explain(error)}.`}
            actions={
              // The next error takes the place of this one.
              <Button size="small" icon="i-retry" onClick={() => void refetch().catch(() => undefined)}>
                Retry
              </Button>
            }
          />
        )}
        {!data && !error && <TableSkeleton label="Authorities are loading" />}
        {trusted.map((authority) => (
          <AuthorityPanel
            key={authority.fingerprint}
            authority={authority}
            now={now}
            onRotate={mayRotate && authority === active && !active.givenByFile ? () => setRotating(true) : null}
          />
        ))}
        {retired.length > 0 && <RetiredPanel authorities={retired} />}
      </PanelColumns>
      {rotating && active && (
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
    </Page>
  );
}
