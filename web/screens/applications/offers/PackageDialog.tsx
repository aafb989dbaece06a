import { useApolloClient, useMutation } from '@apollo/client/react';
import { useRef, useState } from 'react';
import { prettyJson } from '../../../format/json.ts';
import {
  AddPackageDocument,
  ApplicationOffersDocument,
  PackageForEditDocument,
  type StoredAuthFragment,
  UpdatePackageDocument,
} from '../../../graphql.generated.ts';
import { FormProblem } from '../../../members/FormProblem.tsx';
import { useForm } from '../../../members/useForm.ts';
import { useSession } from '../../../session/session.ts';
import { EditDialog } from '../../../twoPeople/EditDialog.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { notify } from '../../../ui/notify.ts';
import { TextArea } from '../../../ui/TextArea.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { AuthFields, authFields } from '../AuthFields.tsx';
import { type AuthDraft, authInput, authProblems, emptyAuth } from '../authDraft.ts';

type PackageValues = { name: string; description: string; schema: string };

const empty: PackageValues = { name: '', description: '', schema: '' };
const conflictFields = [
  { key: 'name', label: 'Name' },
  { key: 'description', label: 'Description' },
  { key: 'schema', label: 'Schema of the parameters' },
] as const;

const input = ({ name, description, schema }: PackageValues) => ({
  name,
  description: description || null,
  instanceAuthRequestInputSchema: schema.trim() || null,
});

export function AddPackageDialog({ applicationID, onClose }: { applicationID: string; onClose: () => void }) {
  const [add] = useMutation(AddPackageDocument, { refetchQueries: [ApplicationOffersDocument] });
  return (
    <PackageForm
      title="Add a package"
      submit="Add"
      initial={empty}
      mayKeepAuth={false}
      run={async (values, auth) => {
        const defaultInstanceAuth = authInput(auth, null);
        await add({ variables: { application: applicationID, in: { ...input(values), defaultInstanceAuth } } });
        notify({ family: 'connected', title: `Added the package ${values.name}` });
        onClose();
      }}
      onClose={onClose}
    />
  );
}

interface EditPackageProps {
  applicationID: string;
  id: string;
  onClose: () => void;
}

export function EditPackageDialog({ applicationID, id, onClose }: EditPackageProps) {
  const client = useApolloClient();
  const [update] = useMutation(UpdatePackageDocument, { refetchQueries: [ApplicationOffersDocument] });
  const storedAuth = useRef<StoredAuthFragment | null>(null);
  const draft = useRef<AuthDraft>({ kind: 'KEEP', ...emptyAuth });
  return (
    <EditDialog<PackageValues>
      objectID={id}
      read={async () => {
        const variables = { application: applicationID, package: id };
        const { data } = await client.query({ query: PackageForEditDocument, variables, fetchPolicy: 'no-cache' });
        const stored = data?.application?.package ?? null;
        storedAuth.current = stored?.defaultInstanceAuth ?? null;
        return (
          stored && {
            name: stored.name,
            description: stored.description ?? '',
            schema: prettyJson(stored.instanceAuthRequestInputSchema ?? ''),
          }
        );
      }}
      write={(values, since) => {
        const defaultInstanceAuth = authInput(draft.current, storedAuth.current);
        return update({ variables: { id, since, in: { ...input(values), defaultInstanceAuth } } });
      }}
      nameOf={({ name }) => name}
      fields={conflictFields}
      onSaved={({ name }) => {
        notify({ family: 'connected', title: `Saved the package ${name}` });
        onClose();
      }}
      onClose={onClose}
    >
      {(initial, save) => (
        <PackageForm
          title={`Edit ${initial.name}`}
          submit="Save"
          initial={initial}
          mayKeepAuth={storedAuth.current !== null}
          isStored
          run={(values, auth) => {
            draft.current = auth;
            return save(values);
          }}
          onClose={onClose}
        />
      )}
    </EditDialog>
  );
}

interface PackageFormProps {
  title: string;
  submit: string;
  initial: PackageValues;
  mayKeepAuth: boolean;
  isStored?: boolean;
  run: (values: PackageValues, auth: AuthDraft) => Promise<void>;
  onClose: () => void;
}

const fields = ['name', 'description', 'instanceAuthRequestInputSchema', ...authFields] as const;

function PackageForm({ title, submit, initial, mayKeepAuth, isStored = false, run, onClose }: PackageFormProps) {
  const { can } = useSession();
  const [values, setValues] = useState(initial);
  const [auth, setAuth] = useState<AuthDraft>({ kind: mayKeepAuth ? 'KEEP' : 'NONE', ...emptyAuth });
  const form = useForm(
    fields,
    () => ({ ...(values.name === '' && { name: 'A name is needed.' }), ...authProblems(auth) }),
    () => run(values, auth),
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      onSubmit={() => void form.submit()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" disabled={form.running}>
            {submit}
          </Button>
        </>
      }
    >
      <p className="muted">APIs, events and documents that are offered and secured together.</p>
      <TextField
        label="Name"
        error={form.errors['name']}
        value={values.name}
        autoComplete="off"
        data-autofocus
        onChange={({ target }) => {
          form.edited('name');
          setValues({ ...values, name: target.value });
        }}
      />
      <TextArea
        label="Description (optional)"
        rows={2}
        error={form.errors['description']}
        value={values.description}
        onChange={({ target }) => {
          form.edited('description');
          setValues({ ...values, description: target.value });
        }}
      />
      <AuthFields
        label="Credentials for its APIs"
        hint={
          isStored && !can('application.auths:read')
            ? 'You may not read stored credentials, and saving replaces them: enter them again, or choose None.'
            : 'Given to every runtime that asks. With None, each request waits until credentials are provided for it.'
        }
        auth={auth}
        onChange={setAuth}
        errors={form.errors}
        edited={form.edited}
        mayKeep={mayKeepAuth}
      />
      <TextArea
        label="Schema of the parameters a request brings along (optional)"
        mono
        rows={4}
        hint="A JSON Schema of draft 4, 6 or 7. Requests that do not satisfy it are refused."
        error={form.errors['instanceAuthRequestInputSchema']}
        value={values.schema}
        spellCheck={false}
        onChange={({ target }) => {
          form.edited('instanceAuthRequestInputSchema');
          setValues({ ...values, schema: target.value });
        }}
      />
      <FormProblem text={form.errors['']} />
    </Dialog>
  );
}
