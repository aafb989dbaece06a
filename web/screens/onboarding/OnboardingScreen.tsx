import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { explain } from '../../errors.ts';
import { formatCount } from '../../format/counts.ts';
import { OnTheWayDocument, type TokenFactsFragment } from '../../graphql.generated.ts';
import { RevokeTokenDialog } from '../../members/RevokeTokenDialog.tsx';
import { useMemberRows } from '../../members/useMemberRows.ts';
import { useRefetchOnChange } from '../../members/useRefetchOnChange.ts';
import { usePaths } from '../../paths.ts';
import { useSession } from '../../session/session.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Link } from '../../ui/Link.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel, PanelColumns, PanelTable } from '../../ui/Panel.tsx';
import { StateGlyph } from '../../ui/StateGlyph.tsx';
import { TableSkeleton } from '../../ui/TableSkeleton.tsx';
import styles from './FoldedTable.module.css';
import { WaitingPanel } from './WaitingPanel.tsx';
import { waitingApplication, waitingRuntime } from './waiting.ts';

/** Rows shown of a list; the rest is counted and found in its table. */
const most = 50;

/** Who is on the way: what is not connected yet, and tokens nobody has used. */
export function OnboardingScreen() {
  const rows = useMemberRows();
  const paths = usePaths();
  const { can } = useSession();
  const mayRead = can('certificate:read') && can('application:read');
  const { data, error, refetch } = useQuery(OnTheWayDocument, {
    skip: !mayRead,
    fetchPolicy: 'cache-and-network',
  });
  useRefetchOnChange(rows.landscape.sequence, refetch);
  const [revoking, setRevoking] = useState<TokenFactsFragment | null>(null);
  const runtimes = rows.runtimes.filter(({ state }) => state === 'NOT_CONNECTED');
  const tokens = data?.tokens.data ?? [];
  const total = data?.tokens.totalCount ?? 0;
  const waitingTotal = data?.waitingApplications.totalCount ?? 0;
  const start = (
    <>
      {can('application:write') && <Button href={paths.newOnboarding('application')}>Connect an application</Button>}
      {can('runtime:write') && (
        <Button tone="primary" icon="i-plus" href={paths.newOnboarding('runtime')}>
          Connect a runtime
        </Button>
      )}
    </>
  );
  if (data && runtimes.length === 0 && waitingTotal === 0 && total === 0) {
    return (
      <Page title="Onboarding" actions={start}>
        <EmptyState icon="i-onboarding" title="Nobody is on the way">
          <p>
            Every runtime and every application is connected, and no token waits to be used. Connect something new in
            five steps.
          </p>
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page title="Onboarding" actions={start}>
      <PanelColumns>
        {error && (
          <Banner
            family="failed"
            title="Tokens and waiting applications could not be read"
            detail={explain(error)}
            actions={
              <Button size="small" icon="i-retry" onClick={() => void refetch()}>
                Retry
              </Button>
            }
          />
        )}
        <WaitingPanel
          kind="runtime"
          title="Runtimes not connected yet"
          nobody="No runtime waits"
          waiting={runtimes.slice(0, most).map(waitingRuntime)}
          total={runtimes.length}
          now={rows.now}
        />
        {mayRead && (data || !error) && (
          <WaitingPanel
            kind="application"
            title="Applications never connected"
            nobody="No application waits"
            waiting={(data?.waitingApplications.data ?? []).map((each) =>
              waitingApplication(each, rows.applications.find(({ id }) => id === each.id)?.scenarios ?? [], rows.now),
            )}
            total={waitingTotal}
            now={rows.now}
            instead={!data && <TableSkeleton label="Applications never connected: loading" />}
          />
        )}
        {mayRead && (
          <Panel title="Unused tokens" note={data && formatCount(total)} flush>
            {!data ? (
              !error && <TableSkeleton label="Unused tokens: loading" />
            ) : total === 0 ? (
              <EmptyState title="No unused token" />
            ) : (
              <PanelTable label="Unused tokens">
                <thead>
                  <tr>
                    <th scope="col">For</th>
                    <th scope="col">State</th>
                    {['Made', 'By', 'Expires'].map((head) => (
                      <th key={head} scope="col" className={styles.column}>
                        {head}
                      </th>
                    ))}
                    <th scope="col">
                      <span className="visually-hidden">Actions</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {tokens.map((token) => (
                    <TokenRow key={token.id} token={token} now={rows.now} onRevoke={() => setRevoking(token)} />
                  ))}
                </tbody>
              </PanelTable>
            )}
            {total > tokens.length && <p className="meta">The newest {tokens.length} are shown.</p>}
          </Panel>
        )}
      </PanelColumns>
      {revoking && (
        <RevokeTokenDialog token={revoking} onDone={() => void refetch()} onClose={() => setRevoking(null)} />
      )}
    </Page>
  );
}

interface TokenRowProps {
  token: TokenFactsFragment;
  now: number;
  onRevoke: () => void;
}

function TokenRow({ token, now, onRevoke }: TokenRowProps) {
  const paths = usePaths();
  const { can } = useSession();
  const { owner, state, createdAt, createdBy, expiresAt } = token;
  const kind = owner.kind === 'RUNTIME' ? 'runtime' : 'application';
  const isLive = state === 'LIVE' && Date.parse(expiresAt) > now;
  return (
    <tr>
      <th scope="row">
        <Link href={kind === 'runtime' ? paths.runtime(owner.id) : paths.application(owner.id)}>{owner.name}</Link>
      </th>
      <td>
        <StateGlyph
          className={styles.state}
          family={isLive ? 'pending' : 'attention'}
          word={isLive ? 'Waits to be used' : 'Expired unused'}
        />
        <span className={`meta ${styles.folded}`}>
          {isLive ? 'expires' : 'expired'} <Moment at={expiresAt} now={now} />, made{' '}
          <Moment at={createdAt} now={now} past /> by {createdBy}
        </span>
      </td>
      <td className={styles.column}>
        <Moment at={createdAt} now={now} past />
      </td>
      <td className={styles.column}>{createdBy}</td>
      <td className={styles.column}>
        <Moment at={expiresAt} now={now} />
      </td>
      <td>
        <span className={styles.actions}>
          {isLive && can('certificate:write') && (
            <Button size="small" onClick={onRevoke} aria-label={`Revoke the token of ${owner.name}`}>
              Revoke…
            </Button>
          )}{' '}
          {can(`${kind}:write`) && (
            <Button
              size="small"
              href={isLive ? paths.onboardingStep(kind, owner.id, 'wait') : paths.connect(kind, owner.id)}
              aria-label={`Continue with ${owner.name}`}
            >
              Continue
            </Button>
          )}
        </span>
      </td>
    </tr>
  );
}
