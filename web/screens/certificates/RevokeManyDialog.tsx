import { useState } from 'react';
import { describeError } from '../../errors.ts';
import { formatPlural } from '../../format/counts.ts';
import { ConfirmDialog } from '../../members/ConfirmDialog.tsx';
import { type CertificateView, shortSerial } from '../../members/certificateWords.ts';
import { progressOf } from '../../tables/bulkWords.ts';
import { Failures } from '../../tables/Failures.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ItemProgress } from '../../ui/ItemProgress.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { BlastList } from './BlastList.tsx';
import type { Blast } from './blast.ts';
import { revocationWords } from './blastWords.ts';
import { moments } from './RevokeDialog.tsx';
import type { Revocable } from './revokeInChunks.ts';
import { useRevokeMany } from './useRevokeMany.ts';

interface RevokeManyDialogProps {
  /** Those that can be revoked. */
  certificates: readonly CertificateView[];
  blast: Blast;
  now: number;
  /** After each round, whatever became of it. */
  onRevoked: () => void;
  onClose: () => void;
}

/** Says what freezes with all of them together, asks for their number or for the one owner's name, and tells what became of each. */
export function RevokeManyDialog({ certificates, blast, now, onRevoked, onClose }: RevokeManyDialogProps) {
  const [moment, setMoment] = useState<'now' | 'later'>('now');
  const [progress, start] = useRevokeMany();
  const later = moment === 'later';
  const what = formatPlural(certificates.length, 'certificate');
  const title = `Revoke ${what}?`;
  const owners = new Set(certificates.map(({ owner }) => owner.name));
  const name = owners.size === 1 ? [...owners][0]! : String(certificates.length);
  const run = async (some: readonly Revocable[]) => {
    await start(some, later);
    onRevoked();
  };

  if (progress) {
    const { total, done, failures, state } = progress;
    const again = failures.map(({ certificate }) => certificate);
    return (
      <Dialog
        open
        title={later ? `Revoking ${what} once replaced` : `Revoking ${what}`}
        onClose={onClose}
        actions={
          <>
            {state === 'FINISHED' && again.length > 0 && (
              <Button icon="i-retry" onClick={() => void run(again)}>
                Retry failed
              </Button>
            )}
            <Button tone="primary" disabled={state === 'RUNNING'} onClick={onClose}>
              Done
            </Button>
          </>
        }
      >
        <ItemProgress label={title} words={progressOf(progress)} total={total} settled={done + failures.length} />
        <Failures
          noun="certificate"
          failures={failures.map(({ certificate: { serial, owner }, error }) => {
            const { message } = describeError(error);
            return { id: serial, name: `${owner.name}, ${shortSerial(serial)}`, message };
          })}
        />
      </Dialog>
    );
  }
  return (
    <ConfirmDialog
      title={title}
      confirm={later ? 'Revoke once replaced' : 'Revoke now'}
      typed={later ? null : { name, to: `revoke ${what} now` }}
      run={() => run(certificates)}
      onClose={onClose}
    >
      <Segmented label="When" value={moment} options={moments} onChange={setMoment} />
      {later ? (
        <p>
          Each stays good until a newer certificate of the same client is first used, and is revoked within a minute
          after that. Nothing freezes. You can take this back until then.
        </p>
      ) : (
        <>
          {revocationWords(blast).map((line) => (
            <p key={line}>{line}</p>
          ))}
          <BlastList blast={blast} now={now} />
          <p>
            The next request with any of them is refused, on open connections too. Identities, scenarios and connections
            stay. It cannot be taken back.
          </p>
        </>
      )}
      <p>To change their keys without a gap, re-enrol them instead: the details beside the table lead to each.</p>
    </ConfirmDialog>
  );
}
