import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { ApplicationDetailsDocument } from '../../graphql.generated.ts';
import { MemberForm, memberFields } from '../../members/MemberForm.tsx';
import { EditDialog } from '../../twoPeople/EditDialog.tsx';
import { notify } from '../../ui/notify.ts';
import { applicationEdit } from './applicationEdit.ts';

const fields = [memberFields.providerName, memberFields.description, memberFields.healthCheckURL] as const;

export function EditApplicationDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const client = useApolloClient();
  const [source] = useState(() => applicationEdit(client, id, [ApplicationDetailsDocument]));
  return (
    <EditDialog
      {...source}
      nameOf={source.name}
      fields={[
        { key: 'providerName', label: 'Provider' },
        { key: 'description', label: 'Description' },
        { key: 'healthCheckURL', label: 'Health check URL' },
      ]}
      onSaved={() => {
        notify({ family: 'connected', title: `Saved ${source.name()}` });
        onClose();
      }}
      onClose={onClose}
    >
      {(initial, save) => (
        <MemberForm
          title={`Edit ${source.name()}`}
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
