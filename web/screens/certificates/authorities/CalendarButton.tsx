import { useMutation, useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { describeError } from '../../../errors.ts';
import { formatExactZoned } from '../../../format/moments.ts';
import {
  CreateExpiryCalendarDocument,
  DeleteExpiryCalendarDocument,
  ExpiryCalendarDocument,
} from '../../../graphql.generated.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { OnceSecret } from '../../../ui/OnceSecret.tsx';

/** Gives the person an address for their calendar program, once, and takes it back. */
export function CalendarButton() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Calendar…</Button>
      {open && <CalendarDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function CalendarDialog({ onClose }: { onClose: () => void }) {
  const { data, error, refetch } = useQuery(ExpiryCalendarDocument, { fetchPolicy: 'network-only' });
  const [create, created] = useMutation(CreateExpiryCalendarDocument);
  const [remove, removed] = useMutation(DeleteExpiryCalendarDocument);
  const [url, setUrl] = useState<string | null>(null);
  const present = data?.expiryCalendar;
  const failure = created.error ?? removed.error ?? (data ? undefined : error);

  // What fails is shown from `failure`; the rejections themselves have nothing to add.
  const shown = () => undefined;
  async function make() {
    const answer = await create();
    setUrl(answer.data?.createExpiryCalendar.url ?? null);
    await refetch();
  }
  async function revoke() {
    await remove();
    setUrl(null);
    await refetch();
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title="Ends of certificates in your calendar"
      actions={
        <>
          {present && (
            <Button disabled={removed.loading} onClick={() => void revoke().catch(shown)}>
              Revoke the address
            </Button>
          )}
          <Button tone={present ? 'default' : 'primary'} onClick={() => void make().catch(shown)}>
            {present ? 'Make another address' : 'Make an address'}
          </Button>
        </>
      }
    >
      <p>
        Your calendar program subscribes to an address of yours. It shows when every certificate in use ends, and
        reminds you when one becomes overdue and critical, by the thresholds of this tenant.
      </p>
      <p className="muted">
        Whoever has the address sees names of applications and runtimes, with serial numbers and states of their
        certificates; it opens nothing else.
      </p>
      {url !== null && <OnceSecret value={url} what="the address" />}
      {url === null && present && (
        <p>You made one on {formatExactZoned(Date.parse(present.createdAt))}. Another one takes its place.</p>
      )}
      {failure && <p role="alert">{describeError(failure).message}</p>}
    </Dialog>
  );
}
