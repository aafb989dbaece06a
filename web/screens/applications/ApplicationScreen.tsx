import { useApolloClient, useMutation, useQuery } from '@apollo/client/react';
import { useNavigate, useParams } from '@tanstack/react-router';
import {
  ApplicationDetailsDocument,
  DeleteApplicationIdentityDocument,
  RequestApplicationCredentialsDocument,
} from '../../graphql.generated.ts';
import { GonePage } from '../../members/GonePage.tsx';
import { issuedBy } from '../../members/identities.ts';
import { MemberDetails } from '../../members/MemberDetails.tsx';
import type { ApplicationRow } from '../../members/rows.ts';
import { type LiveRows, useMemberRows } from '../../members/useMemberRows.ts';
import { useOwnerCertificates } from '../../members/useOwnerCertificates.ts';
import { useRefetchOnChange } from '../../members/useRefetchOnChange.ts';
import { useRefetchOnTouch } from '../../members/useRefetchOnTouch.ts';
import { usePaths } from '../../paths.ts';
import { useSession } from '../../session/session.ts';
import { Button } from '../../ui/Button.tsx';
import { ApplicationDialogs } from './ApplicationDialogs.tsx';
import { ApplicationSummary } from './ApplicationSummary.tsx';
import { applicationLabels } from './applicationLabels.ts';
import { InstanceAuthsPanel } from './credentials/InstanceAuthsPanel.tsx';
import { OffersTab } from './offers/OffersTab.tsx';
import { WebhooksTab } from './WebhooksTab.tsx';

export function ApplicationScreen() {
  const { id } = useParams({ strict: false });
  const rows = useMemberRows();
  const row = rows.applications.find((one) => one.id === id);
  return row ? <ApplicationDetails key={row.id} row={row} rows={rows} /> : <GonePage kind="application" />;
}

function ApplicationDetails({ row, rows }: { row: ApplicationRow; rows: LiveRows }) {
  const { id } = row;
  const paths = usePaths();
  const client = useApolloClient();
  const { can } = useSession();
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(ApplicationDetailsDocument, {
    variables: { id },
    fetchPolicy: 'cache-and-network',
  });
  const owned = useOwnerCertificates(id, rows.now);
  useRefetchOnChange([row.updatedAt, row.scenarios, row.connected], () => Promise.all([refetch(), owned.refetch()]));
  useRefetchOnTouch(id, refetch);
  const refetchQueries = [ApplicationDetailsDocument];
  // Secrets stay out of the cache.
  const [requestCredentials] = useMutation(RequestApplicationCredentialsDocument, { fetchPolicy: 'no-cache' });
  const [deleteIdentity] = useMutation(DeleteApplicationIdentityDocument, { refetchQueries });
  const application = data?.application ?? null;
  const offers = (
    <OffersTab applicationID={id} owner={row.name} href={`${paths.application(id)}?tab=apis`} now={rows.now} />
  );
  return (
    <MemberDetails
      row={row}
      rows={rows}
      stored={application}
      problem={error}
      retry={refetch}
      owned={owned}
      operations={{
        labels: applicationLabels(client, id, refetchQueries),
        deleteIdentity: (authID) => deleteIdentity({ variables: { authID } }),
        async requestCredentials() {
          const { data: made } = await requestCredentials({ variables: { id } });
          return issuedBy(made?.requestClientCredentialsForApplication);
        },
      }}
      summary={(parts) => (
        <ApplicationSummary
          {...parts}
          {...{ row, application, offers }}
          certificates={owned.certificates}
          now={rows.now}
        />
      )}
      moreTabs={[
        {
          id: 'apis',
          label: 'APIs and packages',
          ...(application?.packages ? { count: application.packages.totalCount } : {}),
          content: () => offers,
        },
        {
          id: 'webhooks',
          label: 'Webhooks',
          ...(application ? { count: application.webhooks?.length ?? 0 } : {}),
          content: () => <WebhooksTab applicationID={id} owner={row.name} now={rows.now} />,
        },
      ]}
      moreCredentials={
        <InstanceAuthsPanel applicationID={id} owner={row.name} now={rows.now} mayWrite={can('application:write')} />
      }
      connectButton={<Button href={paths.connect('application', id)}>Connect system…</Button>}
      dialogs={(state) => <ApplicationDialogs {...state} onGone={() => void navigate({ href: paths.applications })} />}
    />
  );
}
