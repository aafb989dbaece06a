import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { describeError } from '../../errors.ts';
import { formatExactZoned, formatRelative } from '../../format/moments.ts';
import { OnboardingTokensDocument, type TokenFactsFragment } from '../../graphql.generated.ts';
import { RevokeTokenDialog } from '../../members/RevokeTokenDialog.tsx';
import type { RuntimeRow } from '../../members/rows.ts';
import { useMemberRows } from '../../members/useMemberRows.ts';
import { useRefetchOnChange } from '../../members/useRefetchOnChange.ts';
import { usePaths } from '../../paths.ts';
import { useSession } from '../../session/session.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Link } from '../../ui/Link.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel, PanelColumns, PanelTable } from '../../ui/Panel.tsx';
import { StateGlyph } from '../../ui/StateGlyph.tsx';
import { TableSkeleton } from '../../ui/TableSkeleton.tsx';

/** Rows shown of a list; the rest is counted and found in its table. */
const most = 50;

/** Who is on the way: what is not connected yet, and tokens nobody has used. */
export function OnboardingScreen() {
  const rows = useMemberRows();
  const paths = usePaths();
  const { can } = useSession();
  const mayRead = can('certificate:read');
  const { data, error, refetch } = useQuery(OnboardingTokensDocument, {
    skip: !mayRead,
    fetchPolicy: 'cache-and-network',
  });
  useRefetchOnChange(rows.landscape.sequence, refetch);
  const [revoking, setRevoking] = useState<TokenFactsFragment | null>(null);
  const runtimes = rows.runtimes.filter(({ state }) => state === 'NOT_CONNECTED');
  const tokens = data?.tokens.data ?? [];
  const total = data?.tokens.totalCount ?? 0;
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
  if (data && runtimes.length === 0 && total === 0) {
    return (
      <Page title="Onboarding" actions={start}>
        <EmptyState icon="i-onboarding" title="Nobody is on the way">
          <p>Every runtime is connected, and no token waits to be used. Connect something new in five steps.</p>
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
            title="Tokens could not be read"
            detail={describeError(error).message}
            actions={
              <Button size="small" icon="i-retry" onClick={() => void refetch()}>
                Retry
              </Button>
            }
          />
        )}
        <Waiting runtimes={runtimes} now={rows.now} />
        {mayRead && (
          <Panel title="Unused tokens" note={data && count(total)} flush>
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
                    <th scope="col">Made</th>
                    <th scope="col">By</th>
                    <th scope="col">Expires</th>
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

const count = (total: number) => total.toLocaleString('en');

function Waiting({ runtimes, now }: { runtimes: readonly RuntimeRow[]; now: number }) {
  const paths = usePaths();
  const { can } = useSession();
  return (
    <Panel title="Not connected yet" note={count(runtimes.length)} flush>
      {runtimes.length === 0 ? (
        <EmptyState title="Every runtime is connected" />
      ) : (
        <PanelTable label="Not connected yet">
          <thead>
            <tr>
              <th scope="col">Runtime</th>
              <th scope="col">State</th>
              <th scope="col">Scenarios</th>
              <th scope="col">
                <span className="visually-hidden">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {runtimes.slice(0, most).map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  <Link href={paths.runtime(row.id)}>{row.name}</Link>
                </th>
                <td>
                  {row.tokenExpiresAt === null ? (
                    <StateGlyph family="idle" word="No token yet" />
                  ) : (
                    <StateGlyph family="pending" word="Token waits to be used">
                      <span className="meta">ends {formatRelative(row.tokenExpiresAt, now)}</span>
                    </StateGlyph>
                  )}
                </td>
                <td>{row.scenarios.map(({ name }) => name).join(', ') || 'none'}</td>
                <td>
                  {can('runtime:write') && (
                    <Button
                      size="small"
                      href={
                        row.tokenExpiresAt === null
                          ? paths.connect('runtime', row.id)
                          : paths.onboardingStep('runtime', row.id, 'wait')
                      }
                      aria-label={`Continue with ${row.name}`}
                    >
                      Continue
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </PanelTable>
      )}
      {runtimes.length > most && (
        <p className="meta">
          {most} of {count(runtimes.length)} are shown; <Link href={`${paths.runtimes}`}>all runtimes</Link>.
        </p>
      )}
    </Panel>
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
        <StateGlyph family={isLive ? 'pending' : 'attention'} word={isLive ? 'Waits to be used' : 'Expired unused'} />
      </td>
      <td title={formatExactZoned(Date.parse(createdAt))}>{formatRelative(Date.parse(createdAt), now)}</td>
      <td>{createdBy}</td>
      <td title={formatExactZoned(Date.parse(expiresAt))}>{formatRelative(Date.parse(expiresAt), now)}</td>
      <td>
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
      </td>
    </tr>
  );
}
