import { type ReactNode, useId } from 'react';
import styles from './CheckField.module.css';
import { FieldError } from './FieldError.tsx';

interface CheckFieldProps {
  label: ReactNode;
  hint?: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  /** Looks and speaks as a switch: on or off rather than chosen or not. */
  asSwitch?: boolean;
  disabled?: boolean;
  autoFocus?: boolean;
}

/** A check box, or a switch, with its label beside it. */
export function CheckField({ label, hint, checked, onChange, asSwitch, disabled, autoFocus }: CheckFieldProps) {
  const note = useId();
  return (
    <div className={styles.group}>
      <label>
        <input
          type="checkbox"
          className={asSwitch ? styles.switch : undefined}
          role={asSwitch ? 'switch' : undefined}
          checked={checked}
          disabled={disabled}
          data-autofocus={autoFocus || undefined}
          aria-describedby={hint ? note : undefined}
          onChange={({ target }) => onChange(target.checked)}
        />
        <span>{label}</span>
      </label>
      {hint && (
        <span id={note} className="meta">
          {hint}
        </span>
      )}
    </div>
  );
}

interface CheckListProps {
  legend: string;
  hint?: ReactNode;
  error?: string | undefined;
  options: readonly { value: string; label: string }[];
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
}

/** Several of a few. */
export function CheckList({ legend, hint, error, options, chosen, onChange }: CheckListProps) {
  const note = useId();
  return (
    <fieldset className={styles.list} aria-describedby={error || hint ? note : undefined}>
      <legend>{legend}</legend>
      {options.map(({ value, label }) => (
        <CheckField
          key={value}
          label={label}
          checked={chosen.has(value)}
          onChange={(checked) => {
            const next = new Set(chosen);
            if (checked) next.add(value);
            else next.delete(value);
            onChange(next);
          }}
        />
      ))}
      {error ? (
        <FieldError id={note} text={error} />
      ) : (
        hint && (
          <span id={note} className="meta">
            {hint}
          </span>
        )
      )}
    </fieldset>
  );
}
