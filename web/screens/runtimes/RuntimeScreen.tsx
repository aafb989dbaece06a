import { useMutation, useQuery } from '@apollo/client/react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import {
  DeleteRuntimeIdentityDocument,
  DeleteRuntimeLabelDocument,
  RuntimeDetailsDocument,
  SetRuntimeLabelDocument,
} from '../../graphql.generated.ts';
import { CertificatesPanel } from '../../members/CertificatesPanel.tsx';
import { ConnectionsPanel } from '../../members/ConnectionsPanel.tsx';
import { DetailsPage, type DetailsTab } from '../../members/DetailsPage.tsx';
import { GonePage } from '../../members/GonePage.tsx';
import { IdentitiesPanel } from '../../members/IdentitiesPanel.tsx';
import { LabelsPanel } from '../../members/LabelsPanel.tsx';
import type { RuntimeRow } from '../../members/rows.ts';
import { ScenariosPanel } from '../../members/ScenariosPanel.tsx';
import { type LiveRows, useMemberRows } from '../../members/useMemberRows.ts';
import { useOwnerCertificates } from '../../members/useOwnerCertificates.ts';
import { useRefetchOnChange } from '../../members/useRefetchOnChange.ts';
import { usePaths } from '../../paths.ts';
import { useSession } from '../../session/session.ts';
import { ActionMenu } from '../../ui/ActionMenu.tsx';
import { Button } from '../../ui/Button.tsx';
import { PanelColumns } from '../../ui/Panel.tsx';
import { type RuntimeDialogName, RuntimeDialogs } from './RuntimeDialogs.tsx';
import { RuntimeSummary } from './RuntimeSummary.tsx';

export function RuntimeScreen() {
  const { id } = useParams({ strict: false });
  const rows = useMemberRows();
  const paths = usePaths();
  const row = rows.runtimes.find((one) => one.id === id);
  return row ? (
    <RuntimeDetails key={row.id} row={row} rows={rows} />
  ) : (
    <GonePage kind="runtime" listHref={paths.runtimes} />
  );
}

function RuntimeDetails({ row, rows }: { row: RuntimeRow; rows: LiveRows }) {
  const { landscape, now } = rows;
  const { id, name } = row;
  const paths = usePaths();
  const navigate = useNavigate();
  const { can } = useSession();
  const [dialog, setDialog] = useState<RuntimeDialogName | null>(null);
  const { data, refetch } = useQuery(RuntimeDetailsDocument, { variables: { id }, fetchPolicy: 'cache-and-network' });
  const owned = useOwnerCertificates(id, now);
  useRefetchOnChange(
    [row.updatedAt, row.state, row.scenarios, row.lastContactAt, row.tokenExpiresAt, row.certificate?.notAfter],
    () => Promise.all([refetch(), owned.refetch()]),
  );
  const refetchQueries = [RuntimeDetailsDocument];
  const [setLabel] = useMutation(SetRuntimeLabelDocument, { refetchQueries });
  const [deleteLabel] = useMutation(DeleteRuntimeLabelDocument, { refetchQueries });
  const [deleteIdentity] = useMutation(DeleteRuntimeIdentityDocument, { refetchQueries });

  const runtime = data?.runtime ?? null;
  const mayWrite = can('runtime:write');
  const href = paths.runtime(id);
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
        <RuntimeSummary row={row} runtime={runtime} now={now} connections={connections(8)} scenarios={scenarios} />
      ),
    },
    { id: 'connections', label: 'Connections', count: row.connected.length, content: () => connections() },
    { id: 'scenarios', label: 'Scenarios', count: row.scenarios.length, content: () => scenarios },
    {
      id: 'certificate',
      label: 'Certificate',
      content: () => (
        <PanelColumns>
          <CertificatesPanel certificates={owned.certificates} problem={owned.problem} now={now} />
          <IdentitiesPanel
            owner={name}
            auths={runtime?.auths ?? []}
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
    {
      id: 'labels',
      label: 'Labels',
      count: Object.keys(runtime?.labels ?? {}).length,
      content: () => (
        <LabelsPanel
          owner={name}
          labels={runtime?.labels ?? {}}
          scenariosHref={`${href}?tab=scenarios`}
          mayWrite={mayWrite}
          onSet={(key, value) => setLabel({ variables: { id, key, value } })}
          onDelete={(key) => deleteLabel({ variables: { id, key } })}
        />
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
            {mayWrite && (
              <Button
                tone={row.state === 'CONNECTED' || row.state === 'STALE' ? 'default' : 'primary'}
                href={paths.connect('runtime', id)}
              >
                {row.certificate === null ? 'Connect…' : 'Re-enrol…'}
              </Button>
            )}
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
      <RuntimeDialogs
        row={row}
        name={dialog}
        onClose={() => setDialog(null)}
        onGone={() => void navigate({ href: paths.runtimes })}
      />
    </>
  );
}
