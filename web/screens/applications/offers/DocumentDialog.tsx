import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { AddDocumentDocument, ApplicationOffersDocument, type FetchMode } from '../../../graphql.generated.ts';
import { FormProblem } from '../../../members/FormProblem.tsx';
import { useForm } from '../../../members/useForm.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { FileButton } from '../../../ui/FileButton.tsx';
import { notify } from '../../../ui/notify.ts';
import { Segmented } from '../../../ui/Segmented.tsx';
import { TextArea } from '../../../ui/TextArea.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import styles from '../AuthFields.module.css';
import { FetchFields, mostBytes } from './SpecFields.tsx';

interface AddDocumentProps {
  package: { id: string; name: string };
  onAdded: (id: string) => void;
  onClose: () => void;
}

const fields = ['title', 'displayName', 'description', 'kind', 'data', 'fetchRequest'] as const;

const empty = {
  title: '',
  displayName: '',
  description: '',
  kind: '',
  source: 'TEXT' as 'TEXT' | 'FETCH',
  data: '',
  url: '',
  mode: 'SINGLE' as FetchMode,
  filter: '',
};

/** A document cannot be changed afterwards: it is removed and added again. */
export function AddDocumentDialog({ package: target, onAdded, onClose }: AddDocumentProps) {
  const [add] = useMutation(AddDocumentDocument, { refetchQueries: [ApplicationOffersDocument] });
  const [values, setValues] = useState(empty);
  const [fileProblem, setFileProblem] = useState<string | null>(null);
  const form = useForm(
    fields,
    () => ({
      ...(values.title === '' && { title: 'A title is needed.' }),
      ...(values.description === '' && { description: 'A description is needed.' }),
      ...(values.source === 'TEXT' && values.data.trim() === '' && { data: 'Paste or upload it.' }),
      ...(values.source === 'FETCH' && values.url === '' && { fetchRequest: 'An address is needed.' }),
    }),
    async () => {
      const { title, displayName, description, kind, source, data, url, mode, filter } = values;
      const done = await add({
        variables: {
          package: target.id,
          in: {
            title,
            displayName: displayName || title,
            description,
            kind: kind || null,
            format: 'MARKDOWN',
            ...(source === 'TEXT' ? { data } : { fetchRequest: { url, mode, filter: filter || null } }),
          },
        },
      });
      notify({ family: 'connected', title: `Added ${title} to ${target.name}` });
      onClose();
      if (done.data) onAdded(done.data.addDocumentToPackage.id);
    },
  );
  const change = (changed: Partial<typeof empty>, field: string) => {
    form.edited(field);
    setFileProblem(null);
    setValues({ ...values, ...changed });
  };
  const text = (field: 'title' | 'displayName' | 'kind') => ({
    value: values[field],
    error: form.errors[field],
    autoComplete: 'off',
    onChange: ({ target: { value } }: { target: { value: string } }) => change({ [field]: value }, field),
  });
  return (
    <Dialog
      open
      size="wide"
      onClose={onClose}
      title={`Add a document to ${target.name}`}
      onSubmit={() => void form.submit()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" disabled={form.running}>
            Add
          </Button>
        </>
      }
    >
      <TextField label="Title" {...text('title')} data-autofocus />
      <div className={styles.pair}>
        <TextField label="Display name (optional)" hint="The title unless given." {...text('displayName')} />
        <TextField label="Kind (optional)" hint="For example guide or changelog." {...text('kind')} />
      </div>
      <TextArea
        label="Description"
        rows={2}
        error={form.errors['description']}
        value={values.description}
        onChange={({ target: { value } }) => change({ description: value }, 'description')}
      />
      <div className={styles.choice}>
        <p>Markdown</p>
        <Segmented
          label="Where the document comes from"
          value={values.source}
          options={[
            { value: 'TEXT', label: 'Paste or upload' },
            { value: 'FETCH', label: 'Fetch from an address' },
          ]}
          onChange={(source) => change({ source }, 'data')}
        />
      </div>
      {values.source === 'TEXT' ? (
        <>
          <TextArea
            label="Text"
            mono
            rows={10}
            hint="HTML in it is shown as text."
            error={fileProblem ?? form.errors['data']}
            value={values.data}
            onChange={({ target: { value } }) => change({ data: value }, 'data')}
          />
          <div>
            <FileButton
              label="Upload a file…"
              accept=".md,.markdown,.txt"
              mostBytes={mostBytes}
              onText={(data) => change({ data }, 'data')}
              onProblem={setFileProblem}
            />
          </div>
        </>
      ) : (
        <FetchFields
          values={values}
          errors={form.errors['fetchRequest'] ? { spec: form.errors['fetchRequest'] } : {}}
          onChange={(changed) => change(changed, 'fetchRequest')}
        />
      )}
      <FormProblem text={form.errors['']} />
    </Dialog>
  );
}
