import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { formatRelative } from '../format/moments.ts';
import { type OneTimeTokenState, type TokenFactsFragment, TokensOfDocument } from '../graphql.generated.ts';
import { useSession } from '../session/session.ts';
import { Button } from '../ui/Button.tsx';
import { Moment } from '../ui/Moment.tsx';
import { Panel, PanelTable } from '../ui/Panel.tsx';
import { QueryState } from '../ui/QueryState.tsx';
import { type StateFamily, StateGlyph } from '../ui/StateGlyph.tsx';
import { useReading } from '../ui/useReading.ts';
import { RevokeTokenDialog } from './RevokeTokenDialog.tsx';
import { useRefetchOnTouch } from './useRefetchOnTouch.ts';

const states: Readonly<Record<OneTimeTokenState, { family: StateFamily; word: string }>> = {
  LIVE: { family: 'pending', word: 'Waits to be used' },
  USED: { family: 'connected', word: 'Used' },
  EXPIRED: { family: 'attention', word: 'Expired unused' },
  REVOKED: { family: 'idle', word: 'Revoked' },
};

/** What was handed out to connect one Application or Runtime, and what became of it. */
export function TokensPanel({ ownerID, now }: { ownerID: string; now: number }) {
  const { can } = useSession();
  const mayRead = can('certificate:read');
  const query = useQuery(TokensOfDocument, {
    variables: { id: ownerID },
    skip: !mayRead,
    fetchPolicy: 'cache-and-network',
  });
  const { refetch } = query;
  const reading = useReading(query);
  useRefetchOnTouch(ownerID, refetch);
  const [revoking, setRevoking] = useState<TokenFactsFragment | null>(null);
  const page = reading.data?.tokens;
  if (!mayRead) return null;
  return (
    <Panel
      title="One-time tokens"
      note="Revoking one takes nothing from whoever has used it: a connected agent goes on with its certificate."
      flush
    >
      <QueryState what="One-time tokens" reading={reading} shape={{ columns: 5, rows: 2 }} />
      {page && (
        <PanelTable label="One-time tokens">
          <thead>
            <tr>
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
            {page.data.map((token) => (
              <TokenRow
                key={`${token.id} ${token.createdAt}`}
                token={token}
                now={now}
                onRevoke={can('certificate:write') ? () => setRevoking(token) : null}
              />
            ))}
            {page.totalCount === 0 && (
              <tr>
                <td colSpan={5}>
                  None. Used and expired tokens are listed for about an hour, those of runtimes longer.
                </td>
              </tr>
            )}
          </tbody>
        </PanelTable>
      )}
      {revoking && (
        <RevokeTokenDialog token={revoking} onDone={() => void refetch()} onClose={() => setRevoking(null)} />
      )}
    </Panel>
  );
}

interface TokenRowProps {
  token: TokenFactsFragment;
  now: number;
  onRevoke: (() => void) | null;
}

function TokenRow({ token, now, onRevoke }: TokenRowProps) {
  const { createdAt, createdBy, expiresAt, usedAt, revokedAt } = token;
  // Time passes between two answers.
  const state = token.state === 'LIVE' && Date.parse(expiresAt) <= now ? 'EXPIRED' : token.state;
  const endedAt = usedAt ?? revokedAt;
  return (
    <tr>
      <th scope="row">
        <StateGlyph {...states[state]}>
          {endedAt && (
            <span className="meta">
              {' '}
              <Moment at={endedAt} now={now} />
            </span>
          )}
        </StateGlyph>
      </th>
      <td>
        <Moment at={createdAt} now={now} />
      </td>
      <td>{createdBy}</td>
      <td>{endedAt ? '–' : <Moment at={expiresAt} now={now} />}</td>
      <td>
        {state === 'LIVE' && onRevoke && (
          <Button
            size="small"
            onClick={onRevoke}
            aria-label={`Revoke the token made ${formatRelative(Date.parse(createdAt), now)}`}
          >
            Revoke…
          </Button>
        )}
      </td>
    </tr>
  );
}
