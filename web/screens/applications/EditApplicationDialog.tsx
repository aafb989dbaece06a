import { useApolloClient, useMutation } from '@apollo/client/react';
import { useRef } from 'react';
import {
  ApplicationDetailsDocument,
  type ApplicationStatusCondition,
  UpdateApplicationDocument,
} from '../../graphql.generated.ts';
import { MemberForm, memberFields } from '../../members/MemberForm.tsx';
import { EditDialog } from '../../twoPeople/EditDialog.tsx';
import { notify } from '../../ui/notify.ts';

const fields = [memberFields.providerName, memberFields.description, memberFields.healthCheckURL] as const;

interface Stored {
  name: string;
  statusCondition: ApplicationStatusCondition;
  integrationSystemID: string | null;
}

type ApplicationValues = { providerName: string; description: string; healthCheckURL: string };

/** An update replaces everything: what is not edited here is sent as it is stored. */
export function EditApplicationDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const client = useApolloClient();
  const [update] = useMutation(UpdateApplicationDocument, { refetchQueries: [ApplicationDetailsDocument] });
  const stored = useRef<Stored>({ name: '', statusCondition: 'INITIAL', integrationSystemID: null });
  return (
    <EditDialog<ApplicationValues>
      objectID={id}
      read={async () => {
        const { data } = await client.query({
          query: ApplicationDetailsDocument,
          variables: { id },
          fetchPolicy: 'network-only',
        });
        if (!data?.application) return null;
        const { name, status, integrationSystemID, providerName, description, healthCheckURL } = data.application;
        stored.current = { name, statusCondition: status.condition, integrationSystemID: integrationSystemID ?? null };
        return {
          providerName: providerName ?? '',
          description: description ?? '',
          healthCheckURL: healthCheckURL ?? '',
        };
      }}
      write={({ providerName, description, healthCheckURL }, since) => {
        const { name: _, ...kept } = stored.current;
        const edited = {
          providerName: providerName || null,
          description: description || null,
          healthCheckURL: healthCheckURL || null,
        };
        return update({ variables: { id, since, in: { ...kept, ...edited } } });
      }}
      nameOf={() => stored.current.name}
      fields={[
        { key: 'providerName', label: 'Provider' },
        { key: 'description', label: 'Description' },
        { key: 'healthCheckURL', label: 'Health check URL' },
      ]}
      onSaved={() => {
        notify({ family: 'connected', title: `Saved ${stored.current.name}` });
        onClose();
      }}
      onClose={onClose}
    >
      {(initial, save) => (
        <MemberForm
          title={`Edit ${stored.current.name}`}
          submit="Save"
          lead="The name stays: runtimes use it as a resource name."
          fields={fields}
          initial={initial}
          run={({ providerName, description, healthCheckURL }) =>
            save({
              providerName: providerName ?? '',
              description: description ?? '',
              healthCheckURL: healthCheckURL ?? '',
            })
          }
          onClose={onClose}
        />
      )}
    </EditDialog>
  );
}
