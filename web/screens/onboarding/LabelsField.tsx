import { useRef } from 'react';
import { flushSync } from 'react-dom';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { labelProblem, type OnboardingDraft } from './draft.ts';
import styles from './LabelsField.module.css';

interface LabelsFieldProps {
  labels: OnboardingDraft['labels'];
  error: string | undefined;
  onChange: (labels: OnboardingDraft['labels']) => void;
}

/** Keys and values, as many as wanted. */
export function LabelsField({ labels, error, onChange }: LabelsFieldProps) {
  const lastKey = useRef<HTMLInputElement>(null);
  const addition = useRef<HTMLButtonElement>(null);
  const wrong = error === undefined ? null : (labelProblem(labels) ?? { at: 0, field: 'key' });
  const errorAt = (at: number, field: 'key' | 'value') =>
    wrong?.at === at && wrong.field === field ? error : undefined;
  const set = (at: number, part: Partial<OnboardingDraft['labels'][number]>) =>
    onChange(labels.map((label, position) => (position === at ? { ...label, ...part } : label)));
  const add = () => {
    const id = Math.max(0, ...labels.map((each) => each.id)) + 1;
    flushSync(() => onChange([...labels, { id, key: '', value: '' }]));
    lastKey.current?.focus();
  };
  return (
    <fieldset className={styles.labels}>
      <legend>Labels (optional)</legend>
      {labels.map(({ id, key, value }, at) => (
        <div key={id} className={styles.row}>
          <TextField
            ref={at === labels.length - 1 ? lastKey : undefined}
            label={`Key ${at + 1}`}
            value={key}
            autoComplete="off"
            spellCheck={false}
            error={errorAt(at, 'key')}
            onChange={({ target }) => set(at, { key: target.value })}
          />
          <TextField
            label={`Value ${at + 1}`}
            value={value}
            autoComplete="off"
            spellCheck={false}
            error={errorAt(at, 'value')}
            onChange={({ target }) => set(at, { value: target.value })}
          />
          <Button
            iconOnly
            icon="i-close"
            tone="quiet"
            aria-label={`Remove label ${key || at + 1}`}
            onClick={() => {
              onChange(labels.filter((_, position) => position !== at));
              addition.current?.focus();
            }}
          />
        </div>
      ))}
      <div>
        <Button ref={addition} size="small" icon="i-plus" onClick={add}>
          Add a label
        </Button>
      </div>
      {labels.length > 0 && <p className="meta">A value is text as it stands, or JSON such as ["a", "b"].</p>}
    </fieldset>
  );
}
