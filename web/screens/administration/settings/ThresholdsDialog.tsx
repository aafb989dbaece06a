import { useMutation, useQuery } from '@apollo/client/react';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { type CertificateThresholds, defaultThresholds } from '../../../../landscape/certificateState.ts';
import { describeError } from '../../../errors.ts';
import { PreviewCertificateThresholdsDocument, SetCertificateThresholdsDocument } from '../../../graphql.generated.ts';
import { FormProblem } from '../../../members/FormProblem.tsx';
import { useForm } from '../../../members/useForm.ts';
import {
  draftOf,
  readDraft,
  shiftsInWords,
  type ThresholdDraft,
  thresholds,
} from '../../../settings/thresholdWords.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { notify } from '../../../ui/notify.ts';
import { TextField } from '../../../ui/TextField.tsx';
import styles from './ThresholdsDialog.module.css';

interface ThresholdsDialogProps {
  present: CertificateThresholds;
  /** What is set by now, after somebody else was faster. */
  reload: () => Promise<CertificateThresholds | undefined>;
  onDone: () => void;
  onClose: () => void;
}

const same = (one: ThresholdDraft, other: ThresholdDraft) => thresholds.every(({ key }) => one[key] === other[key]);
const defaults = draftOf(defaultThresholds);

/** Says which certificates other thresholds would judge otherwise while they are typed. */
export function ThresholdsDialog({ present, reload, onDone, onClose }: ThresholdsDialogProps) {
  const [draft, setDraft] = useState(() => draftOf(present));
  const [seen, setSeen] = useState(present);
  const { renewalDue, overdue, critical } = seen;
  const [set] = useMutation(SetCertificateThresholdsDocument);
  const reading = readDraft(draft);
  const form = useForm(
    thresholds.map(({ key }) => key),
    () => reading.problems ?? {},
    async () => {
      if (!reading.values) return;
      try {
        await set({ variables: { in: reading.values, ifStill: { renewalDue, overdue, critical } } });
      } catch (error) {
        // The refusal says what is set now; whoever sends again has seen it.
        if (describeError(error).code === 'ConcurrentUpdate') setSeen((await reload()) ?? seen);
        throw error;
      }
      notify({ family: 'connected', title: 'Certificates are judged by the new thresholds now' });
      onDone();
    },
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title="Change the thresholds of certificates"
      onSubmit={() => void form.submit()}
      actions={
        <>
          <Button disabled={same(draft, defaults)} onClick={() => setDraft(defaults)}>
            Use the defaults
          </Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" disabled={form.running || same(draft, draftOf(seen))}>
            Set the thresholds
          </Button>
        </>
      }
    >
      <p>
        Per cent of the lifetime at which the next state begins, for every certificate of this tenant. By default{' '}
        {defaults.renewalDue}, {defaults.overdue} and {defaults.critical}.
      </p>
      <div className={styles.fields}>
        {thresholds.map(({ key, label }, index) => (
          <TextField
            key={key}
            label={`${label}, %`}
            inputMode="numeric"
            autoComplete="off"
            error={form.errors[key] ?? reading.problems?.[key]}
            value={draft[key]}
            data-autofocus={index === 0 || undefined}
            onChange={({ target }) => {
              form.edited(key);
              setDraft({ ...draft, [key]: target.value });
            }}
          />
        ))}
      </div>
      <Preview thresholds={reading.values} />
      <FormProblem text={form.errors['']} />
    </Dialog>
  );
}

function Preview({ thresholds: wanted }: { thresholds: CertificateThresholds | null }) {
  const [asked] = useDebouncedValue(JSON.stringify(wanted), 250);
  const values = JSON.parse(asked) as CertificateThresholds | null;
  const { data, previousData, error } = useQuery(PreviewCertificateThresholdsDocument, {
    variables: { in: values ?? defaultThresholds },
    skip: values === null,
    fetchPolicy: 'network-only',
  });
  const preview = (data ?? previousData)?.previewCertificateThresholds;
  const isCurrent = wanted !== null && data !== undefined && JSON.stringify(wanted) === asked;
  return (
    <section className={styles.preview} aria-label="What it changes" aria-live="polite" aria-busy={!isCurrent}>
      <h3>With these, now</h3>
      {error && <p>{describeError(error).message}</p>}
      {wanted === null && <p className="muted">Correct the numbers to see what they change.</p>}
      {wanted !== null && preview && (
        <ul>
          {shiftsInWords(preview).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
