import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { OnboardingDraft } from './draft.ts';
import styles from './LabelsField.module.css';

interface LabelsFieldProps {
  labels: OnboardingDraft['labels'];
  error: string | undefined;
  onChange: (labels: OnboardingDraft['labels']) => void;
}

/** Keys and values, as many as wanted. */
export function LabelsField({ labels, error, onChange }: LabelsFieldProps) {
  const set = (at: number, part: Partial<OnboardingDraft['labels'][number]>) =>
    onChange(labels.map((label, position) => (position === at ? { ...label, ...part } : label)));
  return (
    <fieldset className={styles.labels}>
      <legend>Labels (optional)</legend>
      {labels.map(({ id, key, value }, at) => (
        <div key={id} className={styles.row}>
          <TextField
            label={`Key ${at + 1}`}
            value={key}
            autoComplete="off"
            spellCheck={false}
            error={at === 0 ? error : undefined}
            onChange={({ target }) => set(at, { key: target.value })}
          />
          <TextField
            label={`Value ${at + 1}`}
            value={value}
            autoComplete="off"
            spellCheck={false}
            onChange={({ target }) => set(at, { value: target.value })}
          />
          <Button
            iconOnly
            icon="i-close"
            tone="quiet"
            aria-label={`Remove label ${key || at + 1}`}
            onClick={() => onChange(labels.filter((_, position) => position !== at))}
          />
        </div>
      ))}
      <div>
        <Button
          size="small"
          icon="i-plus"
          onClick={() =>
            onChange([...labels, { id: Math.max(0, ...labels.map((each) => each.id)) + 1, key: '', value: '' }])
          }
        >
          Add a label
        </Button>
      </div>
      {labels.length > 0 && <p className="meta">A value is text as it stands, or JSON such as ["a", "b"].</p>}
    </fieldset>
  );
}
