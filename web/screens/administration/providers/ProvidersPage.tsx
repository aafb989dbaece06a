import { useMutation, useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { formatCount, formatPlural } from '../../../format/counts.ts';
import {
  DeleteIdentityProviderDocument,
  IdentityProvidersDocument,
  type ProviderFactsFragment,
} from '../../../graphql.generated.ts';
import { useHold } from '../../../live/landscape.ts';
import { ConfirmDialog } from '../../../members/ConfirmDialog.tsx';
import { useSession } from '../../../session/session.ts';
import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { notify } from '../../../ui/notify.ts';
import { Page } from '../../../ui/Page.tsx';
import { Panel, PanelTable } from '../../../ui/Panel.tsx';
import { QueryState } from '../../../ui/QueryState.tsx';
import { StateGlyph } from '../../../ui/StateGlyph.tsx';
import { useReading } from '../../../ui/useReading.ts';
import styles from '../Table.module.css';
import { ProviderDialog } from './ProviderDialog.tsx';

type Open =
  | { kind: 'edit'; provider: ProviderFactsFragment | null }
  | { kind: 'delete'; provider: ProviderFactsFragment };

/** OpenID Connect providers of the installation. */
export function ProvidersPage() {
  const { can } = useSession();
  const query = useQuery(IdentityProvidersDocument, { fetchPolicy: 'cache-and-network' });
  const reading = useReading(query);
  const [open, setOpen] = useState<Open | null>(null);
  useHold(open !== null);
  const close = () => setOpen(null);
  const done = () => {
    close();
    void query.refetch();
  };
  const providers = reading.data?.identityProviders;
  const mayWrite = can('identity_provider:write');
  return (
    <Page
      title="Sign-in providers"
      actions={
        mayWrite && (
          <Button tone="primary" icon="i-plus" onClick={() => setOpen({ kind: 'edit', provider: null })}>
            Add…
          </Button>
        )
      }
    >
      <Panel title="OpenID Connect providers" note="passwords work beside them" flush>
        <QueryState what="Sign-in providers" reading={reading} shape={{ columns: 6, rows: 3 }} />
        {providers?.length === 0 && (
          <EmptyState icon="i-person" title="People sign in with a password">
            With an OpenID Connect provider they sign in as they do elsewhere in your organisation, and their groups
            there decide what they may do here.
          </EmptyState>
        )}
        {providers && providers.length > 0 && (
          <PanelTable label="Sign-in providers">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">State</th>
                <th scope="col">Roles</th>
                <th scope="col">E-mail domains</th>
                <th scope="col">People</th>
                <th scope="col">
                  <span className="visually-hidden">Actions</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {providers.map((provider) => (
                <tr key={provider.id}>
                  <th scope="row" className={styles.two}>
                    {provider.name}
                    <span className="meta">{provider.issuer}</span>
                  </th>
                  <td>
                    <StateGlyph
                      family={provider.enabled ? 'connected' : 'idle'}
                      word={provider.enabled ? 'Offered' : 'Switched off'}
                    />
                  </td>
                  <td>{provider.grants.length === 0 ? 'None' : `${provider.grants.length} by ${provider.claim}`}</td>
                  <td>{provider.emailDomains.join(', ') || 'Any'}</td>
                  <td className="num">{formatCount(provider.people)}</td>
                  <td>
                    {mayWrite && (
                      <>
                        <Button
                          size="small"
                          aria-label={`Edit ${provider.name}`}
                          onClick={() => setOpen({ kind: 'edit', provider })}
                        >
                          Edit…
                        </Button>{' '}
                        <Button
                          size="small"
                          aria-label={`Delete ${provider.name}`}
                          onClick={() => setOpen({ kind: 'delete', provider })}
                        >
                          Delete…
                        </Button>
                      </>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </PanelTable>
        )}
      </Panel>
      {open?.kind === 'edit' && <ProviderDialog provider={open.provider} onDone={done} onClose={close} />}
      {open?.kind === 'delete' && <DeleteProviderDialog provider={open.provider} onDone={done} onClose={close} />}
    </Page>
  );
}

interface DeleteProviderDialogProps {
  provider: ProviderFactsFragment;
  onDone: () => void;
  onClose: () => void;
}

function DeleteProviderDialog({ provider, onDone, onClose }: DeleteProviderDialogProps) {
  const [remove] = useMutation(DeleteIdentityProviderDocument);
  const { name, people } = provider;
  return (
    <ConfirmDialog
      title={`Delete ${name}?`}
      confirm="Delete"
      typed={people > 0 ? { name, to: 'delete it' } : null}
      run={async () => {
        await remove({ variables: { id: provider.id } });
        notify({ family: 'connected', title: `Deleted the sign-in provider ${name}` });
        onDone();
      }}
      onClose={onClose}
    >
      <p>
        {people === 0
          ? 'Nobody has signed in with it.'
          : `${formatPlural(people, 'person', 'people')} signed in with it. The sessions of those without a password end, and they need a link from an administrator to get in again.`}{' '}
        Roles it gave stay, as if given by hand.
      </p>
    </ConfirmDialog>
  );
}
