import { useApolloClient, useMutation } from '@apollo/client/react';
import { CreateLabelDefinitionDocument } from '../../../graphql.generated.ts';
import { EditDialog } from '../../../twoPeople/EditDialog.tsx';
import { notify } from '../../../ui/notify.ts';
import { DefinitionForm } from './DefinitionForm.tsx';
import { definitionEdit } from './definitionEdit.ts';

export function CreateDefinitionDialog({ onClose }: { onClose: () => void }) {
  const [create] = useMutation(CreateLabelDefinitionDocument);
  return (
    <DefinitionForm
      title="Define a label"
      submit="Define"
      labelKey={null}
      initial=""
      run={async (key, schema) => {
        await create({ variables: { in: { key, schema: schema || null } } });
        notify({ family: 'connected', title: `Defined the label ${key}` });
        onClose();
      }}
      onClose={onClose}
    />
  );
}

export function EditDefinitionDialog({ labelKey, onClose }: { labelKey: string; onClose: () => void }) {
  const client = useApolloClient();
  return (
    <EditDialog<{ schema: string }>
      {...definitionEdit(client, labelKey)}
      nameOf={() => labelKey}
      fields={[{ key: 'schema', label: 'Schema' }]}
      onSaved={() => {
        notify({ family: 'connected', title: `Saved the definition of ${labelKey}` });
        onClose();
      }}
      onClose={onClose}
    >
      {({ schema }, save) => (
        <DefinitionForm
          title={`Definition of ${labelKey}`}
          submit="Save"
          labelKey={labelKey}
          initial={schema}
          run={(_key, changed) => save({ schema: changed })}
          onClose={onClose}
        />
      )}
    </EditDialog>
  );
}
