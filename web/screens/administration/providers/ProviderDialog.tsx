import { useLazyQuery, useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { describeError } from '../../../errors.ts';
import {
  CheckIssuerDocument,
  CreateIdentityProviderDocument,
  type ProviderFactsFragment,
  UpdateIdentityProviderDocument,
} from '../../../graphql.generated.ts';
import { FormProblem } from '../../../members/FormProblem.tsx';
import { useForm } from '../../../members/useForm.ts';
import { Button } from '../../../ui/Button.tsx';
import { CheckField } from '../../../ui/CheckField.tsx';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { notify } from '../../../ui/notify.ts';
import { TextField } from '../../../ui/TextField.tsx';
import { type GrantRow, GrantsField } from './GrantsField.tsx';

interface ProviderDialogProps {
  /** Null to add one. */
  provider: ProviderFactsFragment | null;
  onDone: () => void;
  onClose: () => void;
}

const fields = ['name', 'issuer', 'clientID', 'clientSecret', 'emailDomains', 'claim'] as const;
type Texts = Record<(typeof fields)[number], string>;

const textsOf = (provider: ProviderFactsFragment | null): Texts => ({
  name: provider?.name ?? '',
  issuer: provider?.issuer ?? '',
  clientID: provider?.clientID ?? '',
  clientSecret: '',
  emailDomains: provider?.emailDomains.join(', ') ?? '',
  claim: provider?.claim ?? 'groups',
});

export function ProviderDialog({ provider, onDone, onClose }: ProviderDialogProps) {
  const [texts, setTexts] = useState(() => textsOf(provider));
  const [trustsEmail, setTrustsEmail] = useState(provider?.trustsEmail ?? false);
  const [enabled, setEnabled] = useState(provider?.enabled ?? true);
  const [grants, setGrants] = useState<GrantRow[]>(() =>
    (provider?.grants ?? []).map(({ claimValue, tenantID, role }, key) => ({ claimValue, tenantID, role, key })),
  );
  const [create] = useMutation(CreateIdentityProviderDocument);
  const [update] = useMutation(UpdateIdentityProviderDocument);
  const [check, checked] = useLazyQuery(CheckIssuerDocument, { fetchPolicy: 'network-only' });
  const form = useForm(
    fields,
    () => ({
      ...(texts.name.trim() === '' && { name: 'A name is needed.' }),
      ...(texts.issuer.trim() === '' && { issuer: 'The address of the provider is needed.' }),
      ...(texts.clientID.trim() === '' && { clientID: 'The client id is needed.' }),
      ...(!provider && texts.clientSecret === '' && { clientSecret: 'The client secret is needed.' }),
    }),
    async () => {
      const input = {
        ...texts,
        clientSecret: texts.clientSecret || null,
        emailDomains: texts.emailDomains.split(/[\s,]+/).filter(Boolean),
        trustsEmail,
        enabled,
        grants: grants.map(({ key: _, ...grant }) => grant),
      };
      if (provider) await update({ variables: { id: provider.id, in: input } });
      else await create({ variables: { in: input } });
      notify({
        family: 'connected',
        title: provider ? `Changed ${texts.name}` : `People sign in with ${texts.name} now`,
      });
      onDone();
    },
  );
  const bind = (field: keyof Texts) => ({
    value: texts[field],
    error: form.errors[field],
    autoComplete: 'off',
    spellCheck: false,
    onChange: ({ target }: { target: { value: string } }) => {
      form.edited(field);
      setTexts({ ...texts, [field]: target.value });
    },
  });
  const problem = checked.error ? describeError(checked.error).message : checked.data?.checkIssuer.problem;
  const answer = checked.loading ? 'Asking …' : checked.called && (problem ?? 'A provider answers there.');
  const redirect = `${window.location.origin}/api/auth/oidc/callback`;
  return (
    <Dialog
      open
      size="wide"
      onClose={onClose}
      title={provider ? `Edit ${provider.name}` : 'Add a sign-in provider'}
      onSubmit={() => void form.submit()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" disabled={form.running}>
            {provider ? 'Save' : 'Add'}
          </Button>
        </>
      }
    >
      <p>
        Register Compass at the provider with the redirect address <code>{redirect}</code>{' '}
        <CopyButton iconOnly size="small" value={redirect} label="Copy the redirect address" />
      </p>
      <TextField label="Name" data-autofocus hint="Stands on the sign-in page." {...bind('name')} />
      <TextField
        label="Issuer"
        {...bind('issuer')}
        hint={<span aria-live="polite">{answer || 'For example https://id.example.com'}</span>}
        trailing={
          <Button
            size="small"
            tone="quiet"
            disabled={texts.issuer.trim() === ''}
            onClick={() => void check({ variables: { issuer: texts.issuer } })}
          >
            Check
          </Button>
        }
      />
      <TextField label="Client id" {...bind('clientID')} />
      <TextField
        label="Client secret"
        type="password"
        {...bind('clientSecret')}
        hint={provider ? 'Empty keeps the one there is. It is never shown.' : 'Kept encrypted, never shown again.'}
      />
      <TextField
        label="E-mail domains"
        {...bind('emailDomains')}
        hint="Only addresses of these may sign in, for example example.com, example.org. Empty: any."
      />
      <CheckField
        label="Accept addresses the provider does not call verified"
        hint="Only if nobody can choose their address there: who has the address of somebody here becomes them."
        checked={trustsEmail}
        onChange={setTrustsEmail}
      />
      <TextField
        label="Claim"
        {...bind('claim')}
        hint="Tells what somebody may do, for example groups, or realm_access.roles."
      />
      <GrantsField claim={texts.claim} grants={grants} onChange={setGrants} />
      <CheckField asSwitch label="Offered on the sign-in page" checked={enabled} onChange={setEnabled} />
      <FormProblem text={form.errors['']} />
    </Dialog>
  );
}
