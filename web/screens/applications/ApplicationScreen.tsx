import { useMutation, useQuery } from '@apollo/client/react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import {
  ApplicationDetailsDocument,
  DeleteApplicationIdentityDocument,
  DeleteApplicationLabelDocument,
  SetApplicationLabelDocument,
} from '../../graphql.generated.ts';
import { CertificatesPanel } from '../../members/CertificatesPanel.tsx';
import { ConnectionsPanel } from '../../members/ConnectionsPanel.tsx';
import { DetailsPage, type DetailsTab } from '../../members/DetailsPage.tsx';
import { GonePage } from '../../members/GonePage.tsx';
import { IdentitiesPanel } from '../../members/IdentitiesPanel.tsx';
import { LabelsPanel } from '../../members/LabelsPanel.tsx';
import type { ApplicationRow } from '../../members/rows.ts';
import { ScenariosPanel } from '../../members/ScenariosPanel.tsx';
import { type LiveRows, useMemberRows } from '../../members/useMemberRows.ts';
import { useOwnerCertificates } from '../../members/useOwnerCertificates.ts';
import { useRefetchOnChange } from '../../members/useRefetchOnChange.ts';
import { usePaths } from '../../paths.ts';
import { useSession } from '../../session/session.ts';
import { ActionMenu } from '../../ui/ActionMenu.tsx';
import { Button } from '../../ui/Button.tsx';
import { PanelColumns } from '../../ui/Panel.tsx';
import { type ApplicationDialogName, ApplicationDialogs } from './ApplicationDialogs.tsx';
import { ApplicationSummary } from './ApplicationSummary.tsx';

export function ApplicationScreen() {
  const { id } = useParams({ strict: false });
  const rows = useMemberRows();
  const paths = usePaths();
  const row = rows.applications.find((one) => one.id === id);
  return row ? (
    <ApplicationDetails key={row.id} row={row} rows={rows} />
  ) : (
    <GonePage kind="application" listHref={paths.applications} />
  );
}

function ApplicationDetails({ row, rows }: { row: ApplicationRow; rows: LiveRows }) {
  const { landscape, now } = rows;
  const { id, name } = row;
  const paths = usePaths();
  const navigate = useNavigate();
  const { can } = useSession();
  const [dialog, setDialog] = useState<ApplicationDialogName | null>(null);
  const { data, refetch } = useQuery(ApplicationDetailsDocument, {
    variables: { id },
    fetchPolicy: 'cache-and-network',
  });
  const owned = useOwnerCertificates(id, now);
  useRefetchOnChange([row.updatedAt, row.scenarios, row.connected], () => Promise.all([refetch(), owned.refetch()]));
  const refetchQueries = [ApplicationDetailsDocument];
  const [setLabel] = useMutation(SetApplicationLabelDocument, { refetchQueries });
  const [deleteLabel] = useMutation(DeleteApplicationLabelDocument, { refetchQueries });
  const [deleteIdentity] = useMutation(DeleteApplicationIdentityDocument, { refetchQueries });

  const application = data?.application ?? null;
  const mayWrite = can('application:write');
  const href = paths.application(id);
  const onEditScenarios = can('landscape:write') ? () => setDialog('assign') : undefined;
  const connections = (limit?: number) => (
    <ConnectionsPanel
      landscape={landscape}
      rows={rows}
      row={row}
      now={now}
      allHref={`${href}?tab=connections`}
      {...(limit === undefined ? {} : { limit })}
    />
  );
  const scenarios = <ScenariosPanel landscape={landscape} rows={rows} row={row} onEdit={onEditScenarios} />;
  const tabs: DetailsTab[] = [
    {
      id: 'summary',
      label: 'Summary',
      content: () => (
        <ApplicationSummary
          row={row}
          application={application}
          certificates={owned.certificates}
          now={now}
          connections={connections(8)}
          scenarios={scenarios}
        />
      ),
    },
    { id: 'connections', label: 'Connections', count: row.connected.length, content: () => connections() },
    { id: 'scenarios', label: 'Scenarios', count: row.scenarios.length, content: () => scenarios },
    {
      id: 'labels',
      label: 'Labels',
      count: Object.keys(application?.labels ?? {}).length,
      content: () => (
        <LabelsPanel
          owner={name}
          labels={application?.labels ?? {}}
          scenariosHref={`${href}?tab=scenarios`}
          mayWrite={mayWrite}
          onSet={(key, value) => setLabel({ variables: { id, key, value } })}
          onDelete={(key) => deleteLabel({ variables: { id, key } })}
        />
      ),
    },
    {
      id: 'certificates',
      label: 'Certificates',
      count: owned.certificates?.length ?? 0,
      content: () => (
        <PanelColumns>
          <CertificatesPanel certificates={owned.certificates} problem={owned.problem} now={now} />
          <IdentitiesPanel
            owner={name}
            auths={application?.auths ?? []}
            certificates={owned.certificates ?? []}
            now={now}
            mayWrite={mayWrite}
            onDelete={async (authID) => {
              await deleteIdentity({ variables: { authID } });
              await owned.refetch();
            }}
          />
        </PanelColumns>
      ),
    },
  ];

  return (
    <>
      <DetailsPage
        row={row}
        href={href}
        tabs={tabs}
        actions={
          <>
            <Button icon="i-map" href={`${paths.map}?select=${id}`}>
              Show on map
            </Button>
            {onEditScenarios && <Button onClick={onEditScenarios}>Assign…</Button>}
            {mayWrite && <Button href={paths.connect('application', id)}>Connect system…</Button>}
            {mayWrite && (
              <ActionMenu
                trigger={<Button iconOnly icon="i-more" aria-label="More actions" />}
                actions={[
                  { label: 'Edit…', run: () => setDialog('edit') },
                  'divider',
                  { label: 'Unregister…', run: () => setDialog('unregister') },
                ]}
              />
            )}
          </>
        }
      />
      <ApplicationDialogs
        row={row}
        name={dialog}
        onClose={() => setDialog(null)}
        onGone={() => void navigate({ href: paths.applications })}
      />
    </>
  );
}
