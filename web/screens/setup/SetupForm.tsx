import { useRouter } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { apolloFor } from '../../apollo.ts';
import { describeError } from '../../errors.ts';
import { formatPlural } from '../../format/counts.ts';
import { LoadExampleLandscapeDocument } from '../../graphql.generated.ts';
import { DoorNote } from '../../session/Door.tsx';
import { PasswordField } from '../../session/PasswordField.tsx';
import { createAdministrator } from '../../session/signInRequests.ts';
import { Button } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { notify } from '../../ui/notify.ts';
import { TextField } from '../../ui/TextField.tsx';
import styles from './SetupForm.module.css';

type Start = 'empty' | 'example';
type Problems = Partial<Record<'email' | 'password' | 'tenantName' | 'form', string>>;

const starts: readonly { value: Start; title: string; detail: string }[] = [
  { value: 'empty', title: 'An empty landscape', detail: 'Connect your first runtime next' },
  { value: 'example', title: 'The example landscape', detail: '3 applications, 3 runtimes, 3 scenarios' },
];
const passwordLength = 12;

export function SetupForm({ token }: { token: string }) {
  const router = useRouter();
  const email = useRef<HTMLInputElement>(null);
  const passwordInput = useRef<HTMLInputElement>(null);
  const tenantName = useRef<HTMLInputElement>(null);
  const [password, setPassword] = useState('');
  const [start, setStart] = useState<Start>('empty');
  const [problems, setProblems] = useState<Problems>({});
  const [busy, setBusy] = useState(false);
  const length = [...password].length;

  const show = (found: Problems) => {
    setProblems(found);
    const first = found.email ? email : found.password ? passwordInput : found.tenantName ? tenantName : null;
    first?.current?.focus();
  };

  const edited = (field: keyof Problems) => {
    if (problems[field]) setProblems(({ [field]: _, ...rest }) => rest);
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const address = email.current?.value.trim() ?? '';
    const found: Problems = {};
    if (!/^[^\s@]+@[^\s@]+$/.test(address)) found.email = 'Enter an e-mail address, for example mara@example.com.';
    if (length < passwordLength) found.password = `At least ${passwordLength} characters are needed; ${length} so far.`;
    if (found.email || found.password) return show(found);
    setBusy(true);
    const name = tenantName.current?.value.trim() ?? '';
    const problem = await createAdministrator({ token, email: address, password, tenantName: name });
    if (problem) {
      setBusy(false);
      return show({ [problem.field ?? 'form']: problem.message });
    }
    if (start === 'example') {
      try {
        await apolloFor(null).mutate({ mutation: LoadExampleLandscapeDocument });
      } catch (error) {
        // The administrator exists and is signed in; the map offers the example again.
        notify({
          family: 'failed',
          title: 'The example landscape was not loaded',
          detail: describeError(error).message,
        });
      }
    }
    router.history.replace('/');
  };

  return (
    <form noValidate onSubmit={submit}>
      <DoorNote family="connected">
        <strong>Set-up link accepted.</strong> Once it is used, nobody else can open it.
      </DoorNote>
      <TextField
        ref={email}
        size="tall"
        label="E-mail"
        type="email"
        autoComplete="username"
        error={problems.email}
        onChange={() => edited('email')}
        required
      />
      <PasswordField
        ref={passwordInput}
        size="tall"
        autoComplete="new-password"
        value={password}
        onChange={(event) => {
          setPassword(event.target.value);
          edited('password');
        }}
        hint={`At least ${passwordLength} characters.${length > 0 ? ` ${formatPlural(length, 'character')} so far.` : ''} A long sentence works.`}
        error={problems.password}
        required
      />
      <TextField
        ref={tenantName}
        size="tall"
        label="Tenant name"
        defaultValue="Default"
        autoComplete="organization"
        hint="People see it in the top bar. The address keeps /t/default."
        error={problems.tenantName}
        onChange={() => edited('tenantName')}
      />
      <fieldset className={styles.choice}>
        <legend>Start with</legend>
        {starts.map(({ value, title, detail }) => (
          <label key={value} className={classes(styles.option, value === start && styles.chosen)}>
            <input type="radio" name="start" checked={value === start} onChange={() => setStart(value)} />
            <span>
              <strong>{title}</strong>
              <span className="meta">{detail}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {problems.form && (
        <DoorNote family="failed" alert>
          {problems.form}
        </DoorNote>
      )}
      <Button type="submit" tone="primary" size="tall" wide disabled={busy}>
        Create administrator and continue
      </Button>
    </form>
  );
}
