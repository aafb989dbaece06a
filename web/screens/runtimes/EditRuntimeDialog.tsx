import { useMutation, useQuery } from '@apollo/client/react';
import { RuntimeDetailsDocument, UpdateRuntimeDocument } from '../../graphql.generated.ts';
import { useLandscape } from '../../live/landscape.ts';
import { MemberForm, memberFields } from '../../members/MemberForm.tsx';
import { notify } from '../../ui/notify.ts';

/** Opens once the stored values are there: an update replaces all of them, labels included. */
export function EditRuntimeDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { landscape } = useLandscape();
  const { data } = useQuery(RuntimeDetailsDocument, { variables: { id }, fetchPolicy: 'network-only' });
  const [update] = useMutation(UpdateRuntimeDocument, { refetchQueries: [RuntimeDetailsDocument] });
  const runtime = data?.runtime;
  if (!runtime) return null;
  return (
    <MemberForm
      title={`Edit ${runtime.name}`}
      submit="Save"
      fields={[memberFields.name, memberFields.description]}
      initial={{ name: runtime.name, description: runtime.description ?? '' }}
      taken={landscape.runtimes.filter((each) => each.id !== id).map(({ name }) => name)}
      run={async (values) => {
        const name = values.name ?? '';
        const { labels, status } = runtime;
        await update({ variables: { id, in: { ...values, name, labels, statusCondition: status.condition } } });
        notify({ family: 'connected', title: `Saved ${name}` });
        onClose();
      }}
      onClose={onClose}
    />
  );
}
