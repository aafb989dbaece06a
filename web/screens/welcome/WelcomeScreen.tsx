import { type FormEvent, useEffect, useRef, useState } from 'react';
import { formatPlural } from '../../format/counts.ts';
import { formatExactZoned } from '../../format/moments.ts';
import { Door, DoorNote } from '../../session/Door.tsx';
import { PasswordField } from '../../session/PasswordField.tsx';
import { choosePassword, readWelcomeLink } from '../../session/signInRequests.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';

type LinkState =
  | { kind: 'asking' }
  | { kind: 'open'; name: string; email: string; expiresAt: number }
  | { kind: 'closed'; why: string };

const passwordLength = 12;

/** Where an invitation leads, and the link of somebody who forgot the password: it is chosen here, once. */
export function WelcomeScreen() {
  const [token] = useState(() => new URLSearchParams(window.location.search).get('token') ?? '');
  const [link, setLink] = useState<LinkState>({ kind: 'asking' });
  useEffect(() => {
    let isCurrent = true;
    void readWelcomeLink(token).then((answer) => {
      if (!isCurrent) return;
      setLink('expiresAt' in answer ? { kind: 'open', ...answer } : { kind: 'closed', why: answer.message });
    });
    return () => {
      isCurrent = false;
    };
  }, [token]);

  if (link.kind === 'asking') return <Door title="Choose your password" lead="Checking the link …" />;
  if (link.kind === 'closed') {
    return (
      <Door title="This link cannot be used" lead="It opens once, and only the last one that was made.">
        <form>
          <DoorNote family="failed" alert>
            {link.why}
          </DoorNote>
          <Button size="tall" wide href="/signin">
            Go to sign-in
          </Button>
        </form>
      </Door>
    );
  }
  return (
    <Door
      title="Choose your password"
      lead={`${link.name === link.email ? 'Welcome' : `Welcome, ${link.name}`}. This page opens until ${formatExactZoned(link.expiresAt)}, once.`}
    >
      <PasswordForm token={token} email={link.email} />
    </Door>
  );
}

function PasswordForm({ token, email }: { token: string; email: string }) {
  const input = useRef<HTMLInputElement>(null);
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<{ field: string | null; message: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const length = [...password].length;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const tooShort = length < passwordLength;
    if (tooShort)
      setProblem({ field: 'password', message: `At least ${passwordLength} characters are needed; ${length} so far.` });
    else {
      setBusy(true);
      const found = await choosePassword(token, password);
      if (!found) return window.location.assign('/');
      setBusy(false);
      setProblem(found);
    }
    input.current?.focus();
  };

  return (
    <form noValidate onSubmit={submit}>
      <TextField size="tall" label="E-mail" type="email" autoComplete="username" value={email} readOnly />
      <PasswordField
        ref={input}
        size="tall"
        autoComplete="new-password"
        value={password}
        onChange={({ target }) => {
          setPassword(target.value);
          setProblem(null);
        }}
        hint={`At least ${passwordLength} characters.${length > 0 ? ` ${formatPlural(length, 'character')} so far.` : ''} A long sentence works.`}
        error={problem?.field === 'password' ? problem.message : undefined}
        required
      />
      {problem && problem.field !== 'password' && (
        <DoorNote family="failed" alert>
          {problem.message}
        </DoorNote>
      )}
      <Button type="submit" tone="primary" size="tall" wide disabled={busy}>
        Set the password and sign in
      </Button>
    </form>
  );
}
