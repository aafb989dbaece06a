import { useApolloClient, useMutation, useQuery } from '@apollo/client/react';
import { formatPlural } from '../../../format/counts.ts';
import {
  IntegrationSystemForEditDocument,
  ManagedApplicationsDocument,
  RegisterIntegrationSystemDocument,
  UnregisterIntegrationSystemDocument,
  UpdateIntegrationSystemDocument,
} from '../../../graphql.generated.ts';
import { ConfirmDialog } from '../../../members/ConfirmDialog.tsx';
import { MemberForm, memberFields } from '../../../members/MemberForm.tsx';
import { EditDialog } from '../../../twoPeople/EditDialog.tsx';
import { notify } from '../../../ui/notify.ts';

type SystemValues = { name: string; description: string };

const fields = [memberFields.name, memberFields.description] as const;
const input = ({ name, description }: SystemValues) => ({ name, description: description || null });

export function RegisterSystemDialog({ onClose }: { onClose: () => void }) {
  const [register] = useMutation(RegisterIntegrationSystemDocument);
  return (
    <MemberForm
      title="Register an integration system"
      submit="Register"
      lead="It may manage applications in every tenant."
      fields={fields}
      initial={{ name: '', description: '' }}
      run={async ({ name, description }) => {
        await register({ variables: { in: { name: name ?? '', description } } });
        notify({ family: 'connected', title: `Registered ${name}` });
        onClose();
      }}
      onClose={onClose}
    />
  );
}

export function EditSystemDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const client = useApolloClient();
  const [update] = useMutation(UpdateIntegrationSystemDocument);
  return (
    <EditDialog<SystemValues>
      objectID={id}
      read={async () => {
        const { data } = await client.query({
          query: IntegrationSystemForEditDocument,
          variables: { id },
          fetchPolicy: 'network-only',
        });
        const system = data?.integrationSystem;
        return system ? { name: system.name, description: system.description ?? '' } : null;
      }}
      write={(values, since) => update({ variables: { id, since, in: input(values) } })}
      nameOf={({ name }) => name}
      fields={[
        { key: 'name', label: 'Name' },
        { key: 'description', label: 'Description' },
      ]}
      onSaved={({ name }) => {
        notify({ family: 'connected', title: `Saved ${name}` });
        onClose();
      }}
      onClose={onClose}
    >
      {(initial, save) => (
        <MemberForm
          title={`Edit ${initial.name}`}
          submit="Save"
          fields={fields}
          initial={initial}
          run={({ name, description }) => save({ name: name ?? '', description: description ?? '' })}
          onClose={onClose}
        />
      )}
    </EditDialog>
  );
}

interface UnregisterSystemProps {
  system: { id: string; name: string };
  onClose: () => void;
}

/** Says which Applications it still manages: as long as there is one, the server refuses. */
export function UnregisterSystemDialog({ system, onClose }: UnregisterSystemProps) {
  const { data, error } = useQuery(ManagedApplicationsDocument, {
    variables: { filter: [{ key: 'integrationSystemID', query: JSON.stringify(system.id) }] },
    fetchPolicy: 'network-only',
  });
  const [unregister] = useMutation(UnregisterIntegrationSystemDocument);
  // Nobody confirms before the consequences are known.
  if (!data && !error) return null;
  const managed = data?.applications;
  return (
    <ConfirmDialog
      title={`Unregister ${system.name}?`}
      confirm="Unregister"
      typed={{ name: system.name, to: 'unregister the system' }}
      run={async () => {
        await unregister({ variables: { id: system.id } });
        notify({ family: 'connected', title: `Unregistered ${system.name}` });
        onClose();
      }}
      onClose={onClose}
    >
      <p>
        Its client credentials, certificates and tokens stop working with the next request, in every tenant. It can no
        longer manage anything.
      </p>
      {managed && managed.totalCount > 0 && (
        <p>
          It manages {formatPlural(managed.totalCount, 'application')} of this tenant:{' '}
          <strong>{managed.data.map(({ name }) => name).join(', ')}</strong>
          {managed.totalCount > managed.data.length && ' and more'}. Until they are managed by another system or by
          none, unregistering is refused.
        </p>
      )}
    </ConfirmDialog>
  );
}
