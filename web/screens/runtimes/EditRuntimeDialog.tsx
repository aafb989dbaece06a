import { useApolloClient, useMutation } from '@apollo/client/react';
import { useRef } from 'react';
import { RuntimeDetailsDocument, type RuntimeInput, UpdateRuntimeDocument } from '../../graphql.generated.ts';
import { useLandscape } from '../../live/landscape.ts';
import { MemberForm, memberFields } from '../../members/MemberForm.tsx';
import { EditDialog } from '../../twoPeople/EditDialog.tsx';
import { notify } from '../../ui/notify.ts';

type RuntimeValues = { name: string; description: string };

/** An update replaces everything: labels and condition are sent as they are stored. */
export function EditRuntimeDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { landscape } = useLandscape();
  const client = useApolloClient();
  const [update] = useMutation(UpdateRuntimeDocument, { refetchQueries: [RuntimeDetailsDocument] });
  const stored = useRef<Pick<RuntimeInput, 'labels' | 'statusCondition'>>({});
  return (
    <EditDialog<RuntimeValues>
      objectID={id}
      read={async () => {
        const { data } = await client.query({
          query: RuntimeDetailsDocument,
          variables: { id },
          fetchPolicy: 'network-only',
        });
        if (!data?.runtime) return null;
        const { name, description, labels, status } = data.runtime;
        stored.current = { labels, statusCondition: status.condition };
        return { name, description: description ?? '' };
      }}
      write={({ name, description }, since) =>
        update({ variables: { id, since, in: { name, description: description || null, ...stored.current } } })
      }
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
