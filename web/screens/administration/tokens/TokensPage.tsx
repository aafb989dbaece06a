import { useMutation, useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { formatPlural } from '../../../format/counts.ts';
import { type ApiTokenFactsFragment, ApiTokensDocument, RevokeApiTokenDocument } from '../../../graphql.generated.ts';
import { useHold } from '../../../live/landscape.ts';
import { ConfirmDialog } from '../../../members/ConfirmDialog.tsx';
import { useSession } from '../../../session/session.ts';
import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { notify } from '../../../ui/notify.ts';
import { Page } from '../../../ui/Page.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryState } from '../../../ui/QueryState.tsx';
import { useReading } from '../../../ui/useReading.ts';
import { CreateTokenDialog } from './CreateTokenDialog.tsx';
import { TokensTable } from './TokensTable.tsx';

/** Bearer tokens of this tenant: one's own, and for administrators everybody's. */
export function TokensPage() {
  const { can } = useSession();
  const query = useQuery(ApiTokensDocument, { fetchPolicy: 'cache-and-network' });
  const reading = useReading(query);
  const { refetch } = query;
  const [creating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<ApiTokenFactsFragment | null>(null);
  useHold(creating || revoking !== null);
  const tokens = reading.data?.apiTokens;
  const live = tokens?.filter(({ state }) => state === 'ACTIVE').length ?? 0;
  const create = can('api_token:write') && (
    <Button tone="primary" icon="i-plus" onClick={() => setCreating(true)}>
      Create…
    </Button>
  );
  return (
    <Page title="API tokens" lead={tokens && <span className="meta num">{live} in use</span>} actions={create}>
      <Panel
        title={can('user:read') ? 'API tokens of this tenant' : 'Your API tokens'}
        note={tokens && `${formatPlural(tokens.length, 'token')}, revoked and expired ones kept as a record`}
        flush
      >
        <QueryState what="API tokens" reading={reading} shape={{ columns: 7, rows: 3 }} />
        {tokens?.length === 0 && (
          <EmptyState icon="i-key" title="No API token yet">
            A token lets a script or a pipeline call the API of this tenant. It holds a part of your rights, ends by
            itself, and can be revoked at any time.
          </EmptyState>
        )}
        {tokens && tokens.length > 0 && <TokensTable tokens={tokens} onRevoke={setRevoking} />}
      </Panel>
      {creating && <CreateTokenDialog onCreated={() => void refetch()} onClose={() => setCreating(false)} />}
      {revoking && (
        <RevokeTokenDialog
          token={revoking}
          onRevoked={() => {
            setRevoking(null);
            void refetch();
          }}
          onClose={() => setRevoking(null)}
        />
      )}
    </Page>
  );
}

interface RevokeTokenDialogProps {
  token: ApiTokenFactsFragment;
  onRevoked: () => void;
  onClose: () => void;
}

function RevokeTokenDialog({ token, onRevoked, onClose }: RevokeTokenDialogProps) {
  const [revoke] = useMutation(RevokeApiTokenDocument);
  return (
    <ConfirmDialog
      title={`Revoke ${token.name}?`}
      confirm="Revoke"
      run={async () => {
        await revoke({ variables: { id: token.id } });
        notify({ family: 'connected', title: `Revoked the API token ${token.name}` });
        onRevoked();
      }}
      onClose={onClose}
    >
      <p>
        The next request with it is refused. It cannot be taken back: whatever uses <strong>{token.name}</strong> needs
        another token.
      </p>
    </ConfirmDialog>
  );
}
