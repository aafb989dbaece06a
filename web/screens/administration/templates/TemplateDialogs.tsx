import { useApolloClient, useMutation } from '@apollo/client/react';
import {
  type ApplicationRegisterInput,
  type ApplicationTemplateInput,
  CreateTemplateDocument,
  DeleteTemplateDocument,
  TemplateForEditDocument,
  type TemplateFragment,
  UpdateTemplateDocument,
} from '../../../graphql.generated.ts';
import { ConfirmDialog } from '../../../members/ConfirmDialog.tsx';
import { inputAsJson, placeholdersIn, readInput } from '../../../members/templateText.ts';
import { EditDialog } from '../../../twoPeople/EditDialog.tsx';
import { notify } from '../../../ui/notify.ts';
import { TemplateForm, type TemplateValues } from './TemplateForm.tsx';

const empty: TemplateValues = {
  name: '',
  description: '',
  application: JSON.stringify({ name: '{{name}}', description: '', labels: {} }, null, 2),
  questions: {},
};

function templateInput({ name, description, application, questions }: TemplateValues): ApplicationTemplateInput {
  const read = readInput(application);
  if ('problem' in read) throw new Error(read.problem);
  return {
    name,
    description: description || null,
    // The server says what is wrong with its members.
    applicationInput: read.input as ApplicationRegisterInput,
    placeholders: placeholdersIn(application).map((each) => ({ name: each, description: questions[each] || null })),
    accessLevel: 'GLOBAL',
  };
}

export function CreateTemplateDialog({ onClose }: { onClose: () => void }) {
  const [create] = useMutation(CreateTemplateDocument);
  return (
    <TemplateForm
      title="Create a template"
      submit="Create"
      initial={empty}
      isStored={false}
      run={async (values) => {
        await create({ variables: { in: templateInput(values) } });
        notify({ family: 'connected', title: `Created the template ${values.name}` });
        onClose();
      }}
      onClose={onClose}
    />
  );
}

export function EditTemplateDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const client = useApolloClient();
  const [update] = useMutation(UpdateTemplateDocument);
  return (
    <EditDialog<TemplateValues>
      objectID={id}
      read={async () => {
        // A template may hold credentials, which stay out of the cache.
        const { data } = await client.query({
          query: TemplateForEditDocument,
          variables: { id },
          fetchPolicy: 'no-cache',
        });
        const template = data?.applicationTemplate;
        return template
          ? {
              name: template.name,
              description: template.description ?? '',
              application: inputAsJson(template.applicationInput),
              questions: Object.fromEntries(
                template.placeholders.map(({ name, description }) => [name, description ?? '']),
              ),
            }
          : null;
      }}
      write={(values, since) => update({ variables: { id, since, in: templateInput(values) } })}
      nameOf={({ name }) => name}
      fields={[
        { key: 'name', label: 'Name' },
        { key: 'description', label: 'Description' },
        { key: 'application', label: 'Application' },
        { key: 'questions', label: 'Placeholders' },
      ]}
      onSaved={({ name }) => {
        notify({ family: 'connected', title: `Saved the template ${name}` });
        onClose();
      }}
      onClose={onClose}
    >
      {(initial, save) => (
        <TemplateForm
          title={`Edit ${initial.name}`}
          submit="Save"
          initial={initial}
          isStored
          run={save}
          onClose={onClose}
        />
      )}
    </EditDialog>
  );
}

interface DeleteTemplateProps {
  template: TemplateFragment;
  onClose: () => void;
}

export function DeleteTemplateDialog({ template, onClose }: DeleteTemplateProps) {
  const [remove] = useMutation(DeleteTemplateDocument);
  return (
    <ConfirmDialog
      title={`Delete the template ${template.name}?`}
      confirm="Delete"
      run={async () => {
        await remove({ variables: { id: template.id } });
        notify({ family: 'connected', title: `Deleted the template ${template.name}` });
        onClose();
      }}
      onClose={onClose}
    >
      <p>
        Nobody in any tenant can register applications from <strong>{template.name}</strong> afterwards. Those that were
        registered from it stay as they are.
      </p>
    </ConfirmDialog>
  );
}
