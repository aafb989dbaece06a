import { useSearch } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { safeReturn } from '../../paths.ts';
import { Door, DoorNote } from '../../session/Door.tsx';
import { PasswordField } from '../../session/PasswordField.tsx';
import { refusalInWords, signIn } from '../../session/signInRequests.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { ProviderButtons } from './ProviderButtons.tsx';

interface Problems {
  email?: string;
  password?: string;
  /** About both together, or about neither. */
  form?: string;
}

export function SignInScreen() {
  const { return: returnTo, problem: refusal } = useSearch({ from: '/signin' });
  const email = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const [problems, setProblems] = useState<Problems>(() => {
    const form = refusalInWords(refusal);
    return form ? { form } : {};
  });
  const [busy, setBusy] = useState(false);

  const show = (found: Problems) => {
    setProblems(found);
    if (found.email) email.current?.focus();
    else if (found.password || found.form) password.current?.focus();
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const address = email.current?.value.trim() ?? '';
    const secret = password.current?.value ?? '';
    if (!address) return show({ email: 'Enter your e-mail address.' });
    if (!secret) return show({ password: 'Enter your password.' });
    setBusy(true);
    const problem = await signIn(address, secret);
    if (!problem) {
      // The whole page is loaded anew, so that nothing from before the sign-in is left in memory.
      window.location.assign(safeReturn(returnTo));
      return;
    }
    setBusy(false);
    show({ [problem.field === 'email' || problem.field === 'password' ? problem.field : 'form']: problem.message });
  };

  const [first, ...rest] = problems.form?.split(/(?<=\.) /) ?? [];
  return (
    <Door title="Sign in" lead={window.location.host}>
      <form noValidate onSubmit={submit}>
        <TextField
          ref={email}
          size="tall"
          label="E-mail"
          type="email"
          name="email"
          autoComplete="username"
          error={problems.email}
          required
        />
        <PasswordField
          ref={password}
          size="tall"
          name="password"
          autoComplete="current-password"
          error={problems.password}
          required
        />
        {first && (
          <DoorNote family="failed" alert>
            <strong>{first}</strong> {rest.join(' ')}
          </DoorNote>
        )}
        <Button type="submit" tone="primary" size="tall" wide aria-disabled={busy} disabled={busy}>
          Sign in
        </Button>
      </form>
      <ProviderButtons returnTo={returnTo} />
      <p className="meta">No account? An administrator of your tenant invites you. Passwords may be pasted.</p>
    </Door>
  );
}
