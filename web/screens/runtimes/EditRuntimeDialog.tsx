import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { RuntimeDetailsDocument } from '../../graphql.generated.ts';
import { useLandscape } from '../../live/landscape.ts';
import { MemberForm, memberFields } from '../../members/MemberForm.tsx';
import { EditDialog } from '../../twoPeople/EditDialog.tsx';
import { notify } from '../../ui/notify.ts';
import { runtimeEdit } from './runtimeEdit.ts';

export function EditRuntimeDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { landscape } = useLandscape();
  const client = useApolloClient();
  const [source] = useState(() => runtimeEdit(client, id, [RuntimeDetailsDocument]));
  return (
    <EditDialog
      {...source}
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
          fields={[memberFields.name, memberFields.description]}
          initial={initial}
          taken={landscape.runtimes.filter((each) => each.id !== id).map(({ name }) => name)}
          run={({ name, description }) => save({ name: name ?? '', description: description ?? '' })}
          onClose={onClose}
        />
      )}
    </EditDialog>
  );
}
