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

type ApplicationValues = { providerName: string; description: string; healthCheckURL: string };

/** An update replaces everything: the condition is sent as it is stored. */
export function EditApplicationDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const client = useApolloClient();
  const [update] = useMutation(UpdateApplicationDocument, { refetchQueries: [ApplicationDetailsDocument] });
  const stored = useRef<{ name: string; condition: ApplicationStatusCondition }>({ name: '', condition: 'INITIAL' });
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
        const { name, status, providerName, description, healthCheckURL } = data.application;
        stored.current = { name, condition: status.condition };
        return {
          providerName: providerName ?? '',
          description: description ?? '',
          healthCheckURL: healthCheckURL ?? '',
        };
      }}
      write={({ providerName, description, healthCheckURL }, since) =>
        update({
          variables: {
            id,
            since,
            in: {
              providerName: providerName || null,
              description: description || null,
              healthCheckURL: healthCheckURL || null,
              statusCondition: stored.current.condition,
            },
          },
        })
      }
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
