import { useApolloClient, useMutation } from '@apollo/client/react';
import { useRef } from 'react';
import {
  AddApiDocument,
  AddEventDocument,
  ApplicationOffersDocument,
  OfferedApiWholeDocument,
  OfferedEventWholeDocument,
  type StoredAuthFragment,
  UpdateApiDocument,
  UpdateEventDocument,
} from '../../../graphql.generated.ts';
import { EditDialog } from '../../../twoPeople/EditDialog.tsx';
import { notify } from '../../../ui/notify.ts';
import { type AuthDraft, authInput, emptyAuth } from '../authDraft.ts';
import { DefinitionForm } from './DefinitionForm.tsx';
import {
  apiInput,
  conflictFields,
  type DefinitionValues,
  definitionValues,
  emptyDefinition,
  eventInput,
  storedAuthOf,
} from './definitionForm.ts';
import { kindWords } from './offerWords.ts';

interface AddDefinitionProps {
  kind: 'API' | 'EVENT';
  package: { id: string; name: string };
  onAdded: (id: string) => void;
  onClose: () => void;
}

export function AddDefinitionDialog({ kind, package: target, onAdded, onClose }: AddDefinitionProps) {
  const refetchQueries = [ApplicationOffersDocument];
  const [addApi] = useMutation(AddApiDocument, { refetchQueries });
  const [addEvent] = useMutation(AddEventDocument, { refetchQueries });
  async function run(values: DefinitionValues, draft: AuthDraft) {
    const auth = authInput(draft, null);
    const id =
      kind === 'API'
        ? (await addApi({ variables: { package: target.id, in: apiInput(values, auth) } })).data
            ?.addAPIDefinitionToPackage.id
        : (await addEvent({ variables: { package: target.id, in: eventInput(values, auth) } })).data
            ?.addEventDefinitionToPackage.id;
    notify({ family: 'connected', title: `Added ${values.name} to ${target.name}` });
    onClose();
    if (id !== undefined) onAdded(id);
  }
  return (
    <DefinitionForm
      kind={kind}
      title={`Add an ${kindWords[kind] === 'API' ? 'API' : 'event'} to ${target.name}`}
      submit="Add"
      initial={emptyDefinition(kind)}
      mayKeepAuth={false}
      run={run}
      onClose={onClose}
    />
  );
}

interface EditDefinitionProps {
  kind: 'API' | 'EVENT';
  applicationID: string;
  packageID: string;
  id: string;
  onSaved: () => void;
  onClose: () => void;
}

/** Opens with what is stored; what someone else stores meanwhile is shown beside it. */
export function EditDefinitionDialog({ kind, applicationID, packageID, id, onSaved, onClose }: EditDefinitionProps) {
  const client = useApolloClient();
  const refetchQueries = [ApplicationOffersDocument];
  const [updateApi] = useMutation(UpdateApiDocument, { refetchQueries });
  const [updateEvent] = useMutation(UpdateEventDocument, { refetchQueries });
  const storedAuth = useRef<StoredAuthFragment | null>(null);
  const draft = useRef<AuthDraft>({ kind: 'KEEP', ...emptyAuth });

  async function readWhole() {
    const variables = { application: applicationID, package: packageID, id };
    // Secrets and long texts stay out of the cache.
    const fetchPolicy = 'no-cache';
    if (kind === 'API') {
      const { data } = await client.query({ query: OfferedApiWholeDocument, variables, fetchPolicy });
      return data?.application?.package?.apiDefinition ?? null;
    }
    const { data } = await client.query({ query: OfferedEventWholeDocument, variables, fetchPolicy });
    return data?.application?.package?.eventDefinition ?? null;
  }

  return (
    <EditDialog<DefinitionValues>
      objectID={id}
      read={async () => {
        const stored = await readWhole();
        storedAuth.current = stored && storedAuthOf(stored);
        return stored && definitionValues(kind, stored);
      }}
      write={(values, since) => {
        const auth = authInput(draft.current, storedAuth.current);
        return kind === 'API'
          ? updateApi({ variables: { id, since, in: apiInput(values, auth) } })
          : updateEvent({ variables: { id, since, in: eventInput(values, auth) } });
      }}
      nameOf={({ name }) => name}
      fields={conflictFields}
      onSaved={({ name }) => {
        notify({ family: 'connected', title: `Saved ${name}` });
        onSaved();
        onClose();
      }}
      onClose={onClose}
    >
      {(initial, save) => (
        <DefinitionForm
          kind={kind}
          title={`Edit ${initial.name}`}
          submit="Save"
          initial={initial}
          mayKeepAuth={storedAuth.current !== null}
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
