import { useEffect, useState } from 'react';
import { formatSpan } from '../../format/moments.ts';
import { Door, DoorNote } from '../../session/Door.tsx';
import { readSetupLink } from '../../session/signInRequests.ts';
import { Button } from '../../ui/Button.tsx';
import { SetupForm } from './SetupForm.tsx';

type LinkState = { kind: 'asking' } | { kind: 'open'; expiresAt: number } | { kind: 'closed'; why: string };

/** Where the link printed at first start leads: the first administrator is made here, once. */
export function SetupScreen() {
  const [token] = useState(() => new URLSearchParams(window.location.search).get('token') ?? '');
  const [link, setLink] = useState<LinkState>({ kind: 'asking' });
  const [now, setNow] = useState(Date.now);

  useEffect(() => {
    let isCurrent = true;
    void readSetupLink(token).then((answer) => {
      if (!isCurrent) return;
      setLink('expiresAt' in answer ? { kind: 'open', ...answer } : { kind: 'closed', why: answer.message });
    });
    return () => {
      isCurrent = false;
    };
  }, [token]);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);

  if (link.kind === 'asking') return <Door title="Create the first administrator" lead="Checking the link …" />;
  if (link.kind === 'closed' || now >= link.expiresAt) {
    return (
      <Door title="This link cannot be used" lead="It opens once, within 30 minutes of the start that printed it.">
        <form>
          <DoorNote family="failed" alert>
            {link.kind === 'closed' ? link.why : 'The link has expired. Restart Compass to get a new one.'}
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
      title="Create the first administrator"
      tag="First start"
      lead={
        <>
          This page opens once, with the link printed at first start. It closes in{' '}
          <span className="num">{formatSpan(link.expiresAt - now)}</span>.
        </>
      }
      footer={
        <>
          Lost the link? Restart with <code>COMPASS_ADMIN_EMAIL</code> set.
        </>
      }
    >
      <SetupForm token={token} />
    </Door>
  );
}
