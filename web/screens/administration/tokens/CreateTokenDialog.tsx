import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { formatExactZoned } from '../../../format/moments.ts';
import { CreateApiTokenDocument } from '../../../graphql.generated.ts';
import { FormProblem } from '../../../members/FormProblem.tsx';
import { useForm } from '../../../members/useForm.ts';
import { useTenantId } from '../../../paths.ts';
import { useSession } from '../../../session/session.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { OnceSecret } from '../../../ui/OnceSecret.tsx';
import { SelectField } from '../../../ui/SelectField.tsx';
import { Snippet } from '../../../ui/Snippet.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { ScopePicker } from './ScopePicker.tsx';

const lifetimes = [
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '366', label: 'A year' },
];

export function CreateTokenDialog({ onCreated, onClose }: { onCreated: () => void; onClose: () => void }) {
  const { scopes: held } = useSession();
  const tenant = useTenantId();
  const [name, setName] = useState('');
  const [days, setDays] = useState('30');
  const [scopes, setScopes] = useState<ReadonlySet<string>>(new Set());
  // The token is in no cache: it is gone with this dialog.
  const [create, { data }] = useMutation(CreateApiTokenDocument, { fetchPolicy: 'no-cache' });
  const form = useForm(
    ['name', 'scopes', 'daysValid'],
    () => ({
      ...(name.trim() === '' && { name: 'A name is needed, for example what uses the token.' }),
      ...(scopes.size === 0 && { scopes: 'Choose at least one right.' }),
    }),
    async () => {
      await create({ variables: { in: { name, scopes: [...scopes], daysValid: Number(days) } } });
      onCreated();
    },
  );

  const made = data?.createApiToken;
  if (made) {
    return (
      <Dialog
        open
        onClose={onClose}
        title={`API token ${made.apiToken.name}`}
        actions={
          <Button tone="primary" onClick={onClose}>
            Done
          </Button>
        }
      >
        <p>
          Works until {formatExactZoned(Date.parse(made.apiToken.expiresAt))}, in this tenant only, and never does more
          than you may do yourself.
        </p>
        <OnceSecret value={made.token} what="the token" />
        <Snippet label="Try it" fileName="try-token.sh" code={tryIt(tenant)} />
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title="Create an API token"
      onSubmit={() => void form.submit()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" disabled={form.running}>
            Create
          </Button>
        </>
      }
    >
      <TextField
        label="Name"
        value={name}
        autoComplete="off"
        data-autofocus
        hint="Stands in the activity log beside what the token does."
        error={form.errors['name']}
        onChange={({ target }) => {
          form.edited('name');
          setName(target.value);
        }}
      />
      <SelectField
        label="Works for"
        value={days}
        options={lifetimes}
        onChange={setDays}
        error={form.errors['daysValid']}
      />
      <ScopePicker
        held={held}
        chosen={scopes}
        onChange={(chosen) => {
          form.edited('scopes');
          setScopes(chosen);
        }}
      />
      <FormProblem text={form.errors['scopes'] ?? form.errors['']} />
    </Dialog>
  );
}

const tryIt = (tenant: string) => `# COMPASS_TOKEN holds the token
curl --silent ${window.location.origin}/graphql \\
  --header "Authorization: Bearer $COMPASS_TOKEN" \\
  --header "Tenant: ${tenant}" \\
  --json '{"query": "{ viewer { id type } }"}'
`;
