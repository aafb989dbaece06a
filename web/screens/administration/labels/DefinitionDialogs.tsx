import { useApolloClient, useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { prettyJson } from '../../../format/json.ts';
import {
  CreateLabelDefinitionDocument,
  LabelDefinitionForEditDocument,
  UpdateLabelDefinitionDocument,
} from '../../../graphql.generated.ts';
import { ConflictDialog } from '../../../twoPeople/ConflictDialog.tsx';
import { LoadProblemDialog } from '../../../twoPeople/LoadProblemDialog.tsx';
import { useEdited } from '../../../twoPeople/useEdited.ts';
import { notify } from '../../../ui/notify.ts';
import { DefinitionForm } from './DefinitionForm.tsx';

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
  const [update] = useMutation(UpdateLabelDefinitionDocument);
  const [resumed, setResumed] = useState<string | null>(null);
  const edit = useEdited<{ schema: string }>({
    objectID: labelKey,
    async read() {
      const { data } = await client.query({
        query: LabelDefinitionForEditDocument,
        variables: { key: labelKey },
        fetchPolicy: 'no-cache',
      });
      return data?.labelDefinition ? { schema: prettyJson(data.labelDefinition.schema ?? '') } : null;
    },
    write: ({ schema }, since) =>
      update({ variables: { key: labelKey, since, in: { key: labelKey, schema: schema || null } } }),
  });

  async function save(schema: string) {
    if (!(await edit.save({ schema }))) return;
    notify({ family: 'connected', title: `Saved the definition of ${labelKey}` });
    onClose();
  }

  if (edit.problem !== undefined) return <LoadProblemDialog problem={edit.problem} onClose={onClose} />;
  if (!edit.initial) return null;
  if (edit.conflict) {
    return (
      <ConflictDialog
        name={labelKey}
        fields={[{ key: 'schema', label: 'Schema' }]}
        conflict={edit.conflict}
        onSave={({ schema }) => save(schema)}
        onBack={({ schema }) => {
          setResumed(schema);
          edit.settle();
        }}
        onClose={onClose}
      />
    );
  }
  return (
    <DefinitionForm
      title={`Definition of ${labelKey}`}
      submit="Save"
      labelKey={labelKey}
      initial={resumed ?? edit.initial.schema}
      run={(_key, schema) => save(schema)}
      onClose={onClose}
    />
  );
}
