import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { formatCount } from '../../../format/counts.ts';
import { byName } from '../../../format/inOrder.ts';
import { IntegrationSystemsDocument } from '../../../graphql.generated.ts';
import { useSession } from '../../../session/session.ts';
import { ActionMenu } from '../../../ui/ActionMenu.tsx';
import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { MoreRow } from '../../../ui/MoreRow.tsx';
import { Page } from '../../../ui/Page.tsx';
import { Panel, PanelColumns, PanelTable } from '../../../ui/Panel.tsx';
import { QueryState } from '../../../ui/QueryState.tsx';
import { useReading } from '../../../ui/useReading.ts';
import { SystemCredentialsDialog } from './SystemCredentialsDialog.tsx';
import { EditSystemDialog, RegisterSystemDialog, UnregisterSystemDialog } from './SystemDialogs.tsx';

type Opened =
  | { name: 'register' }
  | { name: 'edit' | 'credentials' | 'unregister'; system: { id: string; name: string } };

const pageSize = 100;

/** Systems that manage Applications on behalf of others, in every tenant. */
export function IntegrationSystemsPage() {
  const { can } = useSession();
  const mayWrite = can('integration_system:write');
  const [dialog, setDialog] = useState<Opened | null>(null);
  const [first, setFirst] = useState(pageSize);
  const query = useQuery(IntegrationSystemsDocument, {
    variables: { first },
    fetchPolicy: 'cache-and-network',
  });
  const reading = useReading(query);
  const page = reading.data?.integrationSystems;
  const close = () => {
    setDialog(null);
    void query.refetch();
  };
  const register = mayWrite && (
    <Button tone="primary" icon="i-plus" onClick={() => setDialog({ name: 'register' })}>
      Register a system…
    </Button>
  );
  return (
    <Page title="Integration systems" actions={page && page.totalCount > 0 && register}>
      <PanelColumns>
        <Panel title="Systems" note={page && `${formatCount(page.totalCount)}, in every tenant`} flush>
          <QueryState what="Integration systems" reading={reading} shape={{ columns: 3, rows: 3 }} />
          {page?.totalCount === 0 && (
            <EmptyState title="No integration systems" icon="i-hook" actions={register}>
              <p>
                An integration system registers applications for others and manages them. It identifies itself with
                client credentials.
              </p>
            </EmptyState>
          )}
          {page && page.data.length > 0 && (
            <PanelTable label="Integration systems">
              <thead>
                <tr>
                  <th scope="col">Name</th>
                  <th scope="col">Description</th>
                  <th scope="col">
                    <span className="visually-hidden">Actions</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {byName(page.data).map((system) => (
                  <tr key={system.id}>
                    <th scope="row">{system.name}</th>
                    <td>{system.description ?? '–'}</td>
                    <td>
                      {mayWrite && (
                        <ActionMenu
                          trigger={
                            <Button
                              tone="quiet"
                              iconOnly
                              size="small"
                              icon="i-more"
                              aria-label={`Actions of system ${system.name}`}
                            />
                          }
                          actions={[
                            { label: 'Credentials…', run: () => setDialog({ name: 'credentials', system }) },
                            { label: 'Edit…', run: () => setDialog({ name: 'edit', system }) },
                            'divider',
                            { label: 'Unregister…', run: () => setDialog({ name: 'unregister', system }) },
                          ]}
                        />
                      )}
                    </td>
                  </tr>
                ))}
                <MoreRow
                  columns={3}
                  shown={page.data.length}
                  total={page.totalCount}
                  onMore={first === pageSize ? () => setFirst(2 * pageSize) : null}
                />
              </tbody>
            </PanelTable>
          )}
        </Panel>
      </PanelColumns>
      {dialog?.name === 'register' && <RegisterSystemDialog onClose={close} />}
      {dialog?.name === 'edit' && <EditSystemDialog id={dialog.system.id} onClose={close} />}
      {dialog?.name === 'credentials' && <SystemCredentialsDialog system={dialog.system} onClose={close} />}
      {dialog?.name === 'unregister' && <UnregisterSystemDialog system={dialog.system} onClose={close} />}
    </Page>
  );
}
