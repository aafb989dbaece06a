import { useState } from 'react';
import { FormProblem } from '../../../members/FormProblem.tsx';
import { useForm } from '../../../members/useForm.ts';
import { useSession } from '../../../session/session.ts';
import { Button } from '../../../ui/Button.tsx';
import { CheckField } from '../../../ui/CheckField.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { TextArea } from '../../../ui/TextArea.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import styles from '../AuthFields.module.css';
import { AuthFields, authFields } from '../AuthFields.tsx';
import { type AuthDraft, authProblems, emptyAuth } from '../authDraft.ts';
import { type DefinitionValues, definitionProblems } from './definitionForm.ts';
import { SpecFields } from './SpecFields.tsx';

interface DefinitionFormProps {
  kind: 'API' | 'EVENT';
  title: string;
  submit: string;
  initial: DefinitionValues;
  /** An authentication for fetching is stored and may be kept. */
  mayKeepAuth: boolean;
  run: (values: DefinitionValues, auth: AuthDraft) => Promise<void>;
  onClose: () => void;
}

const kinds = { API: ['OPEN_API', 'ODATA'], EVENT: ['ASYNC_API'] } as const;
const fields = ['name', 'description', 'targetURL', 'group', 'version', 'spec', ...authFields] as const;

/** The dialog that adds or edits an API or event definition; what the server has against it stands at the field. */
export function DefinitionForm({ kind, title, submit, initial, mayKeepAuth, run, onClose }: DefinitionFormProps) {
  const { can } = useSession();
  const [values, setValues] = useState(initial);
  const [auth, setAuth] = useState<AuthDraft>({ kind: mayKeepAuth ? 'KEEP' : 'NONE', ...emptyAuth });
  const [fileProblem, setFileProblem] = useState<string | null>(null);
  const form = useForm(
    fields,
    () => ({ ...definitionProblems(kind, values), ...(values.source === 'FETCH' ? authProblems(auth) : {}) }),
    () => run(values, auth),
  );
  const change = (changed: Partial<DefinitionValues>, field?: string) => {
    if (field) form.edited(field);
    setFileProblem(null);
    setValues({ ...values, ...changed });
  };
  const text = (field: 'name' | 'targetURL' | 'group' | 'version' | 'deprecatedSince') => ({
    value: values[field],
    error: form.errors[field],
    autoComplete: 'off',
    onChange: ({ target }: { target: { value: string } }) => change({ [field]: target.value }, field),
  });
  return (
    <Dialog
      open
      size="wide"
      onClose={onClose}
      title={title}
      onSubmit={() => void form.submit()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" disabled={form.running}>
            {form.running && values.source === 'FETCH' ? 'Fetching…' : submit}
          </Button>
        </>
      }
    >
      <TextField label="Name" {...text('name')} data-autofocus />
      {kind === 'API' && (
        <TextField
          label="Target URL"
          type="url"
          hint="Where the API is called, with its scheme."
          spellCheck={false}
          {...text('targetURL')}
        />
      )}
      <TextArea
        label="Description (optional)"
        rows={2}
        error={form.errors['description']}
        value={values.description}
        onChange={({ target }) => change({ description: target.value }, 'description')}
      />
      <SpecFields
        kinds={kinds[kind]}
        values={values}
        errors={fileProblem === null ? form.errors : { ...form.errors, spec: fileProblem }}
        onChange={(changed) => change(changed, 'spec')}
        onProblem={setFileProblem}
      />
      {values.source === 'FETCH' && (
        <AuthFields
          label="Authentication for fetching"
          hint={
            initial.source === 'FETCH' && !can('application.auths:read')
              ? 'You may not read a stored authentication, and saving replaces it: enter it again, or choose None.'
              : 'How Compass identifies itself to that server.'
          }
          auth={auth}
          onChange={setAuth}
          errors={form.errors}
          edited={form.edited}
          mayKeep={mayKeepAuth}
        />
      )}
      <div className={styles.pair}>
        <TextField label="Version (optional)" {...text('version')} />
        <TextField label="Group (optional)" hint="At most 36 characters." {...text('group')} />
      </div>
      {values.version !== '' && (
        <>
          <CheckField
            label="This version is deprecated"
            checked={values.deprecated}
            onChange={(deprecated) => change({ deprecated })}
          />
          {values.deprecated && <TextField label="Deprecated since (optional)" {...text('deprecatedSince')} />}
          <CheckField
            label="It is going to be removed"
            checked={values.forRemoval}
            onChange={(forRemoval) => change({ forRemoval })}
          />
        </>
      )}
      <FormProblem text={form.errors['']} />
    </Dialog>
  );
}
