import { useApolloClient, useMutation, useQuery } from '@apollo/client/react';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { ConnectTab } from '../../enrolment/ConnectTab.tsx';
import {
  DeleteRuntimeIdentityDocument,
  RequestRuntimeCredentialsDocument,
  RuntimeDetailsDocument,
} from '../../graphql.generated.ts';
import { GonePage } from '../../members/GonePage.tsx';
import { issuedBy } from '../../members/identities.ts';
import { MemberDetails } from '../../members/MemberDetails.tsx';
import type { RuntimeRow } from '../../members/rows.ts';
import { type LiveRows, useMemberRows } from '../../members/useMemberRows.ts';
import { useOwnerCertificates } from '../../members/useOwnerCertificates.ts';
import { useRefetchOnChange } from '../../members/useRefetchOnChange.ts';
import { usePaths } from '../../paths.ts';
import { useSession } from '../../session/session.ts';
import { ConnectButton } from './ConnectButton.tsx';
import { RuntimeDialogs } from './RuntimeDialogs.tsx';
import { RuntimeSummary } from './RuntimeSummary.tsx';
import { runtimeLabels } from './runtimeLabels.ts';

export function RuntimeScreen() {
  const { id } = useParams({ strict: false });
  const rows = useMemberRows();
  const row = rows.runtimes.find((one) => one.id === id);
  return row ? <RuntimeDetails key={row.id} row={row} rows={rows} /> : <GonePage kind="runtime" />;
}

/** Its agent has a certificate that is good for something. */
const isLive = ({ state }: RuntimeRow) => state === 'CONNECTED' || state === 'STALE' || state === 'FAILED';

function RuntimeDetails({ row, rows }: { row: RuntimeRow; rows: LiveRows }) {
  const { id } = row;
  const paths = usePaths();
  const client = useApolloClient();
  const navigate = useNavigate();
  const search: Record<string, unknown> = useSearch({ strict: false });
  const mayConnect = useSession().can('runtime:write');
  const { data, error, refetch } = useQuery(RuntimeDetailsDocument, {
    variables: { id },
    fetchPolicy: 'cache-and-network',
  });
  const owned = useOwnerCertificates(id, rows.now);
  useRefetchOnChange(
    [row.updatedAt, row.state, row.scenarios, row.lastContactAt, row.tokenExpiresAt, row.certificate?.notAfter],
    () => Promise.all([refetch(), owned.refetch()]),
  );
  const refetchQueries = [RuntimeDetailsDocument];
  // Secrets stay out of the cache.
  const [requestCredentials] = useMutation(RequestRuntimeCredentialsDocument, { fetchPolicy: 'no-cache' });
  const [deleteIdentity] = useMutation(DeleteRuntimeIdentityDocument, { refetchQueries });
  const runtime = data?.runtime ?? null;
  return (
    <MemberDetails
      row={row}
      rows={rows}
      stored={runtime}
      problem={error}
      retry={refetch}
      owned={owned}
      operations={{
        labels: runtimeLabels(client, id, refetchQueries),
        deleteIdentity: (authID) => deleteIdentity({ variables: { authID } }),
        async requestCredentials() {
          const { data: made } = await requestCredentials({ variables: { id } });
          return issuedBy(made?.requestClientCredentialsForRuntime);
        },
      }}
      summary={(parts) => (
        <RuntimeSummary {...parts} {...{ row, runtime }} certificates={owned.certificates} now={rows.now} />
      )}
      moreTabs={
        mayConnect && (!isLive(row) || search['tab'] === 'connect')
          ? [{ id: 'connect', label: 'Connect', content: () => <ConnectTab row={row} /> }]
          : []
      }
      connectButton={<ConnectButton row={row} />}
      dialogs={(state) => <RuntimeDialogs {...state} onGone={() => void navigate({ href: paths.runtimes })} />}
    />
  );
}
