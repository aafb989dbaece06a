import { useMutation, useQuery } from '@apollo/client/react';
import { ApplicationDetailsDocument, UpdateApplicationDocument } from '../../graphql.generated.ts';
import { MemberForm, memberFields } from '../../members/MemberForm.tsx';
import { notify } from '../../ui/notify.ts';

const fields = [memberFields.providerName, memberFields.description, memberFields.healthCheckURL] as const;

/** Opens once the stored values are there: an update replaces all of them. */
export function EditApplicationDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { data } = useQuery(ApplicationDetailsDocument, { variables: { id }, fetchPolicy: 'network-only' });
  const [update] = useMutation(UpdateApplicationDocument, { refetchQueries: [ApplicationDetailsDocument] });
  const application = data?.application;
  if (!application) return null;
  const { name, providerName, description, healthCheckURL, status } = application;
  return (
    <MemberForm
      title={`Edit ${name}`}
      submit="Save"
      lead="The name stays: runtimes use it as a resource name."
      fields={fields}
      initial={{
        providerName: providerName ?? '',
        description: description ?? '',
        healthCheckURL: healthCheckURL ?? '',
      }}
      run={async (values) => {
        await update({ variables: { id, in: { ...values, statusCondition: status.condition } } });
        notify({ family: 'connected', title: `Saved ${name}` });
        onClose();
      }}
      onClose={onClose}
    />
  );
}
