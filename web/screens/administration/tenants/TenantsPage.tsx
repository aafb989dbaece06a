import { useApolloClient, useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { formatCount, formatPlural } from '../../../format/counts.ts';
import { formatDay } from '../../../format/moments.ts';
import { SessionDocument, type TenantFactsFragment, TenantOverviewsDocument } from '../../../graphql.generated.ts';
import { useHold } from '../../../live/landscape.ts';
import { pathsFor } from '../../../paths.ts';
import { useSession } from '../../../session/session.ts';
import { ActionMenu, type MenuAction } from '../../../ui/ActionMenu.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Page } from '../../../ui/Page.tsx';
import { Panel, PanelTable } from '../../../ui/Panel.tsx';
import { QueryState } from '../../../ui/QueryState.tsx';
import { StateGlyph } from '../../../ui/StateGlyph.tsx';
import { useReading } from '../../../ui/useReading.ts';
import styles from '../Table.module.css';
import { ActivateDialog, DeactivateDialog, DeleteDialog } from './TenantDialogs.tsx';
import { CreateTenantDialog, RenameTenantDialog } from './TenantForms.tsx';

const dialogs = {
  rename: RenameTenantDialog,
  deactivate: DeactivateDialog,
  activate: ActivateDialog,
  delete: DeleteDialog,
};
type Action = keyof typeof dialogs;

/** All tenants of the installation. */
export function TenantsPage() {
  const client = useApolloClient();
  const query = useQuery(TenantOverviewsDocument, { fetchPolicy: 'cache-and-network' });
  const reading = useReading(query);
  const [creating, setCreating] = useState(false);
  const [open, setOpen] = useState<{ action: Action; tenant: TenantFactsFragment } | null>(null);
  useHold(creating || open !== null);
  const tenants = reading.data?.tenantOverviews;
  const close = () => {
    setCreating(false);
    setOpen(null);
  };
  const done = () => {
    close();
    // The session names the tenants one may switch to.
    void client.refetchQueries({ include: [TenantOverviewsDocument, SessionDocument] });
  };
  const Chosen = open && dialogs[open.action];
  return (
    <Page
      title="Tenants"
      lead={tenants && <span className="meta num">{formatPlural(tenants.length, 'tenant')}</span>}
      actions={
        <Button tone="primary" icon="i-plus" onClick={() => setCreating(true)}>
          Create…
        </Button>
      }
    >
      <Panel title="Tenants of this installation" note="each has a landscape of its own" flush>
        <QueryState what="Tenants" reading={reading} shape={{ columns: 8, rows: 3 }} />
        {tenants && (
          <PanelTable label="Tenants">
            <thead>
              <tr>
                {['Name', 'State', 'People', 'Applications', 'Runtimes', 'Connections', 'Created'].map((title) => (
                  <th key={title} scope="col">
                    {title}
                  </th>
                ))}
                <th scope="col">
                  <span className="visually-hidden">Actions</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {tenants.map((tenant) => (
                <TenantRow key={tenant.internalID} tenant={tenant} onAct={(action) => setOpen({ action, tenant })} />
              ))}
            </tbody>
          </PanelTable>
        )}
      </Panel>
      {creating && <CreateTenantDialog onDone={done} onClose={close} />}
      {open && Chosen && <Chosen tenant={open.tenant} onDone={done} onClose={close} />}
    </Page>
  );
}

function TenantRow({ tenant, onAct }: { tenant: TenantFactsFragment; onAct: (action: Action) => void }) {
  const { tenants } = useSession();
  const isActive = tenant.status === 'ACTIVE';
  const fixed = tenant.isDefault ? 'The default tenant stays' : undefined;
  const mayEnter = isActive && tenants.some(({ internalID }) => internalID === tenant.internalID);
  const actions: (MenuAction | 'divider')[] = [
    { label: 'Rename…', run: () => onAct('rename') },
    isActive
      ? { label: 'Deactivate…', disabled: tenant.isDefault, detail: fixed, run: () => onAct('deactivate') }
      : { label: 'Activate…', run: () => onAct('activate') },
    {
      label: 'Delete…',
      disabled: isActive,
      detail: fixed ?? (isActive ? 'Deactivate it first' : undefined),
      run: () => onAct('delete'),
    },
  ];
  return (
    <tr>
      <th scope="row" className={styles.two}>
        {/* The whole page is loaded anew: nothing of one tenant is left over in the other. */}
        {mayEnter ? (
          <a className="text-link" href={pathsFor(tenant.id).map}>
            {tenant.name}
          </a>
        ) : (
          tenant.name
        )}
        <span className="meta">{tenant.isDefault ? `${tenant.id}, administrates the installation` : tenant.id}</span>
      </th>
      <td>
        <StateGlyph family={isActive ? 'connected' : 'idle'} word={isActive ? 'Active' : 'Inactive'} />
      </td>
      {[tenant.people, tenant.applications, tenant.runtimes, tenant.connections].map((count, column) => (
        <td key={['people', 'applications', 'runtimes', 'connections'][column]} className="num">
          {formatCount(count)}
        </td>
      ))}
      <td className="num">{formatDay(Date.parse(tenant.createdAt))}</td>
      <td>
        <ActionMenu
          trigger={<Button tone="quiet" iconOnly icon="i-more" aria-label={`Actions for ${tenant.name}`} />}
          actions={actions}
        />
      </td>
    </tr>
  );
}
